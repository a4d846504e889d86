import { createArticleView } from './article-view.js';
import { createCard } from './card.js';
import { Cleaner } from './cleaner.js';
import { bindDesk } from './desk.js';
import { byId } from './dom.js';
import { bindExport } from './export.js';
import { Finder } from './finder.js';
import { bindIntake } from './intake.js';
import { forget, keep, recall } from './keep.js';
import { recallWords } from './keep-words.js';
import { createMarks } from './marks.js';
import { bindNames } from './names.js';
import { bindNamesPanel } from './names-keys.js';
import { createNamesView } from './names-view.js';
import { bindPencil } from './pencil-keys.js';
import { createPencilView } from './pencil-view.js';
import { EMPTY, Session } from './session.js';
import { bindSettings, loadSettings, saveSettings } from './settings.js';
import { createStore } from './store.js';
import { toast } from './toast.js';
import { scriptUrl } from './trust.js';
import { bindViews } from './views.js';
import { WordStore } from './word-store.js';
import { bindWords } from './words-dialog.js';

const settings = loadSettings();
const { names, sort, hiddenKinds } = settings;
/** What of the state is remembered with the settings. */
const remembered = { names, sort, hiddenKinds };
const store = createStore({ ...EMPTY, ...remembered, search: '', words: [], view: 'paste' });
const cleaner = new Cleaner();
const session = new Session(store, cleaner);
/** From the desk to the view that the reader likes best. */
const show = () => store.set({ view: settings.view });

bindSettings(settings);
bindViews(store, (view) => {
  if (view !== 'paste') {
    settings.view = view;
    saveSettings(settings);
  }
});
bindDesk(store, session, show);
bindIntake(store, session, show);
const articleView = createArticleView(store, cleaner);
bindPencil(store, session, createPencilView(store));
bindExport(store, cleaner);
bindEntities();
bindHistory();
await bindMemory();
cleaner.wake();
navigator.serviceWorker?.register(scriptUrl('sw.js')).catch(() => {});

/** Names in the article: finding, marks, panel, corrections. */
function bindEntities() {
  const wordStore = new WordStore(store);
  const marks = createMarks(store, articleView);
  const open = createCard(store, (words, always) => {
    wordStore.correct(words, always);
    toast(`Noted for ${always ? 'every text' : 'this article'}. “My words” can take it back.`);
  });
  const again = bindNames(store, new Finder());
  createNamesView(store);
  bindNamesPanel(store, marks, { open, again });
  bindWords(store, wordStore);
  store.subscribe((state, before) => {
    const changed = Object.keys(remembered).filter((name) => state[name] !== before[name]);
    if (before.view === undefined || changed.length === 0) return;
    for (const name of changed) settings[name] = state[name];
    saveSettings(settings);
  });
}

function bindHistory() {
  byId('undo').addEventListener('click', () => session.undo());
  byId('redo').addEventListener('click', () => session.redo());
  byId('restore').addEventListener('click', () =>
    session.restore(0, store.state.result.pieces.length),
  );
  addEventListener('keydown', (event) => {
    if (
      !(event.ctrlKey || event.metaKey) ||
      event.altKey ||
      event.target.closest('input, textarea')
    )
      return;
    const key = event.key.toLowerCase();
    if (!store.state.result || (key !== 'z' && key !== 'y')) return;
    event.preventDefault();
    if (key === 'y' || event.shiftKey) session.redo();
    else session.undo();
  });
  store.subscribe(({ verdicts }) => {
    byId('undo').disabled = verdicts.past.length === 0;
    byId('redo').disabled = verdicts.future.length === 0;
  });
}

/** Brings back what was kept, then keeps what changes. */
async function bindMemory() {
  const [kept, words] = await Promise.all([recall(), recallWords()]);
  store.set({ words });
  if (kept && !store.state.source) {
    session.take(kept.source, kept).then((done) => done && show());
  }
  document.documentElement.classList.remove('waking');
  store.subscribe((state, before) => {
    const { source, verdicts, terms } = state;
    if (!source || before.source === undefined) return;
    const fresh = source === before.source ? undefined : source;
    if (!fresh && verdicts === before.verdicts && terms === before.terms) return;
    // In a turn of its own; by then the text may have been forgotten.
    setTimeout(
      () => store.state.source === source && keep({ source: fresh, marks: { verdicts, terms } }),
    );
  });
  for (const button of document.querySelectorAll('.forget')) {
    button.addEventListener('click', async () => {
      session.forget();
      await forget();
      byId('box').focus();
      const own = store.state.words.length
        ? ' Your own words stay until you forget them, too.'
        : '';
      toast(`Forgotten. Nothing of it is left on this device.${own}`);
    });
  }
}
