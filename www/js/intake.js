import { byId, sizeOf } from './dom.js';

/** Larger files are not even read; the core's own limit is lower still. */
const LARGEST_FILE = 128 << 20;
const SMALL = 100_000;
/** The source of a page, given as text. */
const MARKUP = /^\s*<(!doctype html|html|head|body)\b/i;
const NOT_TEXT = /^(image|audio|video|font)\/|pdf|zip|msword|officedocument|opendocument/;

/**
 * What comes in from outside: the clipboard, anywhere on the page; dropped and chosen files.
 *
 * @param store the state
 * @param session what cleans
 * @param {() => void} show shows the article when there is one
 */
export function bindIntake(store, session, show) {
  const refuse = (code, title, message) =>
    store.set({ view: 'paste', problem: { code, title, message } });
  const take = async (source) => (await session.take(source)) && show();
  const takeFile = async (file) => {
    const reason = reasonAgainst(file);
    if (reason) return refuse(...reason);
    const bytes = await file.arrayBuffer().catch(() => null);
    if (!bytes) return refuse(...unreadable(file));
    if (await session.takeFile(file, bytes)) show();
  };

  addEventListener('paste', (event) => fromClipboard(event, take, takeFile));
  byId('pick').addEventListener('click', () => byId('file').click());
  byId('file').addEventListener('change', ({ target }) => {
    if (target.files.length) takeFile(target.files[0]);
    target.value = '';
  });
  bindDrop((data) => {
    const source = sourceIn(data);
    if (data.files.length) takeFile(data.files[0]);
    else if (source) take(source);
    else
      refuse(
        'no-files',
        'Nothing to read there.',
        'Drop a file, or a part of a page you have marked.',
      );
  });
}

/** The page or the text of a clipboard or a drop, or null. */
function sourceIn(data) {
  const text = data.getData('text/plain');
  const html = data.getData('text/html') || (MARKUP.test(text) ? text : '');
  // A copied picture comes with markup for it, and as a file.
  if (html && (text || !data.files.length)) return { html, text };
  return text ? { text } : null;
}

/** Why a file is not even opened, as `[code, title, message]`. */
function reasonAgainst({ name, type, size }) {
  if (/\.webarchive$/i.test(name)) {
    const how = 'Open it in Safari, select everything, copy, and paste it here.';
    return ['web-archive', 'That is a web archive.', how];
  }
  if (NOT_TEXT.test(type)) {
    const what = `${name || 'What you pasted'} is of the type ${type}.`;
    return ['not-text', 'That is not text.', `${what} Choose a text or a web page, or paste one.`];
  }
  if (size > LARGEST_FILE) {
    const limit = `files of up to ${sizeOf(LARGEST_FILE)} are opened.`;
    return ['too-many-bytes', 'That is too much text.', `${name} has ${sizeOf(size)}; ${limit}`];
  }
  return null;
}

function unreadable({ name }) {
  const how = 'If it is a folder, drop one file out of it.';
  return ['unreadable', 'This cannot be read.', `${name} could not be opened. ${how}`];
}

function fromClipboard(event, take, takeFile) {
  const { target, clipboardData } = event;
  const box = byId('box');
  const elsewhere = target !== box && target.closest?.('input, textarea');
  if (!clipboardData || elsewhere) return;
  const text = clipboardData.getData('text/plain');
  const length = text.length + box.value.length;
  // A small insertion is left to the browser, whose own undo then knows of it.
  const inside = target === box && !wholeBox(box);
  if (inside && length < SMALL) return later(box, take);
  event.preventDefault();
  // What comes into the midst of a text is text.
  const source = inside ? { text: spliced(box, text) } : sourceIn(clipboardData);
  // Reading a large clipboard is work enough for one turn of the page.
  if (source) setTimeout(() => take(source));
  else if (clipboardData.files.length) takeFile(clipboardData.files[0]);
}

const wholeBox = (box) => box.selectionStart === 0 && box.selectionEnd === box.value.length;

function spliced(box, text) {
  return box.value.slice(0, box.selectionStart) + text + box.value.slice(box.selectionEnd);
}

/** Cleans the box once the browser has put the paste into it, with its own undo intact. */
function later(box, take) {
  box.addEventListener('input', () => take({ text: box.value }), { once: true });
}

function bindDrop(take) {
  const cover = byId('drop');
  let depth = 0;
  const wanted = ({ dataTransfer }) =>
    dataTransfer?.types.some((type) => type === 'Files' || type.startsWith('text/'));
  const show = (change) => {
    depth = change === 0 ? 0 : Math.max(0, depth + change);
    cover.hidden = depth === 0;
  };
  addEventListener('dragenter', (event) => wanted(event) && show(1));
  addEventListener('dragleave', (event) => wanted(event) && show(-1));
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    show(0);
    take(event.dataTransfer);
  });
}
