import { byId, sizeOf } from './dom.js';

/** Larger files are not even read; the core's own limit is lower still. */
const LARGEST_FILE = 128 << 20;
const SMALL = 100_000;
const WEB_PAGE = /\.(x?html?|mhtml?|webarchive)$/i;
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
  const take = async (text) => (await session.take(text)) && show();
  const takeFile = async (file) => {
    const reason = reasonAgainst(file);
    if (reason) return refuse(...reason);
    const bytes = await file.arrayBuffer().catch(() => null);
    if (!bytes) return refuse(...unreadable(file));
    if (await session.takeFile(file.name, bytes)) show();
  };

  addEventListener('paste', (event) => fromClipboard(event, take, takeFile));
  byId('pick').addEventListener('click', () => byId('file').click());
  byId('file').addEventListener('change', ({ target }) => {
    if (target.files.length) takeFile(target.files[0]);
    target.value = '';
  });
  bindDrop((data) => {
    const text = data.getData('text/plain');
    if (data.files.length) takeFile(data.files[0]);
    else if (text) take(text);
    else refuse('no-files', 'Nothing to read there.', 'Drop a text file, or text you have marked.');
  });
}

/** Why a file is not even opened, as `[code, title, message]`. */
function reasonAgainst({ name, type, size }) {
  if (WEB_PAGE.test(name)) {
    const how = 'Open it in the browser, select everything, copy, and paste it here.';
    return ['web-page', 'That is a saved web page.', how];
  }
  if (NOT_TEXT.test(type)) {
    const what = `${name || 'What you pasted'} is of the type ${type}.`;
    return ['not-text', 'That is not text.', `${what} Choose a text file, or paste a page’s text.`];
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
  if (target === box && !wholeBox(box) && length < SMALL) return later(box, take);
  event.preventDefault();
  // Reading a large clipboard is work enough for one turn of the page.
  if (text) setTimeout(() => take(target === box ? spliced(box, text) : text));
  else if (clipboardData.files.length) takeFile(clipboardData.files[0]);
}

const wholeBox = (box) => box.selectionStart === 0 && box.selectionEnd === box.value.length;

function spliced(box, text) {
  return box.value.slice(0, box.selectionStart) + text + box.value.slice(box.selectionEnd);
}

/** Cleans the box once the browser has put the paste into it, with its own undo intact. */
function later(box, take) {
  box.addEventListener('input', () => take(box.value), { once: true });
}

function bindDrop(take) {
  const cover = byId('drop');
  let depth = 0;
  const wanted = ({ dataTransfer }) =>
    dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain');
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
