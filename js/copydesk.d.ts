import type { Article, EntityKind, Found } from './article.js';
import type { Snapshot } from './snapshot.js';

export type * from './article.js';
export { HIGHLIGHT_CSS, type HighlightOptions, highlight, type Marks } from './highlight.js';
export { cleanInPlace, type InPlace } from './in-place.js';
export { render, renderBlock, safeAddress } from './render.js';
export { type Snapshot, type SnapshotOptions, snapshot } from './snapshot.js';

/** Where the wasm comes from. */
export interface InitOptions {
  /**
   * Its address, or itself in any form. Default: `copydesk_bg.wasm` beside the module, which Node
   * reads from disk.
   */
  wasm?:
    | URL
    | string
    | Response
    | BufferSource
    | WebAssembly.Module
    | PromiseLike<Response | BufferSource | WebAssembly.Module>
    | undefined;
}

/** Where the entity model comes from; with what the wasm needs, if it was not started yet. */
export interface EntityModelOptions extends InitOptions {
  /**
   * The model's address, or itself in any form. Default: `entities.bin` beside the module, which
   * Node reads from disk.
   */
  model?:
    | URL
    | string
    | Response
    | BufferSource
    | PromiseLike<URL | string | Response | BufferSource>
    | undefined;
}

/** Settings of one cleaning, or of one search for entities. */
export interface Options {
  /** Where the page came from, if the caller knows; it is copied to the result. */
  url?: string | null | undefined;
  /** When the text was published, ISO 8601, if the caller knows: gives "Friday" its date. */
  published?: string | null | undefined;
  /**
   * BCP 47 tag of the language whose names and dates are looked for. Default: what the text is
   * written in.
   */
  language?: string | null | undefined;
  /** The reader's own words, which stand above the model's findings. */
  lexicon?: Term[] | null | undefined;
  /** Kinds of entities that are wanted. Default: all. */
  kinds?: EntityKind[] | null | undefined;
  /** Limits on the input. */
  limits?: Limits | null | undefined;
  /** The reader's decisions so far, which stand above the model's. */
  verdicts?: Verdict[] | null | undefined;
  /**
   * Told the share that is done, from 0 to 1, many times in a long text; returning false ends the
   * work with `cancelled`.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: a function that answers nothing goes on
  onProgress?: ((done: number) => boolean | void) | null | undefined;
}

/** How much input is taken. Going over a limit is an error that names the limit. */
export interface Limits {
  /** Most bytes of UTF-8 in one input. Default: 32 MiB. */
  bytes?: number | null | undefined;
  /** Most nodes of one document: elements and texts. Default: 2,097,152. */
  nodes?: number | null | undefined;
}

/** The reader's own decision on every block that overlaps a stretch of the input. */
export interface Verdict {
  /** First UTF-16 code unit. */
  start: number;
  /** One past the last. */
  end: number;
  /** True to keep the stretch, false to cut it. */
  keep: boolean;
}

/**
 * A name of the reader's own: to mark, or not to mark.
 *
 * It is found as whole words, in a text of any language. Where it is written with a capital, case
 * counts, but all in capitals it is found too; written without, it is found in any case. A longer
 * name around it stays as it is: "Washington" leaves "Washington Post" alone.
 */
export interface Term {
  /** The name. */
  text: string;
  /** What it is, or `none` when it shall not be marked. */
  kind: EntityKind | 'none';
}

/** What every failure is: an `Error` with a code that stays the same from version to version. */
export interface CopydeskError extends Error {
  name: 'CopydeskError';
  code: CopydeskErrorCode;
}

export type CopydeskErrorCode =
  /** Nothing but white space came in. */
  | 'empty-input'
  /** The input has more bytes than `limits.bytes`. */
  | 'too-many-bytes'
  /** The document has more nodes than `limits.nodes`. */
  | 'too-many-nodes'
  /** What was given as a snapshot is not one. */
  | 'invalid-snapshot'
  /** The input is not text. */
  | 'not-text'
  /** `onProgress` returned false, or threw what is now the error's `cause`. */
  | 'cancelled'
  /** There is no such option, or it has a value that it cannot have. */
  | 'invalid-option'
  /** What was given as the entity model is not one of this version. */
  | 'invalid-model'
  /** What was given to a renderer is not an article. */
  | 'invalid-article'
  /** There is no `DOMParser`, as in Node: parse the HTML first and use `cleanDocument`. */
  | 'no-dom'
  /** `init()`, or for entities `loadEntities()`, was not awaited. */
  | 'not-initialised'
  /** The wasm could not be fetched or compiled, or the entity model not be fetched. */
  | 'load-failed'
  /** A fault of ours; the next call starts afresh. */
  | 'internal';

/**
 * Loads and starts the wasm; once is enough, and calling it again does no harm. Works in pages,
 * workers and Node.
 *
 * @throws {CopydeskError} `load-failed`
 */
export function init(options?: InitOptions): Promise<void>;

/**
 * Cleans a small article of its own and forgets it, so that the browser compiles what cleaning needs before the first
 * article comes: browsers compile wasm when it is first run. Takes some 30 ms the first time and about 5 later; each of
 * the first few calls makes the cleaning after it faster. Best called when nothing else is to be done, in a worker or by
 * `requestIdleCallback`. Nothing needs it.
 *
 * @throws {CopydeskError} `not-initialised`
 */
export function warm(): void;

/**
 * Takes the article out of the text of a page. The time is linear in the text; long texts belong in
 * a worker.
 *
 * @throws {CopydeskError} `empty-input`, `too-many-bytes`, `not-text`, `cancelled`,
 *   `invalid-option`
 */
export function cleanText(text: string, options?: Options | null): Article;

/**
 * Loads the entity model, 300 KB, and starts the wasm if that was not done; once is enough. Cleaning
 * does not need it.
 *
 * @throws {CopydeskError} `load-failed`, `invalid-model`
 */
export function loadEntities(options?: EntityModelOptions): Promise<void>;

/**
 * Finds people, places, organisations, dates and sums in a text; mentions are spans of it. The time
 * is linear in the text.
 *
 * @throws {CopydeskError} `not-text`, `too-many-bytes`, `invalid-option`, `not-initialised`
 */
export function findEntities(
  text: string,
  options?: Omit<Options, 'onProgress' | 'url' | 'verdicts'> | null,
): Found;

/**
 * A copy of the article with the entities of its `text`. Its own language and date of publication
 * count where the options give none.
 *
 * @throws {CopydeskError} as `findEntities`
 */
export function withEntities(
  article: Article,
  options?: Omit<Options, 'onProgress' | 'url' | 'verdicts'> | null,
): Article;

/**
 * Takes the article out of a snapshot. Places and verdicts are numbers of its nodes.
 *
 * @throws {CopydeskError} `empty-input`, `invalid-snapshot`, `too-many-bytes`, `too-many-nodes`,
 *   `invalid-option`
 */
export function cleanSnapshot(snapshot: Snapshot, options?: Options | null): Article;

/**
 * Takes the article out of a document or an element, which stays as it is: its `snapshot`, cleaned.
 *
 * @throws {CopydeskError} as `cleanSnapshot`
 */
export function cleanDocument(root: Node, options?: Options | null): Article;

/**
 * Takes the article out of the HTML of a page, parsed by the browser's own parser without running or loading anything
 * of it. Where there is none, as in Node, parse the HTML with linkedom or jsdom, and use `cleanDocument`.
 *
 * @throws {CopydeskError} as `cleanSnapshot`; `not-text`, `no-dom`
 */
export function cleanHtml(html: string, options?: Options | null): Article;

/**
 * The article as plain text.
 *
 * @throws {CopydeskError} `invalid-article`
 */
export function toText(article: Article): string;

/** How Markdown is written. */
export interface MarkdownOptions {
  /**
   * True to link the names of `entities` to a search of Wikipedia in the article's language.
   * Default: false.
   */
  linkNames?: boolean | undefined;
}

/**
 * The article as Markdown: CommonMark with GitHub's tables.
 *
 * @throws {CopydeskError} `invalid-article`
 */
export function toMarkdown(article: Article, options?: MarkdownOptions | null): string;

/**
 * The article's entities as CSV (RFC 4180): a line for each mention, with the columns `id`, `kind`,
 * `name`, `value`, `role`, `text`, `start` and `end`. No cell begins like a formula.
 *
 * @throws {CopydeskError} `invalid-article`
 */
export function entitiesToCsv(article: Article): string;

/**
 * The article as one `article` element, from a fixed list of elements and attributes. For nodes
 * instead of a string, see `render`.
 *
 * @throws {CopydeskError} `invalid-article`
 */
export function toHtml(article: Article): string;

/** The version of the package. */
export function version(): string;
