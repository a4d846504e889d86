import { byId } from './dom.js';
import { save } from './save.js';
import { toast } from './toast.js';

const FORMATS = {
  text: { name: 'text', type: 'text/plain', extension: 'txt' },
  markdown: { name: 'Markdown', type: 'text/markdown', extension: 'md' },
  linked: { name: 'Markdown with links', type: 'text/markdown', extension: 'md' },
  html: { name: 'HTML', type: 'text/html', extension: 'html' },
  json: { name: 'JSON', type: 'application/json', extension: 'json' },
  csv: { name: 'CSV', type: 'text/csv', extension: 'csv' },
};

/** Copy, download and print. */
export function bindExport(store, cleaner) {
  /** The article in a format, with what is found in it by now. */
  const written = (format) => {
    const { found, result } = store.state;
    const { entities, searched } = found?.head === result.head ? found : {};
    return cleaner.format(format, entities && { entities, searched });
  };
  const copy = (format) => told(copyAs(written, format), `Copied as ${FORMATS[format].name}.`);
  byId('copy').addEventListener('click', () => told(copyRich(written), 'Copied the article.'));
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
      told(download(written, format, name), `Downloaded ${name}.`);
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
function copyRich(written) {
  const blob = (format, type) => written(format).then((text) => new Blob([text], { type }));
  if (!globalThis.ClipboardItem) return copyAs(written, 'text');
  // Promises, not values: the browser counts the click only if the write starts within it.
  const item = { 'text/plain': blob('text', 'text/plain'), 'text/html': blob('html', 'text/html') };
  return navigator.clipboard.write([new ClipboardItem(item)]);
}

async function copyAs(written, format) {
  if (!globalThis.ClipboardItem) return navigator.clipboard.writeText(await written(format));
  const plain = written(format).then((text) => new Blob([text], { type: 'text/plain' }));
  return navigator.clipboard.write([new ClipboardItem({ 'text/plain': plain })]);
}

async function download(written, format, name) {
  save(name, FORMATS[format].type, await written(format));
}

/** A file name out of the headline, in whatever script it is written. */
function slugOf(title) {
  const words = (title ?? '').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? ['article'];
  return words.slice(0, 10).join('-').slice(0, 80);
}
