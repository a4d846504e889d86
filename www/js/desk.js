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
    showText(store.state, Number.POSITIVE_INFINITY);
    box.focus();
  });
  byId('clear').addEventListener('click', () => {
    store.set({ problem: null });
    showText({ text: '' });
    box.focus();
  });
  byId('example').addEventListener('click', async () => {
    const answer = await fetch('example.txt');
    if (await session.take(await answer.text())) show();
  });

  /** Cleans what is typed, while the typing goes on. */
  function type() {
    typed = box.value;
    session.take(typed);
  }

  async function submit() {
    clearTimeout(timer);
    const { text, name } = store.state;
    const done = byId('chip').hidden ? session.take(box.value) : session.take(text, { name });
    if (await done) show();
  }

  function showText({ text, name }, longest = BOX) {
    const long = text.length > longest;
    box.hidden = long;
    byId('chip').hidden = !long;
    byId('clear').hidden = !text;
    const shown = long ? '' : text;
    if (box.value !== shown) box.value = shown;
    byId('chip-size').textContent = `${sizeOf(text.length)} of text`;
    byId('chip-name').textContent = name ? `from ${name}` : 'pasted';
    byId('chip-head').textContent = long
      ? text.slice(0, 2000).split('\n').slice(0, 12).join('\n')
      : '';
  }

  store.subscribe((state, before) => {
    if (state.text !== before.text && state.text !== typed) {
      typed = undefined;
      showText(state);
    }
    if (state.busy !== before.busy) showWork(state.busy);
    if (state.problem !== before.problem) showProblem(state.problem);
    if (state.result !== before.result || state.view !== before.view) showFound(state);
  });
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
