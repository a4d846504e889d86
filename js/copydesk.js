// The npm package's way in: starts the wasm, hands it the entity model, and restarts it after a
// trap.

import * as core from './copydesk_core.js';
import { failure } from './failure.js';
import { shareNodes } from './nodes.js';
import { snapshot as snapshotOf } from './snapshot.js';

export { HIGHLIGHT_CSS, highlight } from './highlight.js';
export { cleanInPlace } from './in-place.js';
export { render, renderBlock, safeAddress } from './render.js';
export { snapshot } from './snapshot.js';

/** The compiled wasm, kept for a fresh instance. */
let compiled = null;
let starting = null;
let trapped = false;

/** The entity model's bytes, kept for a fresh instance. */
let entityModel = null;
let loadingEntities = null;

/** Loads and starts the wasm. Calling it again, or twice at once, does no more work. */
export function init(options = {}) {
  starting ??= start(options).catch((error) => {
    starting = null;
    throw error;
  });
  return starting;
}

/** Has the browser compile what cleaning needs, by cleaning a small article of the core's own. */
export function warm() {
  call(core.warm);
}

export function cleanText(text, options) {
  return call(core.cleanText, text, options);
}

/** Loads the entity model. Calling it again, or twice at once, does no more work. */
export function loadEntities(options = {}) {
  loadingEntities ??= startEntities(options).catch((error) => {
    loadingEntities = null;
    throw error;
  });
  return loadingEntities;
}

export function findEntities(text, options) {
  if (!entityModel) throw failure('not-initialised', 'Call loadEntities() and await it first.');
  return call(core.findEntities, text, options);
}

/** A copy of the article with its entities. */
export function withEntities(article, options) {
  const { language, published, text } = article;
  const known = { ...options };
  known.language ??= language;
  known.published ??= published;
  const { entities, searched } = findEntities(text, known);
  return { ...article, entities, searched };
}

export function cleanSnapshot(snapshot, options) {
  const { nodes, strings, text, url, rendered } = snapshot ?? {};
  const valid = isNumbers(nodes) && isNumbers(strings) && typeof text === 'string';
  if (!valid) throw failure('invalid-snapshot', 'This is not what snapshot() gives.');
  const columns = [Uint32Array.from(nodes), Uint32Array.from(strings), text];
  const article = call(
    core.cleanSnapshot,
    ...columns,
    url ?? undefined,
    rendered === true,
    options,
  );
  shareNodes(article, snapshot);
  return article;
}

export function cleanDocument(root, options) {
  return cleanSnapshot(snapshotOf(root, options), options);
}

export function cleanHtml(html, options) {
  if (typeof html !== 'string') throw failure('not-text', 'The HTML has to be a string.');
  if (!globalThis.DOMParser) {
    throw failure(
      'no-dom',
      'There is no DOMParser here. Parse the HTML with linkedom or jsdom and give the document to cleanDocument().',
    );
  }
  return cleanDocument(new DOMParser().parseFromString(html, 'text/html'), options);
}

/** Numbers in a list, typed or not: what a message carries may have lost its type. */
function isNumbers(list) {
  return ArrayBuffer.isView(list) || Array.isArray(list);
}

export function toText(article) {
  return call(core.toText, article);
}

export function toMarkdown(article, options) {
  return call(options?.linkNames ? core.toLinkedMarkdown : core.toMarkdown, article);
}

export function entitiesToCsv(article) {
  return call(core.entitiesToCsv, article);
}

export function toHtml(article) {
  return call(core.toHtml, article);
}

export function version() {
  return call(core.version);
}

async function start({ wasm = new URL('./copydesk_bg.wasm', import.meta.url) }) {
  try {
    compiled = await compile(await wasm);
    core.initSync({ module: compiled });
  } catch (cause) {
    compiled = null;
    throw failure('load-failed', `The wasm could not be loaded: ${cause.message}`, cause);
  }
}

async function startEntities({ model = new URL('./entities.bin', import.meta.url), ...options }) {
  await init(options);
  let bytes;
  try {
    bytes = await read(await model);
  } catch (cause) {
    throw failure('load-failed', `The entity model could not be loaded: ${cause.message}`, cause);
  }
  call(core.loadEntities, bytes);
  entityModel = bytes;
}

/** The bytes of what an address, a response or a buffer holds. */
async function read(source) {
  if (typeof source === 'string' || source instanceof URL) return read(await load(source));
  if (globalThis.Response && source instanceof Response) {
    if (!source.ok) throw new Error(`${source.url} answered ${source.status}.`);
    return new Uint8Array(await source.arrayBuffer());
  }
  // A copy, because it is read again after a trap.
  if (source instanceof ArrayBuffer) return new Uint8Array(source.slice());
  if (ArrayBuffer.isView(source)) {
    const { buffer, byteOffset, byteLength } = source;
    return new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength));
  }
  throw new TypeError('it is neither an address nor bytes.');
}

async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (typeof source === 'string' || source instanceof URL) return compile(await load(source));
  if (!(globalThis.Response && source instanceof Response)) return WebAssembly.compile(source);
  if (!source.ok) throw new Error(`${source.url} answered ${source.status}.`);
  const type = source.headers.get('Content-Type');
  // Compiling while loading is refused under any other type.
  return type === 'application/wasm'
    ? WebAssembly.compileStreaming(source)
    : WebAssembly.compile(await source.arrayBuffer());
}

function load(source) {
  const address = new URL(source, import.meta.url);
  // Node's fetch reads no files. Asked for in this way, its module is no business of bundlers.
  const files = address.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs');
  return files ? files.promises.readFile(address) : fetch(address);
}

/** Calls the core. What is not one of its own errors has left it in an unknown state. */
function call(work, ...args) {
  if (!compiled) throw failure('not-initialised', 'Call init() and await it first.');
  try {
    if (trapped) {
      core.__wbg_reset_state();
      if (entityModel) core.loadEntities(entityModel);
    }
    trapped = false;
    return work(...args);
  } catch (error) {
    if (error?.name === 'CopydeskError') throw error;
    trapped = true;
    throw failure(
      'internal',
      `Something broke inside: ${error?.message}. The next call starts afresh.`,
      error,
    );
  }
}
