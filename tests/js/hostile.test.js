// Hostile pages in the two browsers: whatever goes in, no renderer lets out a script, a handler or an unsafe address.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { cleanHtml } from '../../pkg/copydesk.js';
import { BROWSER_NAMES, inBrowser, join, project, ROOT, serve } from './support.js';

const FOLDER = join(ROOT, 'tests/hostile');

const PAGE = `<!doctype html><meta charset="utf-8"><title>hostile</title>
  <script type="module">
    import * as copydesk from './node_modules/copydesk/copydesk.js';
    await copydesk.init();
    globalThis.alert = () => { globalThis.ran = true; };
    globalThis.ran = false;
    const parse = (html) => new DOMParser().parseFromString(html, 'text/html').body;
    /** Every element as \`name attribute=value …\`. */
    const list = (root) =>
      [...root.querySelectorAll('*')].map((element) =>
        [element.namespaceURI.slice(-5) + ':' + element.localName,
          ...[...element.attributes].map((a) => a.name + '=' + a.value)]);
    globalThis.clean = (html) => {
      const article = copydesk.cleanHtml(html);
      const written = copydesk.toHtml(article);
      const body = parse(written);
      const host = parse('');
      host.append(copydesk.render(article, host.ownerDocument));
      return {
        written,
        again: body.innerHTML,
        elements: list(body),
        nodes: list(host),
        words: article.wordCount,
        texts: [article.text, copydesk.toMarkdown(article)],
        fields: [article.url, article.image],
        ran: globalThis.ran,
      };
    };
    globalThis.ready = true;
  </script>`;

const ELEMENTS =
  /^xhtml:(article|h[1-6]|p|br|em|strong|code|a|ul|ol|li|blockquote|pre|table|thead|tbody|tr|th|td|figure|img|figcaption|hr|time)$/;
const ATTRIBUTES =
  /^(lang|alt|datetime)=|^href=(https?:\/\/[^/]|mailto:|tel:|#)|^src=https?:\/\/[^/]/;

function check(name, elements) {
  for (const [element, ...attributes] of elements) {
    assert.match(element, ELEMENTS, name);
    for (const attribute of attributes) assert.match(attribute, ATTRIBUTES, `${name}: ${element}`);
  }
}

test('without a parser for HTML, an error says what to do', () => {
  assert.throws(() => cleanHtml('<p>text'), { code: 'no-dom', message: /cleanDocument/ });
  assert.throws(() => cleanHtml(7), { code: 'not-text' });
});

describe('hostile pages', { timeout: 300_000 }, () => {
  let pages;
  let installed;
  let site;

  before(async () => {
    const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.html')).sort();
    const texts = names.map(async (name) => [name, await readFile(join(FOLDER, name), 'utf8')]);
    pages = await Promise.all(texts);
    installed = await project({ 'page.html': PAGE });
    site = await serve(installed.folder);
  });

  after(async () => {
    await site?.close();
    await installed?.remove();
  });

  for (const browser of BROWSER_NAMES) {
    test(`come out harmless, ${browser}`, async () => {
      assert.ok(pages.length > 4);
      await inBrowser(browser, `${site.url}page.html`, async (tab) => {
        await tab.waitForFunction('globalThis.ready');
        for (const [name, text] of pages) {
          const found = await tab.evaluate((html) => window.clean(html), text);
          assert.ok(found.words > 40, `${name}: ${found.words} words`);
          assert.equal(found.again, found.written, name);
          assert.ok(found.elements.length > 2, name);
          check(name, found.elements);
          check(name, found.nodes);
          const addresses = found.fields.filter(Boolean);
          for (const address of addresses) assert.match(address, /^https?:\/\//, name);
          assert.equal(found.ran, false, name);
        }
      });
    });
  }
});
