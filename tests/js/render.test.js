// `render` in the two browsers: the nodes that `toHtml` describes, and nothing that could run.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { cleanText, init, toHtml } from '../../pkg/copydesk.js';
import { BROWSER_NAMES, inBrowser, join, project, ROOT, serve } from './support.js';

/** A page under the policy of a strict site: no string becomes markup there. */
const PAGE = `<!doctype html><meta charset="utf-8"><title>render</title>
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self';
    require-trusted-types-for 'script'; trusted-types 'none'">
  <script type="module" src="page.js"></script>`;

const SCRIPT = `
  import { render, safeAddress } from './node_modules/copydesk/render.js';
  globalThis.safeAddress = safeAddress;
  globalThis.render = render;

  /** Nodes as plain data; line ends between blocks, which only layout the HTML, are left out. */
  const FRAMES = /^(article|blockquote|figure|ol|ul|table|thead|tbody|tr)$/;
  globalThis.plain = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    node.normalize();
    const kept = [...node.childNodes].filter(
      (child) => !(child.data === '\\n' && FRAMES.test(node.localName)),
    );
    const attributes = [...(node.attributes ?? [])].map((a) => [a.name, a.value]).sort();
    return [node.namespaceURI?.endsWith('xhtml') && node.localName, attributes, kept.map(plain)];
  };
  globalThis.ready = true;`;

/** A page that reads HTML with the browser's parser, into a document without scripts. */
const PARSER = `<!doctype html><meta charset="utf-8"><title>parse</title>
  <script type="module">
    import './page.js';
    globalThis.parse = (html) => new DOMParser().parseFromString(html, 'text/html').body;
  </script>`;

const NASTY = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</article></p></pre>',
  '<!--',
  ']]>',
  '&lt;b&gt; &amp;amp;',
  'a\r\nb\rc\nd',
  '  spaced \u00a0 out  ',
  '\u0000\u0007\u0085null',
  '😀\ud83d lone',
  '<svg><math><style>',
  '',
  ' \u2028 ',
  'e\u0301\u200d',
];

/** Articles with every kind of block, with nasty text everywhere and spans in all positions. */
function articles() {
  const base = cleanText('A line of text.');
  const kinds = (text, i) => [
    { kind: 'heading', level: i },
    { kind: 'paragraph' },
    { kind: 'quote' },
    { kind: 'list', ordered: i % 2 === 0, items: [text, 'item', text] },
    { kind: 'code', language: text },
    { kind: 'table', rows: [[text, 'b'], [], ['c', text]] },
    { kind: 'table', rows: [] },
    { kind: 'figure', src: 'https://example.com/a"b.jpg', alt: text },
    { kind: 'figure', src: 'javascript:alert(1)', alt: text },
    { kind: 'rule' },
  ];
  const spans = (length, i) =>
    [
      { start: 0, end: length, kind: ['emphasis', 'strong', 'code'][i % 3] },
      { start: i % 4, end: length - 2, kind: 'link', href: 'https://example.com/?a=<b>&c' },
      { start: 1, end: (i * 3) % (length + 5), kind: 'strong' },
      { start: 2, end: length - 1, kind: 'link', href: ' java\tscript:alert(1)' },
      { start: (i * 5) % 7, end: length, kind: 'emphasis' },
    ].filter(({ start, end }) => end >= start);
  return NASTY.flatMap((nasty, i) => {
    const text = `ab ${nasty} cd`;
    const blocks = [nasty, text].flatMap((t) =>
      kinds(t, i).map((kind) => ({
        ...kind,
        text: t,
        start: 0,
        end: 0,
        spans: spans(t.length, i),
      })),
    );
    const head = {
      title: nasty,
      deck: nasty,
      byline: [nasty, 'B'],
      published: nasty,
      language: nasty,
    };
    return [
      { ...base, blocks },
      { ...base, ...head, blocks: [] },
    ];
  });
}

for (const browser of BROWSER_NAMES) {
  describe(`render, ${browser}`, { timeout: 300_000 }, () => {
    let installed;
    let site;

    before(async () => {
      await init();
      installed = await project({ 'index.html': PAGE, 'page.js': SCRIPT, 'parser.html': PARSER });
      site = await serve(installed.folder);
    });

    after(async () => {
      await site?.close();
      await installed?.remove();
    });

    const at = (page, work) =>
      inBrowser(browser, site.url + page, async (tab) => {
        await tab.waitForFunction('globalThis.ready');
        return work(tab);
      });

    test('gives the nodes of toHtml, under a policy that lets no string through', async () => {
      const all = articles();
      const json = JSON.stringify(all);
      const rendered = await at('', (tab) =>
        tab.evaluate(
          (list) =>
            JSON.stringify(
              JSON.parse(list).map((a) => window.plain(window.render(a, document).firstChild)),
            ),
          json,
        ),
      );
      const html = JSON.stringify(all.map(toHtml));
      const parsed = await at('parser.html', (tab) =>
        tab.evaluate(
          (list) =>
            JSON.stringify(JSON.parse(list).map((h) => window.plain(window.parse(h).firstChild))),
          html,
        ),
      );
      const [left, right] = [JSON.parse(rendered), JSON.parse(parsed)];
      for (const [i, article] of all.entries()) {
        assert.deepEqual(wellFormed(left[i]), right[i], JSON.stringify(article, null, 1));
      }
    });

    test('toHtml is a fixed point of parsing and serialising', async () => {
      const html = JSON.stringify(articles().map(toHtml));
      const again = await at('parser.html', (tab) =>
        tab.evaluate(
          (list) => JSON.stringify(JSON.parse(list).map((h) => window.parse(h).innerHTML)),
          html,
        ),
      );
      assert.deepEqual(JSON.parse(again), JSON.parse(html));
    });

    test('addresses come out as the table says', async () => {
      const table = JSON.parse(
        await readFile(join(ROOT, 'tests/fixtures/render/addresses.json'), 'utf8'),
      );
      assert.ok(table.length > 40);
      const found = await at('', (tab) =>
        tab.evaluate((rows) => rows.map(([address]) => window.safeAddress(address)), table),
      );
      assert.deepEqual(
        found,
        table.map(([, expected]) => expected),
      );
    });
  });
}

/** Lone surrogates as the core has them. */
function wellFormed(tree) {
  return JSON.parse(JSON.stringify(tree).replace(/\\ud[89a-f]../gi, '\ufffd'));
}
