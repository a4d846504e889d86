import { trim } from './blank.js';

const PLAIN = /^(mailto|tel):./isu;
const WEB = /^https?:\/\/[^/\\?#]/iu;

/**
 * The address as it may stand in a link: absolute http, https, mailto or tel, or `#part` of the
 * same page; null for anything else. Reads it as browsers do, without control characters and
 * spaces around it and without tabs and line ends inside.
 */
export function safeAddress(address) {
  const joined = trim(address, (c) => c <= ' ').replace(/[\t\n\r]/gu, '');
  const safe = joined.startsWith('#') || WEB.test(joined) || PLAIN.test(joined);
  return safe ? joined.replace(/[\p{Cc}\p{White_Space}"<>`]/gu, encodeURIComponent) : null;
}

/** The same for a picture, which can only come from http or https. */
export function safeImage(address) {
  const safe = safeAddress(address ?? '');
  return safe && WEB.test(safe) ? safe : null;
}
