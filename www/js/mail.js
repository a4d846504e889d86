// Mail, and pages that browsers save in one file (MHTML), which is mail too. Loaded only when such a
// file comes.

import PostalMime from 'postal-mime';
import { decodePage } from './decode.js';
import { failure } from './failure.js';

/** Headers of which mail has at least one. */
const HEADERS = ['content-type', 'from', 'subject', 'date', 'received', 'message-id'];
const PAGES = ['text/html', 'application/xhtml+xml'];

/**
 * What a file of mail holds: the page that it shows, or else its text.
 *
 * @param {ArrayBuffer} bytes
 * @returns {Promise<{html?: string, text?: string, url?: string, title?: string}>}
 * @throws an `Error` with the code `not-mail` or `no-page`
 */
export async function open(bytes) {
  const parser = new PostalMime();
  const mail = await parser.parse(bytes).catch(({ message }) => {
    throw notMail(message);
  });
  const { root } = parser;
  if (!mail.headers.some(({ key }) => HEADERS.includes(key))) throw notMail('It has no headers.');
  const parts = [...partsOf(root)];
  const shown = parts.filter((part) => part.contentDisposition.parsed.value !== 'attachment');
  const { start } = root.contentType.parsed.params;
  const pages = shown.filter((part) => PAGES.includes(typeOf(part)));
  const page = pages.find((part) => start && part.contentId === start) ?? pages[0];
  const plain = shown.filter((part) => typeOf(part) === 'text/plain');
  // Mail that was sent on is a message of its own inside.
  const text =
    plain
      .map((part) => part.getTextContent())
      .join('\n\n')
      .trim() || mail.text;
  if (!page) {
    if (text?.trim()) return { text };
    throw noPage(parts);
  }
  return {
    html: decodePage(page.content, page.contentType.parsed.params.charset),
    text: plain.length ? text : undefined,
    url: addressOf(page) ?? addressOf(root),
    title: mail.subject,
  };
}

function* partsOf(part) {
  if (part.childNodes.length === 0) yield part;
  for (const child of part.childNodes) yield* partsOf(child);
}

const typeOf = (part) => part.contentType.parsed.value;

/** Where the page of a part comes from. */
function addressOf({ headers }) {
  const location = headers.find(({ key }) => /^(snapshot-)?content-location$/.test(key));
  return /^https?:\S+/.exec(location?.value)?.[0];
}

function notMail(why) {
  return failure(
    'not-mail',
    `This does not read as mail, or as a page saved in one file. ${why} Open it in the program that wrote it, copy the text, and paste it here.`,
  );
}

function noPage(parts) {
  const types = [...new Set(parts.map(typeOf))].slice(0, 5).join(', ');
  return failure(
    'no-page',
    `There is neither a page nor a text in this file, only ${types}. Open it in the program that wrote it, and paste here what it shows.`,
  );
}
