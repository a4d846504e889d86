import { byId } from './dom.js';
import { toast } from './toast.js';

const FORMATS = {
  text: { name: 'text', type: 'text/plain', extension: 'txt' },
  markdown: { name: 'Markdown', type: 'text/markdown', extension: 'md' },
  html: { name: 'HTML', type: 'text/html', extension: 'html' },
  json: { name: 'JSON', type: 'application/json', extension: 'json' },
};

/** Copy, download and print. */
export function bindExport(store, cleaner) {
  const copy = (format) => told(copyAs(cleaner, format), `Copied as ${FORMATS[format].name}.`);
  byId('copy').addEventListener('click', () => told(copyRich(cleaner), 'Copied the article.'));
  byId('print').addEventListener('click', () => print());
  byId('export').addEventListener('click', ({ target, currentTarget: menu }) => {
    const { do: what, format } = target.dataset;
    if (what) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
    if (what === 'copy') copy(format);
    if (what === 'download') {
      const name = `${slugOf(store.state.result.head.title)}.${FORMATS[format].extension}`;
      told(download(cleaner, format, name), `Downloaded ${name}.`);
    }
  });
}

async function told(work, message) {
  try {
    await work;
    toast(message);
  } catch (error) {
    toast(
      error.name === 'NotAllowedError'
        ? 'The browser did not allow copying. Click into the page and try again.'
        : error.message,
    );
  }
}

/** Formatted and plain at once: the program that it is pasted into picks. */
function copyRich(cleaner) {
  const blob = (format, type) => cleaner.format(format).then((text) => new Blob([text], { type }));
  if (!globalThis.ClipboardItem) return copyAs(cleaner, 'text');
  // Promises, not values: the browser counts the click only if the write starts within it.
  const item = { 'text/plain': blob('text', 'text/plain'), 'text/html': blob('html', 'text/html') };
  return navigator.clipboard.write([new ClipboardItem(item)]);
}

async function copyAs(cleaner, format) {
  if (!globalThis.ClipboardItem) return navigator.clipboard.writeText(await cleaner.format(format));
  const plain = cleaner.format(format).then((text) => new Blob([text], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain })]);
}

async function download(cleaner, format, name) {
  const blob = new Blob([await cleaner.format(format)], {
    type: `${FORMATS[format].type};charset=utf-8`,
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** A file name out of the headline, in whatever script it is written. */
function slugOf(title) {
  const words = (title ?? '').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['article'];
  return words.slice(0, 10).join('-').slice(0, 80);
}
