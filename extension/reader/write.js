import { init, toHtml, toMarkdown, toText } from '../copydesk/copydesk.js';

const FORMATS = { html: toHtml, markdown: toMarkdown, text: toText };

let ready;

/** The article in a format; the wasm that writes it is started at the first time. */
export async function write(article, format) {
  ready ??= init({ wasm: chrome.runtime.getURL('copydesk/copydesk_bg.wasm') });
  await ready;
  return FORMATS[format](article);
}
