import { byId, make, plural } from './dom.js';
import { ENTITY_KINDS } from './entity-kinds.js';
import { Lazy } from './lazy.js';
import { chosen, countKinds } from './name-list.js';

/** The panel of names: what is found, the legend, the list. */
export function createNamesView(store) {
  const list = byId('names-list');
  let shown = [];
  const lazy = new Lazy(list, {
    height: (_, items) => items * 46,
    fill(from, to) {
      const rows = document.createDocumentFragment();
      rows.append(...shown.slice(from, to).map((entity) => rowOf(entity, store.state.current)));
      return rows;
    },
  });

  function draw({ found, hiddenKinds, sort, search }) {
    const { activeElement: focused } = document;
    const key = focused?.closest('.entity')?.dataset.key;
    shown = found ? chosen(found.entities, { sort, search, hidden: hiddenKinds }) : [];
    lazy.update(shown.length);
    byId('names-find').hidden = !found?.entities.length;
    byId('names-none').hidden = shown.length > 0 || !found?.entities.length;
    if (key === undefined) return;
    const row = list.querySelector(`[data-key="${CSS.escape(key)}"]`);
    (row?.querySelector(`.${focused.classList[0]}`) ?? byId('names-search')).focus();
  }

  store.subscribe((state, before) => {
    const changed = (...names) => names.some((name) => state[name] !== before[name]);
    if (changed('found', 'hiddenKinds')) drawKinds(state);
    if (changed('found', 'finding')) drawNote(state);
    if (changed('found', 'hiddenKinds', 'sort', 'search')) draw(state);
    if (changed('current')) drawStep(state, before.current);
  });
}

/** An entity's button, which goes to its mentions, and the one that opens its card. */
function rowOf(entity, current) {
  const { id, kind, name, role, value, mentions } = entity;
  const what = [ENTITY_KINDS[kind][0], role, value].filter(Boolean).join(' · ');
  const go = make(
    'button',
    { type: 'button', class: 'go', 'data-id': id },
    make('span', { class: 'name', 'data-kind': kind, dir: 'auto' }, name),
    make('span', { class: 'what' }, what),
    make('span', { class: 'n' }, String(mentions.length)),
    make('span', { class: 'sr' }, mentions.length === 1 ? ' mention' : ' mentions'),
  );
  if (current?.entity === entity) go.setAttribute('aria-current', 'true');
  const more = { type: 'button', class: 'more sign', 'data-more': id, 'aria-haspopup': 'dialog' };
  const sign = make('button', { ...more, 'aria-label': `Change or look up ${name}` }, '⋯');
  return make('div', { class: 'entity', role: 'listitem', 'data-key': name }, go, sign);
}

/** A switch for every kind that is there; it looks as its marks do. */
function drawKinds({ found, hiddenKinds }) {
  const holder = byId('kinds');
  const focused = holder.contains(document.activeElement) && document.activeElement.value;
  const counts = countKinds(found?.entities ?? []);
  const kinds = Object.keys(ENTITY_KINDS).filter((kind) => counts.has(kind));
  const chip = (kind) =>
    make(
      'button',
      { type: 'button', value: kind, 'aria-pressed': String(!hiddenKinds.includes(kind)) },
      make('span', { 'data-kind': kind }, ENTITY_KINDS[kind][1]),
      ' ',
      make('span', { class: 'n' }, String(counts.get(kind))),
    );
  holder.replaceChildren(...kinds.map(chip));
  holder.hidden = kinds.length === 0;
  if (focused) holder.querySelector(`[value="${focused}"]`)?.focus();
}

function drawNote({ found, finding }) {
  const failed = finding instanceof Error;
  const text = failed ? trouble(finding) : found ? remark(found) : finding ? 'Reading…' : '';
  const note = byId('names-note');
  note.hidden = !text;
  note.querySelector('span').textContent = text;
  byId('names-again').hidden = !failed || finding.code === 'too-long';
  const count = found?.entities.length;
  byId('names-tally').textContent = count ? plural(count, 'entry', 'entries') : '';
}

function trouble({ code }) {
  if (code === 'too-long') return 'This text is too long to be searched for names.';
  return 'Names cannot be marked: what finds them did not load. The article is not affected.';
}

/** What a reader should know of the search. */
function remark({ searched, language, entities }) {
  const found = searched === 'names';
  if (found && !entities.length) return 'No names, dates or sums here.';
  if (found && /^en\b|^$/.test(language ?? '')) return '';
  const name = language && new Intl.DisplayNames('en', { type: 'language' }).of(language);
  const known = name ? `This text is in ${name}. ` : '';
  return found
    ? `${known}Names are found there less surely than in English.`
    : `${known}Names are not found there, but dates, times, sums and your own words.`;
}

/** Says which mention is the current one. */
function drawStep({ current }, before) {
  byId('stepper').hidden = !current;
  const entity = current?.entity;
  byId('step').textContent = entity
    ? `${entity.name}: ${current.i + 1} of ${entity.mentions.length}`
    : '';
  if (before?.entity === entity) return;
  for (const old of byId('names-list').querySelectorAll('[aria-current]'))
    old.removeAttribute('aria-current');
  const row = entity && byId('names-list').querySelector(`[data-id="${entity.id}"]`);
  row?.setAttribute('aria-current', 'true');
}
