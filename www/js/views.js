import { byId } from './dom.js';

/** Chooses what is on screen, by `state.view` and by what the window has room for. */
export function bindViews(store, remember) {
  const wide = matchMedia('(min-width: 68rem)');
  const buttons = document.querySelectorAll('[data-view]');

  function show({ view, result, source, names, found }) {
    const kept = !result ? 'paste' : view === 'both' && !wide.matches ? 'article' : view;
    const named = names && (kept === 'article' || kept === 'both');
    // Beside the article there is room for the pencil or the names.
    const seen = named ? 'article' : kept;
    document.documentElement.dataset.view = seen;
    document.documentElement.classList.toggle('named', named);
    byId('desk').hidden = seen !== 'paste';
    byId('reader').hidden = seen !== 'article' && seen !== 'both';
    byId('pencil').hidden = seen !== 'pencil' && seen !== 'both';
    byId('names').hidden = !named;
    byId('names-open').setAttribute('aria-expanded', String(named));
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.dataset.view === seen));
    const there = { text: source, result, found };
    for (const element of document.querySelectorAll('[data-needs]'))
      element.hidden = !there[element.dataset.needs];
    document.title = result?.head.title
      ? `${result.head.title.slice(0, 200)} · Copydesk`
      : 'Copydesk';
  }

  for (const button of buttons) {
    button.addEventListener('click', () => {
      remember(button.dataset.view);
      // Whoever asks for both views wants to see the pencil.
      const names = store.state.names && button.dataset.view !== 'both';
      store.set({ view: button.dataset.view, names });
    });
  }
  byId('names-open').addEventListener('click', () => {
    const { view } = store.state;
    const named = !byId('names').hidden;
    store.set({ names: !named, view: view === 'pencil' ? 'article' : view });
  });
  wide.addEventListener('change', () => show(store.state));
  store.subscribe((state, before) => {
    byId('main').setAttribute('aria-busy', String(state.busy !== null));
    const shown = ['view', 'result', 'source', 'names', 'found'];
    if (shown.every((name) => state[name] === before[name])) return;
    show(state);
    if (state.view !== before.view && before.view !== undefined) scrollTo(0, 0);
  });
  bindMenus();
}

/** Menus close by Escape, which gives the focus back, and by a click or a focus elsewhere. */
export function bindMenus() {
  for (const menu of document.querySelectorAll('details.menu')) {
    const away = ({ target }) => {
      if (!menu.contains(target)) menu.open = false;
    };
    addEventListener('pointerdown', away);
    addEventListener('focusin', away);
    menu.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !menu.open) return;
      menu.open = false;
      menu.querySelector('summary').focus();
    });
  }
}
