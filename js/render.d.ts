import type { Article, Block } from './article.js';

/**
 * The article as nodes: what `toHtml` writes, made without any string of HTML. Needs no wasm and
 * no `init()`.
 *
 * @throws {CopydeskError} `invalid-article`
 */
export function render(article: Article, document: Document): DocumentFragment;

/**
 * One block of an article as an element, without a place in the document; null when there is
 * nothing to show.
 *
 * @throws {CopydeskError} `invalid-article`
 */
export function renderBlock(block: Block, document: Document): HTMLElement | null;

/**
 * The address as it may stand in a link, or null: absolute http, https, mailto and tel, and
 * `#part` of the same page. Never a script.
 */
export function safeAddress(address: string): string | null;
