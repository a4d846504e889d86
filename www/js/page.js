// Pages as snapshots. Loaded only when the first page comes.

import { snapshot } from '../copydesk/snapshot.js';
import { failure } from './failure.js';

/** Elements that say more of a text than its line ends do. */
const STRUCTURE = 'h1, h2, h3, h4, h5, h6, p, a[href], li, dt, blockquote, table, img, hr';
/** What browsers write at the head of a page that they save. */
const SAVED_FROM = /<!-- saved from url=\(\d+\)(https?:\S+) -->/;

/**
 * The snapshot of a pasted or saved page.
 *
 * @param {{html: string, text?: string, url?: string, title?: string, type?: string}} source its
 *   markup; the same as plain text, its address and its title, where they came with it
 * @param {(html: string, type?: string) => Document} parsed
 * @throws an `Error` with the code `empty-input` when the text says all that the markup does
 */
export function pageOf({ html, text, url, title, type }, parsed) {
  let page = parsed(html, type);
  if (page.querySelector('parsererror')) page = parsed(html);
  if (text && text !== html && saysNoMore(page, text)) throw failure('empty-input', 'No markup.');
  if (title && !page.title) page.title = title;
  return snapshot(page, { url: url ?? SAVED_FROM.exec(html.slice(0, 2000))?.[1] });
}

/** Whether markup only wraps lines of text, as editors and terminals write it, or holds only a part of the text. */
function saysNoMore(page, text) {
  const letters = (all) => all.replace(/\s+/g, '').length;
  return (
    !page.querySelector(STRUCTURE) || letters(page.documentElement.textContent) < letters(text) / 2
  );
}
