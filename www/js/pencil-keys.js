import { byId } from './dom.js';
import { NAMES, WHY } from './kinds.js';

/** Mouse and keyboard in the galley: toggle, restore runs, move, and the reason on hover and focus. */
export function bindPencil(store, session, { galley, lazy, setStop }) {
  galley.addEventListener('click', ({ target }) => {
    // Whoever has just marked some text with the mouse wants to copy it, not to change it.
    if (!getSelection().isCollapsed && target.closest('.piece')) return;
    act(target);
  });
  galley.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const stop = event.target.closest('[data-stop]');
    if (!stop) return;
    if ((event.key === 'Enter' || event.key === ' ') && stop.dataset.i) act(stop);
    else if (MOVES[event.key]) {
      const last = store.state.result.pieces.length - 1;
      move(MOVES[event.key]({ galley, stop, lazy, last }));
    } else return;
    event.preventDefault();
  });
  galley.addEventListener('focusin', ({ target }) => setStop(target.closest('[data-stop]')));
  byId('reasons').addEventListener('click', ({ target }) => {
    const code = target.closest('[data-code]')?.dataset.code;
    if (code === undefined) return;
    const filter = code === '' || Number(code) === store.state.filter ? null : Number(code);
    store.set({ filter });
  });
  explain(galley, store);

  function act(target) {
    const button = target.closest('[data-from]');
    const piece = target.closest('.piece');
    if (button) session.restore(Number(button.dataset.from), Number(button.dataset.to));
    else if (piece) {
      setStop(piece);
      piece.focus({ preventScroll: true });
      session.toggle(Number(piece.dataset.i));
    }
  }

  function move(stop) {
    if (!stop) return;
    stop.focus();
    stop.scrollIntoView({ block: 'nearest' });
  }
}

/** Where a key leads from a stop. */
const MOVES = {
  ArrowDown: (from) => beside(from, 1),
  ArrowUp: (from) => beside(from, -1),
  j: (from) => beside(from, 1),
  k: (from) => beside(from, -1),
  Home: ({ lazy }) => edge(lazy, 0),
  End: ({ lazy, last }) => edge(lazy, last),
};

function beside({ galley, stop, lazy }, way) {
  const stops = [...galley.querySelectorAll('[data-stop]')];
  const next = stops[stops.indexOf(stop) + way];
  if (next) return next;
  const i = Number(stop.dataset.i) + way;
  return lazy.reveal(i)?.querySelector(`[data-i="${i}"]`);
}

function edge(lazy, i) {
  const stops = lazy.reveal(i)?.querySelectorAll('[data-stop]') ?? [];
  return i === 0 ? stops[0] : stops[stops.length - 1];
}

/** Shows why a piece was cut, beside it, while it is pointed at or focused; Escape hides it. */
function explain(galley, store) {
  const why = byId('why');
  let piece = null;
  const place = () => {
    if (!piece) return;
    const { bottom, top, right } = piece.getBoundingClientRect();
    const below = bottom + why.offsetHeight + 8 < innerHeight;
    why.style.top = `${Math.max(8, below ? bottom + 2 : top - why.offsetHeight - 2)}px`;
    why.style.left = `${Math.max(8, Math.min(right, innerWidth - 8) - why.offsetWidth)}px`;
  };
  const show = (target) => {
    const pointed = target?.closest?.('.piece') ?? null;
    if (pointed && pointed === piece && !why.hidden) return;
    piece = pointed;
    why.hidden = !piece;
    if (!piece) return store.set({ at: null });
    const i = Number(piece.dataset.i);
    const { pieces } = store.state.result;
    store.set({ at: { start: pieces.starts[i], end: pieces.ends[i] } });
    why.textContent = sentence(piece, pieces.kind(i));
    place();
  };
  const hide = () => show(null);
  galley.addEventListener('pointerover', ({ pointerType, target }) => {
    if (pointerType !== 'touch') show(target);
  });
  galley.addEventListener('pointerleave', hide);
  galley.addEventListener('focusin', ({ target }) => {
    if (target.matches(':focus-visible')) show(target);
  });
  galley.addEventListener('focusout', hide);
  addEventListener('scroll', place, { capture: true, passive: true });
  addEventListener('keydown', ({ key }) => key === 'Escape' && hide());
}

function sentence(piece, kind) {
  const mine = piece.classList.contains('mine');
  const cut = piece.classList.contains('cut');
  if (cut) return `${mine ? 'You struck this.' : WHY[kind]} Click to restore.`;
  return `${mine ? 'You restored this.' : `Kept: ${NAMES[kind]}.`} Click to strike.`;
}
