import { isName } from './entity-kinds.js';

const letters = new Intl.Collator('en');

/** Of those named as often, names come before dates and sums. */
const ORDERS = {
  count: (a, b) =>
    b.mentions.length - a.mentions.length || isName(b.kind) - isName(a.kind) || a.id - b.id,
  place: (a, b) => a.id - b.id,
  name: (a, b) => letters.compare(a.name, b.name) || a.id - b.id,
};

/** Case and accents do not count. */
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The entities that the list shows.
 *
 * @param {object[]} entities in the order of their first mentions
 * @param {{sort: 'count' | 'place' | 'name', search: string, hidden: string[]}} how
 */
export function chosen(entities, { sort, search, hidden }) {
  const wanted = plain(search.trim());
  const fits = ({ kind, name, role = '', value = '' }) =>
    !hidden.includes(kind) && plain(`${name} ${role} ${value}`).includes(wanted);
  return entities.filter(fits).sort(ORDERS[sort] ?? ORDERS.count);
}

/** How many entities there are of each kind. */
export function countKinds(entities) {
  const counts = new Map();
  for (const { kind } of entities) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}
