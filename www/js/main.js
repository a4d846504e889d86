import { createArticleView } from './article-view.js';
import { Cleaner } from './cleaner.js';
import { bindDesk } from './desk.js';
import { byId } from './dom.js';
import { bindExport } from './export.js';
import { bindIntake } from './intake.js';
import { forget, keep, recall } from './keep.js';
import { bindPencil } from './pencil-keys.js';
import { createPencilView } from './pencil-view.js';
import { EMPTY, Session } from './session.js';
import { bindSettings, loadSettings, saveSettings } from './settings.js';
import { createStore } from './store.js';
import { toast } from './toast.js';
import { scriptUrl } from './trust.js';
import { bindViews } from './views.js';

const settings = loadSettings();
const store = createStore({ ...EMPTY, view: 'paste' });
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
createArticleView(store, cleaner);
bindPencil(store, session, createPencilView(store));
bindExport(store, cleaner);
bindHistory();
await bindMemory();
navigator.serviceWorker?.register(scriptUrl('sw.js')).catch(() => {});

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
  const kept = await recall();
  if (kept && !store.state.text) {
    session.take(kept.text, kept).then((done) => done && show());
  }
  document.documentElement.classList.remove('waking');
  store.subscribe((state, before) => {
    if (!state.text || before.text === undefined) return;
    const text = state.text === before.text ? undefined : state.text;
    const { name, verdicts } = state;
    if (text === undefined && verdicts === before.verdicts) return;
    // In a turn of its own; by then the text may have been forgotten.
    setTimeout(() => store.state.text === state.text && keep({ text, marks: { name, verdicts } }));
  });
  for (const button of document.querySelectorAll('.forget')) {
    button.addEventListener('click', async () => {
      session.forget();
      await forget();
      byId('box').focus();
      toast('Forgotten. Nothing of it is left on this device.');
    });
  }
}
