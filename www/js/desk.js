import { byId, plural, sizeOf } from './dom.js';

/** Longest text that is put into the text box; boxes get slow long before the cleaner does. */
const BOX = 100_000;
/** Wait after the last key before what was typed is cleaned, in milliseconds. */
const PAUSE = 700;

/** The paste box and what surrounds it: paste, typing, files, the example, progress, problems. */
export function bindDesk(store, session, show) {
  const box = byId('box');
  let timer;
  let typed;

  box.addEventListener('input', () => {
    clearTimeout(timer);
    if (box.value.trim()) timer = setTimeout(type, PAUSE);
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  });
  byId('clean').addEventListener('click', submit);
  byId('cancel').addEventListener('click', () => session.cancel());
  byId('edit').addEventListener('click', () => {
    showSource({ text: plainOf(store.state) }, Number.POSITIVE_INFINITY);
    box.focus();
  });
  byId('clear').addEventListener('click', () => {
    store.set({ problem: null });
    showSource();
    box.focus();
  });
  byId('example').addEventListener('click', async () => {
    const answer = await fetch('example.txt');
    if (await session.take({ text: await answer.text() })) show();
  });

  /** Cleans what is typed, while the typing goes on. */
  function type() {
    typed = box.value;
    session.take({ text: typed });
  }

  async function submit() {
    clearTimeout(timer);
    const source = byId('chip').hidden ? { text: box.value } : store.state.source;
    if (await session.take(source)) show();
  }

  /** Shows a text in the box, or of one too long for it, and of a page, how it begins. */
  function showSource({ text = '', name, html } = {}, longest = BOX) {
    const chip = Boolean(html) || text.length > longest;
    box.hidden = chip;
    byId('chip').hidden = !chip;
    byId('clear').hidden = !text && !html;
    const shown = chip ? '' : text;
    if (box.value !== shown) box.value = shown;
    const what = html ? 'of a page' : 'of text';
    byId('chip-size').textContent = `${sizeOf((html ?? text).length)} ${what}`;
    byId('chip-name').textContent = name ? `from ${name}` : 'pasted';
    byId('chip-head').textContent = chip
      ? text.slice(0, 2000).split('\n').slice(0, 12).join('\n')
      : '';
  }

  store.subscribe((state, before) => {
    const { source, result } = state;
    // What is typed is in the box already; of a page, the words come with the result.
    const news = source !== before.source || (source?.html && result !== before.result);
    if (news && (!source || source.html || source.text !== typed)) {
      typed = undefined;
      showSource(source ? { ...source, text: plainOf(state) } : undefined);
    }
    if (state.busy !== before.busy) showWork(state.busy);
    if (state.problem !== before.problem) showProblem(state.problem);
    if (state.result !== before.result || state.view !== before.view) showFound(state);
  });
}

/** A source as text: of a page that came without one, all its words. */
function plainOf({ source, result }) {
  return source.text ?? result?.words ?? '';
}

function showWork(busy) {
  const large = Boolean(busy?.large);
  byId('work').hidden = !large;
  byId('clean').disabled = large;
  if (!large) return;
  byId('work-label').textContent = `Reading ${sizeOf(busy.size)}…`;
  const bar = byId('bar');
  if (busy.share === undefined) bar.removeAttribute('value');
  else bar.value = busy.share;
}

function showProblem(problem) {
  const element = byId('problem');
  element.hidden = !problem;
  element.querySelector('strong').textContent = problem?.title ?? '';
  element.querySelector('span').textContent = problem?.message ?? '';
}

/** One line below the box on what was found, for those who type or come back to the box. */
function showFound({ result }) {
  const found = byId('found');
  if (!result) {
    found.textContent = '';
    return;
  }
  const { title, wordCount } = result.head;
  found.textContent = `${title ? `“${title.slice(0, 200)}”, ` : ''}${plural(wordCount, 'word')} kept.`;
}
