import { byId, make, plural } from './dom.js';
import { FIRST_CUT, KINDS, NAMES } from './kinds.js';
import { Lazy } from './lazy.js';
import { lastWord } from './verdicts.js';

/** Kept pieces of these kinds are named in the margin; paragraphs need no name. */
const PLAIN = new Set(['paragraph', 'list', 'rule']);

/** The blue pencil: the whole paste in its order, what was cut struck through in its place. */
export function createPencilView(store) {
  const galley = byId('galley');
  const lazy = new Lazy(galley, {
    height: (characters, items) => (characters / 62) * 25 + items * 14,
    fill: (from, to) => galleyOf(store.state, from, to),
  });

  store.subscribe((state, before) => {
    const pieces = state.result?.pieces;
    if (pieces === before.result?.pieces && state.filter === before.filter) return;
    if (!pieces) return lazy.update(0);
    const focused = placeOf(document.activeElement, galley);
    galley.classList.toggle('filtered', state.filter !== null);
    lazy.update(
      pieces.length,
      (i) => pieces.tos[i] - pieces.froms[i],
      (i) => pieces.isCut(i),
    );
    showTally(pieces, state.filter);
    if (focused) refocus(pieces, focused);
    else setStop(galley.querySelector('[data-stop]'));
  });

  function refocus(pieces, { start, run }) {
    const i = pieces.at(start);
    const piece = lazy.reveal(i)?.querySelector(`[data-start="${pieces.starts[i]}"]`);
    const stop = (run && piece?.closest('.run')?.querySelector('button')) || piece;
    setStop(stop);
    stop?.focus({ preventScroll: true });
  }

  /** Makes one stop of the galley the one that Tab reaches. */
  function setStop(stop) {
    if (!stop) return;
    for (const old of galley.querySelectorAll('[tabindex="0"]')) old.tabIndex = -1;
    stop.tabIndex = 0;
  }

  return { galley, lazy, setStop };
}

/** Where the focus stands, so that it can be found again after the galley was drawn anew. */
function placeOf(element, galley) {
  if (!galley.contains(element)) return null;
  const piece =
    element.closest('[data-start]') ?? element.closest('.run')?.querySelector('[data-start]');
  return piece && { start: Number(piece.dataset.start), run: element.tagName === 'BUTTON' };
}

/** Pieces `from..to` as nodes, neighbouring cuts gathered into runs. */
function galleyOf(state, from, to) {
  const { pieces } = state.result;
  const nodes = document.createDocumentFragment();
  for (let i = from; i < to; ) {
    if (!pieces.isCut(i)) {
      nodes.append(pieceOf(state, i++));
      continue;
    }
    const [first, last] = pieces.run(i);
    const run = make('div', { class: 'run' });
    if (last - first > 1 && i === first) run.append(runHead(pieces, first, last));
    for (; i < Math.min(last, to); i++) {
      if (state.filter === null || pieces.codes[i] === state.filter) run.append(pieceOf(state, i));
    }
    if (run.querySelector('.piece')) nodes.append(run);
  }
  return nodes;
}

/** What stands above a run of cuts: how many, why, and a way to take them all back. */
function runHead(pieces, first, last) {
  const reasons = [...pieces.count(first, last)]
    .map((count, code) => ({ count, name: NAMES[KINDS[code]] }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ count, name }) => (count > 1 ? `${name} ${count}` : name));
  const title = `${plural(last - first, 'cut')}: ${reasons.join(', ')}`;
  const button = make(
    'button',
    { type: 'button', tabindex: '-1', 'data-stop': true, 'data-from': first, 'data-to': last },
    'Restore these',
  );
  button.setAttribute('aria-label', `Restore these. ${title}`);
  return make('div', { class: 'run-head' }, make('span', {}, title), button);
}

function pieceOf(state, i) {
  const { source, verdicts } = state;
  const { pieces, words = source.text } = state.result;
  const start = pieces.starts[i];
  const end = pieces.ends[i];
  const kind = pieces.kind(i);
  const cut = pieces.isCut(i);
  const mine = lastWord(verdicts, start, end) === !cut;
  const label = mine ? (cut ? 'struck by you' : 'restored') : NAMES[kind];
  const named = mine || cut || !PLAIN.has(kind);
  const piece = make('div', {
    class: `piece ${cut ? 'cut' : 'kept'} ${kind}${mine ? ' mine' : ''}`,
    role: 'button',
    tabindex: '-1',
    'data-stop': true,
    'data-i': i,
    'data-start': start,
    'aria-describedby': cut ? 'hint-cut' : 'hint-kept',
  });
  piece.append(
    make('span', { class: 'sr' }, `${cut ? 'Cut' : 'Kept'}${named ? `, ${label}` : ''}: `),
  );
  piece.append(
    make(
      cut ? 's' : 'span',
      { class: 'words', dir: 'auto' },
      words.slice(pieces.froms[i], pieces.tos[i]),
    ),
  );
  if (named) piece.append(make('span', { class: 'tag', 'aria-hidden': 'true' }, label));
  return piece;
}

/** Counts, and a button for each reason that shows its cuts alone. */
function showTally(pieces, filter) {
  const counts = pieces.count();
  const cut = counts.subarray(FIRST_CUT).reduce((sum, count) => sum + count, 0);
  byId('tally').textContent = `${plural(cut, 'cut')}, ${pieces.length - cut} kept`;
  byId('restore').disabled = cut === 0;
  const chip = (code, name, count) =>
    make(
      'button',
      {
        type: 'button',
        'data-code': code,
        'aria-pressed': String(filter === (code === '' ? null : code)),
      },
      name,
      ' ',
      make('span', { class: 'n' }, String(count)),
    );
  const chips = KINDS.map((kind, code) =>
    code >= FIRST_CUT && counts[code] ? chip(code, NAMES[kind], counts[code]) : null,
  ).filter(Boolean);
  const focused = document.activeElement?.dataset?.code;
  const holder = byId('reasons');
  holder.hidden = chips.length < 2 && filter === null;
  holder.replaceChildren(chip('', 'all cuts', cut), ...chips);
  if (focused !== undefined) holder.querySelector(`[data-code="${focused}"]`)?.focus();
}
