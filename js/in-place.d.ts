import type { Article } from './article.js';
import type { Snapshot } from './snapshot.js';

/** What `cleanInPlace` gives back. */
export interface InPlace {
  /**
   * Shows these pieces again, by their place in `article.removed`, and hides all others. The last call counts.
   */
  show(pieces: readonly number[]): void;
  /** Sets the article in a column of comfortable width, or as the page has it. */
  measure(on: boolean): void;
  /** Takes back everything: the document is again as it was, with what the page itself changed meanwhile. */
  undo(): void;
}

export interface InPlaceOptions {
  /** False when the caller brings the style sheet, `IN_PLACE_CSS`. Default: true. */
  style?: boolean | undefined;
  /** Whether the article is set in a column of comfortable width. Default: false. */
  measure?: boolean | undefined;
  /** Told when the page has put something else in the article's place; everything was taken back then. */
  onLost?: (() => void) | undefined;
}

/**
 * Hides what is not article on the page that it was made of, by one attribute and one style sheet; nothing else is
 * changed. Boxes of advertisers, floating bars and what plays by itself go too, sticky headers stay where they are, and a
 * page that a notice had locked scrolls again. What the page adds later is judged when it comes. Needs no wasm and no
 * `init()`.
 *
 * @param article of `cleanDocument`, or of `cleanSnapshot`
 * @param root the snapshot that the article was made of; the document or the element will do when the article comes
 *   from `cleanDocument`, or when the page has not changed since
 */
export function cleanInPlace(
  article: Article,
  root: Node | Snapshot,
  options?: InPlaceOptions,
): InPlace;

/** The same, done in slices of some 12 ms, between which the page goes on. */
export function cleanInPlaceInSlices(
  article: Article,
  root: Node | Snapshot,
  options?: InPlaceOptions,
): Promise<{
  show(pieces: readonly number[]): Promise<void>;
  measure(on: boolean): Promise<void>;
  undo(): void;
}>;

/** The style sheet of cleaning in place, for those who have to bring it themselves. */
export const IN_PLACE_CSS: string;
