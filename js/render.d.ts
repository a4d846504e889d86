import type { Article } from './article.js';

/**
 * The article as nodes: what `toHtml` writes, made without any string of HTML. Needs no wasm and
 * no `init()`.
 *
 * @throws {CopydeskError} `invalid-article`
 */
export function render(article: Article, document: Document): DocumentFragment;

/**
 * The address as it may stand in a link, or null: absolute http, https, mailto and tel, and
 * `#part` of the same page. Never a script.
 */
export function safeAddress(address: string): string | null;
