// The saved pages: a server that gives each the headers it asks for, and what a reader sees of them.

import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('pages', import.meta.url));
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * What must be seen of a page once it is clean. A string is words that stand in one element, or,
 * after `css:`, a selector.
 *
 * @typedef {object} Expected
 * @property {string} name the page's folder
 * @property {string} about what is particular about it
 * @property {boolean} article whether there is an article; if not, everything stays
 * @property {string} [title]
 * @property {string[]} [byline]
 * @property {string} [published] the day
 * @property {string[]} visible
 * @property {string[]} gone
 * @property {string[]} [missed] of all these, what the models get wrong today: `title`, words or
 *   selectors
 * @property {boolean} [scrolls] the page was locked and has to scroll afterwards
 * @property {string} [sharp] what was blurred and must not be afterwards
 * @property {Record<string, string>} [headers] with which the page is served
 * @property {{click?: string, call?: string, title?: string, visible: string[], gone: string[]}} [later]
 *   what happens in the page after cleaning: a click, or a function of the page's own; and what is
 *   seen then
 */

/** What is expected of every page, sorted by name. */
export async function expectations() {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  /** @type {Expected[]} */
  const all = await Promise.all(
    names.sort().map(async (name) => {
      const text = await readFile(join(FOLDER, name, 'expected.json'), 'utf8');
      return { name, ...JSON.parse(text) };
    }),
  );
  return all;
}

/** The same, to be looked up by name. */
export async function expectationsByName() {
  return Object.fromEntries((await expectations()).map((page) => [page.name, page]));
}

/** The file that an address names, or null: nothing outside the folder, and no expectation. */
async function contentOf(address) {
  const path = decodeURIComponent(new URL(address, 'http://localhost').pathname);
  const file = resolve(join(FOLDER, path.endsWith('/') ? `${path}index.html` : path));
  const type = TYPES[extname(file)];
  if (!type || !file.startsWith(FOLDER + sep)) return null;
  return readFile(file).then(
    (content) => ({ content, type }),
    () => null,
  );
}

/**
 * Serves the pages, each at `/<name>/`, on this machine alone.
 *
 * @returns {Promise<{url: string, requests: string[], close(): Promise<void>}>} `requests` are the
 *   paths that were asked for so far
 */
export async function servePages() {
  const headers = new Map(
    (await expectations()).map((page) => [`/${page.name}/`, page.headers ?? {}]),
  );
  const requests = [];
  const server = createServer(async (request, response) => {
    requests.push(request.url);
    const found = await contentOf(request.url).catch(() => null);
    if (!found) return response.writeHead(404).end();
    const { pathname } = new URL(request.url, 'http://localhost');
    response
      .writeHead(200, { 'Content-Type': found.type, ...headers.get(pathname) })
      .end(found.content);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/**
 * Runs in the page: which of `targets` (see `Expected`) a reader can see. Words are seen when the
 * element around them has a box with a size and is not made invisible.
 *
 * @param {string[]} targets
 * @returns {string[]} those that are seen
 */
export function seen(targets) {
  const roots = [document];
  for (const root of roots) {
    for (const { shadowRoot, contentDocument } of root.querySelectorAll('*')) {
      roots.push(...[shadowRoot, contentDocument].filter(Boolean));
    }
  }
  const shows = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const options = { opacityProperty: true, visibilityProperty: true };
    return width > 1 && height > 1 && element.checkVisibility(options);
  };
  const squeeze = (text) => text.replace(/\s+/g, ' ');
  const holders = (words) =>
    roots.flatMap((root) =>
      [...root.querySelectorAll('*')].filter(
        (element) =>
          squeeze(element.textContent).includes(words) &&
          ![...element.children].some((child) => squeeze(child.textContent).includes(words)) &&
          !['SCRIPT', 'STYLE', 'TITLE', 'TEMPLATE'].includes(element.tagName),
      ),
    );
  const elements = (target) =>
    target.startsWith('css:')
      ? roots.flatMap((root) => [...root.querySelectorAll(target.slice(4))])
      : holders(target);
  return targets.filter((target) => elements(target).some(shows));
}

/** Runs in the page: whether it can be scrolled by hand. */
export function scrolls() {
  const locked = (element) =>
    ['hidden', 'clip'].includes(getComputedStyle(element).overflowY) ||
    getComputedStyle(element).position === 'fixed';
  const { scrollHeight, clientHeight } = document.documentElement;
  const bodyHeight = document.body.getBoundingClientRect().height;
  const long = Math.max(scrollHeight, bodyHeight) > clientHeight;
  return long && !locked(document.documentElement) && !locked(document.body);
}

/** Runs in the page: whether nothing around what a selector finds is blurred. */
export function isSharp(target) {
  for (let at = document.querySelector(target.slice(4)); at; at = at.parentElement) {
    if (
      getComputedStyle(at).filter.includes('blur') &&
      !/blur\(0/.test(getComputedStyle(at).filter)
    )
      return false;
  }
  return true;
}
