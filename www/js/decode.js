import { failure } from './failure.js';

/** How far into a page its encoding may be named: browsers look at the first kilobyte. */
const SNIFFED = 1024;
const NAMED =
  /<meta[^>]*?charset\s*=\s*["']?\s*([^\s"'/;>]+)|<\?xml[^>]*?encoding\s*=\s*["']([^"']+)/i;

/** Turns the bytes of a text file into text, or says why they are none. */
export function decode(buffer) {
  const bytes = new Uint8Array(buffer);
  const mark = markOf(bytes);
  try {
    return new TextDecoder(mark, { fatal: !mark?.startsWith('utf-16') }).decode(bytes);
  } catch {
    throw failure(
      'not-utf8',
      'This file is not in UTF-8 or UTF-16. Save it again as UTF-8, or open it and paste its text.',
    );
  }
}

/**
 * The same for a web page, as browsers do it: by its byte order mark, else by the encoding declared
 * outside or named at its beginning, else as UTF-8 when it is valid, else as Windows-1252.
 */
export function decodePage(buffer, declared) {
  const bytes = new Uint8Array(buffer);
  const mark = markOf(bytes) ?? known(declared) ?? named(bytes);
  try {
    return new TextDecoder(mark, { fatal: !mark }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The encoding that a byte order mark tells; without one, bytes that no text has are refused. */
function markOf(bytes) {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (!bytes.subarray(0, 65536).includes(0)) return undefined;
  throw failure(
    'not-text',
    'This file is not text. Choose a text or a web page, or copy the text of the page and paste it.',
  );
}

function named(bytes) {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, SNIFFED));
  const [, meta, xml] = NAMED.exec(start) ?? [];
  // What could be read so far was ASCII, so UTF-16 cannot be meant.
  return known(meta ?? xml)?.replace(/^utf-16.*/, 'utf-8');
}

/** The encoding of this name, if there is one. */
function known(label) {
  try {
    return label && new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
