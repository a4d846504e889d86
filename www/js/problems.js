import { sizeOf } from './dom.js';
import { lengthOf } from './session.js';

const UNREAD = 'This file cannot be read.';
const TOO_MUCH = 'That is too much text.';
/** Errors in the reader's words. The codes are the core's and the worker's. */
const TITLES = {
  'empty-input': 'Nothing to clean yet.',
  'too-many-bytes': TOO_MUCH,
  'too-many-nodes': TOO_MUCH,
  'not-text': 'That is not text.',
  'not-utf8': UNREAD,
  'not-mail': UNREAD,
  'no-page': UNREAD,
};

/**
 * @param {Error & {code?: string}} error
 * @param {{html?: string, text?: string}} [source] what it was about
 * @returns {{code: string, title: string, message: string} | null} null when nothing is to be said
 */
export function problemOf({ code, message }, source = {}) {
  if (code === 'cancelled') return null;
  const told = {
    'empty-input': source.html
      ? 'The page shows no words without its scripts. Open it in the browser, select everything, copy, and paste it here.'
      : 'Copy a page or its text and paste it into the box, or try the example.',
    'too-many-bytes': tooMuch(message, source),
    'too-many-nodes': `The page has more parts than can be read at once. It is still here: copy one article of it and paste that.`,
  };
  const title = TITLES[code] ?? 'Something went wrong.';
  return { code, title, message: told[code] ?? message };
}

/** The core counts bytes, and names its limit in them. */
function tooMuch(message, source) {
  const limit = sizeOf(Number(message.match(/limit of (\d+)/)?.[1]));
  return `It has ${sizeOf(lengthOf(source))}, and the limit is ${limit}. It is still in the box: leave one article of it and try again.`;
}
