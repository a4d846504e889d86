// What was removed, grouped by reason; each piece can be shown again in its place, or kept on this site for good.

import { byId, make } from '../../www/js/dom.js';
import { REASONS } from '../ui/kinds.js';
import { figure, say } from '../ui/words.js';

/** Reasons whose group the reader has closed, or opened, himself. */
const folded = new Map();
/** Groups with more pieces than this start closed. */
const MANY = 12;
/** What is shown, to leave it alone while nothing changes: a button must not go away under a finger. */
let drawn = '';

/**
 * Shows the pieces; what has the focus keeps it.
 *
 * @param {import('../protocol.js').Piece[]} pieces
 * @param {string | null} site
 */
export function showCuts(pieces, site) {
  const wanted = JSON.stringify([pieces, site]);
  if (wanted === drawn) return;
  drawn = wanted;
  const groups = byId('groups');
  const focused = groups.contains(document.activeElement) ? document.activeElement : null;
  const at = focused?.closest('[data-piece]')?.dataset.piece;
  const does = focused?.dataset.does;
  const reason = focused?.closest('[data-reason]')?.dataset.reason;
  const byReason = REASONS.map((name) => [name, pieces.filter((piece) => piece.reason === name)]);
  const there = byReason.filter(([, list]) => list.length > 0);
  groups.replaceChildren(...there.map(([name, list]) => groupOf(name, list, site)));
  byId('cuts-none').hidden = pieces.length > 0;
  if (!focused) return;
  const piece = at && groups.querySelector(`[data-piece="${at}"]`);
  // A button may have become its opposite: then that one has the focus.
  const button =
    piece && (piece.querySelector(`[data-does="${does}"]`) ?? piece.querySelector('button'));
  (button ?? groups.querySelector(`[data-reason="${reason}"] summary`))?.focus();
}

function groupOf(reason, pieces, site) {
  const group = make(
    'details',
    { class: 'group', 'data-reason': reason },
    make(
      'summary',
      {},
      make('h3', {}, say(`reason_${reason}`)),
      make('span', { class: 'n' }, figure(pieces.length)),
    ),
    make('p', { class: 'why' }, say(`why_${reason}`)),
    make('ul', {}, ...pieces.map((piece) => itemOf(piece, site))),
  );
  group.open = folded.get(reason) ?? pieces.length <= MANY;
  group.addEventListener('toggle', () => folded.set(reason, group.open));
  return group;
}

function itemOf({ id, text, length, shown, remembered }, site) {
  const words = `words-${id}`;
  const button = (does, label) =>
    make(
      'button',
      { type: 'button', class: 'plain', 'data-does': does, 'aria-describedby': words },
      say(label),
    );
  const buttons = shown
    ? [button('hide', 'hideAgain'), button('scroll', 'goThere')]
    : [button('show', 'showAgain')];
  if (!remembered && site) buttons.push(button('keep', 'alwaysKeep'));
  const excerpt = text.length < length ? `${text.trimEnd()}…` : text;
  const note = remembered && make('p', { class: 'kept' }, say(shown ? 'alwaysKept' : 'alwaysCut'));
  return make(
    'li',
    { 'data-piece': id, class: shown ? 'shown' : undefined },
    make('p', { class: 'words', id: words, dir: 'auto' }, make(shown ? 'span' : 's', {}, excerpt)),
    ...(note ? [note] : []),
    make('div', { class: 'row' }, ...buttons),
  );
}
