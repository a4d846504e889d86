// Copying what is written elsewhere: the clipboard is asked within the click, and gets the text when it is there.

import { say } from './words.js';

/** What lies on the clipboard for each format. HTML comes with plain text, for programs that take no other. */
const TYPES = {
  markdown: { 'text/plain': 'markdown' },
  text: { 'text/plain': 'text' },
  html: { 'text/html': 'html', 'text/plain': 'text' },
};

/**
 * Copies an article.
 *
 * @param {'markdown' | 'text' | 'html'} format
 * @param {(format: string) => Promise<string>} write
 */
export function copy(format, write) {
  const parts = Object.entries(TYPES[format]).map(([type, written]) => [
    type,
    write(written).then((text) => new Blob([text], { type })),
  ]);
  return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(parts))]);
}

/** What to tell the reader when it did not work. */
export function copyTrouble(error) {
  return error.name === 'NotAllowedError' ? say('copyRefused') : say('copyFailed');
}
