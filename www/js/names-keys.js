import { byId } from './dom.js';

/**
 * What can be done in the panel and on the marks: going through mentions, switching kinds,
 * sorting, searching, opening a card.
 *
 * @param store the state
 * @param marks the marks in the article
 * @param {(mention: object, at: DOMRect | Element) => void} open opens the card of a mention
 * @param {() => void} again looks for names again
 */
export function bindNamesPanel(store, marks, { open, again }) {
  const list = byId('names-list');
  const close = () => {
    store.set({ names: false });
    byId('names-open').focus();
  };
  const entityOf = (id) => store.state.found.entities[id];

  /** Goes to the first mention of an entity, and from one of its mentions to the next. */
  function step(entity, way) {
    const { found, current } = store.state;
    const mentions = found.of.get(entity.id);
    const from = current?.entity === entity ? current.i : way > 0 ? -1 : 0;
    const mention = mentions[(from + way + mentions.length) % mentions.length];
    store.set({ current: mention });
    marks.go(mention);
  }

  list.addEventListener('click', ({ target, shiftKey }) => {
    const { id, more } = target.closest('button')?.dataset ?? {};
    if (id) step(entityOf(id), shiftKey ? -1 : 1);
    if (more) open(store.state.found.of.get(Number(more))[0], target);
  });
  list.addEventListener('keydown', (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = event.target.closest('.entity');
    if (!way || !row) return;
    event.preventDefault();
    const rows = [...list.querySelectorAll('.entity')];
    rows[rows.indexOf(row) + way]?.querySelector('.go').focus();
  });
  byId('step-back').addEventListener('click', () => step(store.state.current.entity, -1));
  byId('step-on').addEventListener('click', () => step(store.state.current.entity, 1));
  byId('kinds').addEventListener('click', ({ target }) => {
    const kind = target.closest('button')?.value;
    const { hiddenKinds: hidden } = store.state;
    if (!kind) return;
    const now = hidden.includes(kind) ? hidden.filter((one) => one !== kind) : [...hidden, kind];
    store.set({ hiddenKinds: now });
  });
  byId('names-sort').value = store.state.sort;
  byId('names-sort').addEventListener('change', ({ target }) => store.set({ sort: target.value }));
  byId('names-search').addEventListener('input', ({ target }) =>
    store.set({ search: target.value }),
  );
  byId('names-again').addEventListener('click', again);
  byId('names-close').addEventListener('click', close);
  byId('names').addEventListener('keydown', ({ key, target }) => {
    if (key === 'Escape' && !target.value) close();
  });
  bindMarks(store, marks, open);
}

/** A click on a mark opens its card. */
function bindMarks(store, marks, open) {
  byId('body').addEventListener('click', ({ target, clientX, clientY }) => {
    // Whoever has just marked some text with the mouse wants to copy it.
    if (target.closest('a') || !getSelection().isCollapsed) return;
    const mention = marks.at(clientX, clientY);
    if (!mention) return;
    store.set({ current: mention });
    marks.go(mention);
    open(mention, new DOMRect(clientX, clientY - 8, 0, 20));
  });
}
