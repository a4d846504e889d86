import { options } from './card.js';
import { byId, make, plural } from './dom.js';
import { save } from './save.js';
import { toast } from './toast.js';
import { isWord, tidy } from './words.js';
import { wordsFromCsv, wordsToCsv } from './words-csv.js';

/** Words and errors that are listed; more would help nobody. */
const MOST_WORDS = 200;
const MOST_ERRORS = 8;

/** The dialog of the reader's own words. */
export function bindWords(store, wordStore) {
  const dialog = byId('words');
  const kinds = () => [...options(), make('option', { value: 'none' }, 'not to mark')];
  byId('word-kind').append(...kinds());
  byId('words-open').addEventListener('click', () => dialog.showModal());
  byId('words-close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => showProblem([]));
  byId('words-add').addEventListener('submit', (event) => {
    event.preventDefault();
    const text = tidy(byId('word').value);
    if (!isWord(text)) return showProblem(['A name needs a letter or a digit.']);
    showProblem([]);
    wordStore.add([{ text, kind: byId('word-kind').value }]);
    byId('word').value = '';
    byId('word').focus();
  });
  byId('words-export').addEventListener('click', () => {
    save('copydesk-words.csv', 'text/csv', wordsToCsv(store.state.words));
  });
  byId('words-import').addEventListener('click', () => byId('words-file').click());
  byId('words-file').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    if (file) await takeFile(file, wordStore);
    target.value = '';
  });
  byId('words-forget').addEventListener('click', async () => {
    await wordStore.forget();
    toast('Forgotten. None of your words is left on this device.');
    byId('word').focus();
  });
  bindList(store, wordStore, kinds);
}

/** The list of words, those of this article alone first; each can be changed and removed. */
function bindList(store, wordStore, kinds) {
  const list = byId('words-list');
  const wordOf = (row) => [{ text: row.dataset.text }, !row.dataset.here];
  list.addEventListener('change', ({ target }) => {
    const [{ text }, always] = wordOf(target.closest('li'));
    wordStore.correct([{ text, kind: target.value }], always);
  });
  list.addEventListener('click', ({ target }) => {
    if (!target.matches('button')) return;
    const next = target.closest('li').nextElementSibling?.dataset.text;
    wordStore.remove(...wordOf(target.closest('li')));
    const row = [...list.children].find(({ dataset }) => dataset.text === next);
    (row?.querySelector('button') ?? byId('word')).focus();
  });
  store.subscribe(({ words, terms }, before) => {
    if (words === before.words && terms === before.terms) return;
    const all = [...terms.map((word) => ({ ...word, here: true })), ...words.toReversed()];
    const focused = list.contains(document.activeElement) && document.activeElement.closest('li');
    list.replaceChildren(...all.slice(0, MOST_WORDS).map((word) => rowOf(word, kinds())));
    if (focused)
      [...list.children]
        .find(({ dataset }) => dataset.text === focused.dataset.text)
        ?.querySelector('select')
        .focus();
    const more = all.length - MOST_WORDS;
    byId('words-more').hidden = more <= 0;
    byId('words-more').textContent =
      `And ${plural(more, 'word')} more; the export has all of them.`;
    byId('words-export').disabled = words.length === 0;
    byId('words-forget').disabled = all.length === 0;
  });
}

function rowOf({ text, kind, here }, kinds) {
  const choice = make('select', { 'aria-label': `What ${text} is` }, ...kinds);
  choice.value = kind;
  const remove = { type: 'button', class: 'sign', 'aria-label': `Remove ${text}` };
  return make(
    'li',
    { 'data-text': text, 'data-here': here },
    make('span', { class: 'name', dir: 'auto' }, text),
    ...(here ? [make('small', {}, 'this article')] : []),
    choice,
    make('button', remove, '×'),
  );
}

/** Takes in all of a file or, where a line of it is wrong, nothing. */
async function takeFile(file, wordStore) {
  const bytes = await file.arrayBuffer().catch(() => null);
  const source = bytes && decoded(bytes);
  if (source === null) return showProblem([`${file.name} cannot be read as text in UTF-8.`]);
  const { words, errors } = wordsFromCsv(source);
  if (errors.length > 0) {
    const told = errors
      .slice(0, MOST_ERRORS)
      .map((error) => `Line ${error.line}: ${error.message}`);
    const more = errors.length - MOST_ERRORS;
    if (more > 0) told.push(`And ${plural(more, 'line')} more.`);
    return showProblem(['Nothing was taken in; your words are as they were.', ...told]);
  }
  if (words.length === 0) return showProblem([`${file.name} has no words in it.`]);
  showProblem([]);
  await wordStore.add(words);
  toast(`Took in ${plural(words.length, 'word')}.`);
}

function decoded(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function showProblem(lines) {
  const problem = byId('words-problem');
  problem.hidden = lines.length === 0;
  problem.replaceChildren(...lines.map((line) => make('p', {}, line)));
}
