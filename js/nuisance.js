// What stands in a reader's way without any text to judge it by.

import { MARK } from './in-place-style.js';

/** What shows nothing anyway. */
export const UNSEEN = new Set(
  'base head link meta noscript script style template title'.split(' '),
);

/** Foreign boxes. Players among them are blocks of the article, and are not asked about. */
const BOXES = new Set('embed frame iframe ins object'.split(' '));
const PLAYERS = new Set(['audio', 'video']);
const FLOATING = new Set(['fixed', 'sticky']);
const LOCKED = new Set(['hidden', 'clip']);

const styleOf = (element, { defaultView, document }) =>
  defaultView.call(document)?.getComputedStyle(element);

/** Whether an element that holds nothing of the article is an advertiser's box, plays by itself, or floats. */
export function isNuisance(element, read) {
  const name = read.localName.call(element);
  if (BOXES.has(name)) return true;
  if (PLAYERS.has(name) && read.hasAttribute.call(element, 'autoplay')) return true;
  return FLOATING.has(styleOf(element, read)?.position);
}

/** The mark of an element around the article, or of it, that sticks to the window or is blurred; else undefined. */
export function hindrance(element, read) {
  const { filter, position } = styleOf(element, read) ?? {};
  if (filter?.includes('blur(')) return MARK.sharp;
  return position === 'sticky' ? MARK.still : undefined;
}

/** What may lock the page against scrolling: the root and the body of a document. */
export function lockersOf(read) {
  const root = read.documentElement?.call(read.document);
  return [root, read.body?.call(read.document)].filter(Boolean);
}

/** Those of them that do. */
export function locksOf(read) {
  const lockers = lockersOf(read);
  return lockers.filter((one, at) => isLocked(styleOf(one, read), at > 0));
}

function isLocked(style, isBody) {
  return (
    style !== undefined && (LOCKED.has(style.overflowY) || (isBody && style.position === 'fixed'))
  );
}
