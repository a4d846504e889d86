import { CODES } from './kinds.js';
import { say } from './words.js';

/** What went wrong and what to do about it, in a sentence or two, by the code of a failure. */
export function troubleOf(code) {
  return CODES.includes(code)
    ? say(`error_${code.replaceAll('-', '_')}`)
    : say('error_internal', code ?? '?');
}
