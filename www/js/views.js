import { byId } from './dom.js';

/** Chooses what is on screen, by `state.view` and by what the window has room for. */
export function bindViews(store, remember) {
  const wide = matchMedia('(min-width: 68rem)');
  const buttons = document.querySelectorAll('[data-view]');

  function show({ view, result, text }) {
    const seen = !result ? 'paste' : view === 'both' && !wide.matches ? 'article' : view;
    document.documentElement.dataset.view = seen;
    byId('desk').hidden = seen !== 'paste';
    byId('reader').hidden = seen !== 'article' && seen !== 'both';
    byId('pencil').hidden = seen !== 'pencil' && seen !== 'both';
    for (const button of buttons)
      button.setAttribute('aria-pressed', String(button.dataset.view === seen));
    for (const element of document.querySelectorAll('[data-needs]')) {
      element.hidden = element.dataset.needs === 'text' ? !text && !result : !result;
    }
    document.title = result?.head.title
      ? `${result.head.title.slice(0, 200)} · Copydesk`
      : 'Copydesk';
  }

  for (const button of buttons) {
    button.addEventListener('click', () => {
      remember(button.dataset.view);
      store.set({ view: button.dataset.view });
    });
  }
  wide.addEventListener('change', () => show(store.state));
  store.subscribe((state, before) => {
    byId('main').setAttribute('aria-busy', String(state.busy !== null));
    if (state.view === before.view && state.result === before.result && state.text === before.text)
      return;
    show(state);
    if (state.view !== before.view && before.view !== undefined) scrollTo(0, 0);
  });
  bindMenus();
}

/** Menus close by Escape, which gives the focus back, and by a click or a focus elsewhere. */
function bindMenus() {
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
