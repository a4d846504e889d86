import type { Article, EntityKind } from './article.js';

/** The marks of one call of `highlight`. */
export interface Marks {
  /** Where each entity is named in the document, by its number; empty for one that is not there. */
  readonly ranges: ReadonlyMap<number, Range[]>;
  /** Shows the marks of these kinds alone; of all kinds without any argument. */
  show(kinds?: Iterable<EntityKind>): void;
  /** Marks one mention as the current one, and gives its range, or null when there is none. */
  select(id: number, index?: number): Range | null;
  /** Takes off every mark and the style sheet. */
  clear(): void;
}

/** Settings of the marks. */
export interface HighlightOptions {
  /**
   * False when the caller brings the style sheet, `HIGHLIGHT_CSS` or one of its own for
   * `::highlight(copydesk-person)` and its like. Default: true.
   */
  style?: boolean;
  /**
   * The text nodes that the article stands in, in order, when the caller knows them: they may lie in shadow roots, which
   * `root` alone does not lead into.
   */
  texts?: readonly Text[] | undefined;
}

/**
 * Marks the article's entities by CSS custom highlights in the document that it came from, or in
 * nodes that `render` made. No node is changed. In a browser without custom highlights the ranges
 * are found but nothing is marked.
 *
 * Costs one pass over the text below `root`, and one over the article's.
 */
export function highlight(
  article: Pick<Article, 'entities' | 'text'>,
  root: Document | Element | DocumentFragment,
  options?: HighlightOptions,
): Marks;

/** The style sheet of the marks, for those who have to bring it themselves. */
export const HIGHLIGHT_CSS: string;
