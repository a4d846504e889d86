import type { Article } from './article.js';
import type { Snapshot } from './snapshot.js';

/** What `cleanInPlace` gives back. */
export interface InPlace {
  /** Takes back everything: the document is again as it was, with what the page itself changed meanwhile. */
  undo(): void;
}

/**
 * Hides what is not article on the page that it was made of, by one attribute and one style sheet; nothing else is
 * changed. What the page adds later is judged when it comes. Needs no wasm and no `init()`.
 *
 * @param article of `cleanDocument`, or of `cleanSnapshot`
 * @param root the snapshot that the article was made of; the document or the element will do when the article comes
 *   from `cleanDocument`, or when the page has not changed since
 */
export function cleanInPlace(article: Article, root: Node | Snapshot): InPlace;
