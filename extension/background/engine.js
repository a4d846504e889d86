// The one wasm instance. It starts with the first page that is cleaned, and goes with the background.

import {
  cleanSnapshot,
  findEntities,
  init,
  loadEntities,
  toHtml,
  toMarkdown,
  toText,
} from '../copydesk/copydesk.js';

const wasm = () => chrome.runtime.getURL('copydesk/copydesk_bg.wasm');
const model = () => chrome.runtime.getURL('copydesk/entities.bin');

const FORMATS = {
  markdown: toMarkdown,
  text: toText,
  html: toHtml,
  json: (article) => `${JSON.stringify(article, null, 2)}\n`,
};

/** Starts the wasm. Asked for at the click already, so that it is ready when the snapshot comes. */
export const wake = () => init({ wasm: wasm() });

/** The article of a snapshot, as the message brought it, and how long that took, in milliseconds. */
export async function clean({ nodes, strings, ...rest }, verdicts) {
  await wake();
  const began = performance.now();
  const snapshot = { ...rest, nodes: numbers(nodes), strings: numbers(strings) };
  const article = cleanSnapshot(snapshot, { verdicts });
  return { article, took: performance.now() - began };
}

/** The entities of an article's text; the model is loaded for the first one. */
export async function find(text, { language, published }) {
  await wake();
  await loadEntities({ model: model() });
  const { entities, searched } = findEntities(text, { language, published });
  return { entities, searched };
}

/** The article in a format of `FORMATS` of the protocol. */
export async function write(article, format) {
  await wake();
  return FORMATS[format](article);
}

/** Where messages are JSON, numbers come as a string of decimals. */
function numbers(list) {
  return typeof list === 'string' ? Uint32Array.from(list.split(',')) : list;
}
