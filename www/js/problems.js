import { sizeOf } from './dom.js';

/** Errors in the reader's words. The codes are the core's and the worker's. */
const TITLES = {
  'empty-input': 'Nothing to clean yet.',
  'too-many-bytes': 'That is too much text.',
  'not-text': 'That is not text.',
  'not-utf8': 'This file cannot be read.',
  'web-page': 'That is a saved web page.',
  picture: 'That is not text.',
  'no-files': 'Nothing to read there.',
  crashed: 'Something went wrong.',
};

/**
 * @param {Error & {code?: string}} error
 * @param {string} text what it was about
 * @returns {{code: string, title: string, message: string} | null} null when nothing is to be said
 */
export function problemOf({ code, message }, text) {
  if (code === 'cancelled') return null;
  const told = {
    'empty-input': 'Copy the text of a page and paste it into the box, or try the example.',
    'too-many-bytes': tooMuch(message, text),
  };
  return { code, title: TITLES[code] ?? TITLES.crashed, message: told[code] ?? message };
}

/** The core counts bytes, and names its limit in them. */
function tooMuch(message, text) {
  const limit = sizeOf(Number(message.match(/limit of (\d+)/)?.[1]));
  return `It has ${sizeOf(text.length)}, and the limit is ${limit}. It is still in the box: leave one article of it and try again.`;
}
