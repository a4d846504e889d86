// `highlight` in the two browsers: marks where the names stand, whatever the page does with blanks
// and elements, and nothing left of them afterwards.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { cleanText, loadEntities, withEntities } from '../../pkg/copydesk.js';
import { BROWSER_NAMES, inBrowser, project, serve } from './support.js';

const BODY = [
  'The ferry from Split will sail twice a day from Friday, Marko Horvat of the port authority said on 3 May 2021.',
  'Horvat said that the tickets would cost €5 and that the islanders of Hvar would not have to pay at all.',
  'What comes next',
  'A second ship 😀 will be bought in Italy next year, according to Ana Kovač, the mayor of the town of Hvar.',
];

/** The article in a page of the usual disorder, under a policy that allows no inline style. */
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Horvat</title>
  <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
  <script type="module" src="page.js"></script>
  <nav><ul><li>What comes next</li><li>Hvar</li></ul></nav>
  <script type="text/plain">${BODY[0]}</script>
  <main>
    <p>The <a href="#">ferry</a> from
       <b>Sp</b><i>lit</i> will sail twice a day from Friday, Marko&nbsp;Horvat of the port
       autho&shy;rity said on 3 <span>May</span> 2021.</p>
    <p>Horvat said that the tickets would cost €5 <aside>Buy one now</aside> and that the islanders
    of Hvar would not have to pay at all.</p>
    <h2>What comes next</h2>
    <p>A second ship 😀 will be bought in Italy next year, accord\u200bing to Ana Kovač, the mayor of
    the town of Hvar.</p>
  </main>
  <p>Horvat and Hvar in a comment.</p>`;

const SCRIPT = `
  import { HIGHLIGHT_CSS, highlight } from './node_modules/copydesk/highlight.js';
  import { render } from './node_modules/copydesk/render.js';

  /** What is registered, by kind, in the order of the document. */
  const registered = () => Object.fromEntries([...CSS.highlights].map(([name, highlight]) => [
    name.replace('copydesk-', ''),
    [...highlight]
      .sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b))
      .map((range) => range.toString().replace(/\\s+/g, ' ')),
  ]).sort());
  const sheets = () => document.adoptedStyleSheets.length;
  globalThis.tools = { HIGHLIGHT_CSS, highlight, registered, render, sheets };`;

const EXPECTED = {
  date: ['Friday', '3 May 2021', 'next year'],
  money: ['€5'],
  person: ['Marko Horvat', 'Horvat', 'Ana Kovač'],
  place: ['Split', 'Hvar', 'Italy', 'Hvar'],
};

const SCENARIOS = {
  'marks a live page, and leaves no trace': async (inPage) => {
    const seen = await inPage((article) => {
      const { highlight, registered, sheets } = window.tools;
      const markup = () => new XMLSerializer().serializeToString(document);
      const before = markup();
      const marks = highlight(article, document);
      const marked = registered();
      const worn = sheets();
      marks.clear();
      marks.clear();
      return { marked, worn, after: registered(), bare: sheets(), same: markup() === before };
    });
    assert.deepEqual(seen, { marked: EXPECTED, worn: 1, after: {}, bare: 0, same: true });
  },

  'marks what render made, attached or not': async (inPage) => {
    const seen = await inPage((article) => {
      const { highlight, registered, render } = window.tools;
      const nodes = render(article, document);
      const element = nodes.firstChild;
      const loose = highlight(article, nodes);
      const first = registered();
      loose.clear();
      document.body.replaceChildren(nodes);
      const marks = highlight(article, element);
      const lists = article.entities.map(({ id, mentions }) => [
        marks.ranges.get(id).map((range) => range.toString()),
        mentions.map(({ start, end }) => article.text.slice(start, end)),
      ]);
      return { first, second: registered(), lists };
    });
    assert.deepEqual(seen.first, EXPECTED);
    assert.deepEqual(seen.second, EXPECTED);
    for (const [ranges, mentions] of seen.lists) assert.deepEqual(ranges, mentions);
  },

  'shows some kinds, and one mention apart': async (inPage) => {
    const seen = await inPage((article) => {
      const { highlight, registered } = window.tools;
      const marks = highlight(article, document);
      marks.show(['money', 'event']);
      const money = registered();
      marks.show();
      const all = Object.keys(registered());
      const horvat = article.entities.find(({ name }) => name === 'Marko Horvat').id;
      const range = marks.select(horvat, 1).toString();
      const current = registered().current;
      const nobody = marks.select(999);
      const none = registered().current ?? null;
      return { money, all, range, current, nobody, none };
    });
    assert.deepEqual(seen, {
      money: { money: ['€5'] },
      all: Object.keys(EXPECTED),
      range: 'Horvat',
      current: ['Horvat'],
      nobody: null,
      none: null,
    });
  },

  "two calls do not get in each other's way": async (inPage) => {
    const seen = await inPage((article) => {
      const { highlight, registered, sheets } = window.tools;
      const [first, second] = [highlight(article, document), highlight(article, document)];
      first.clear();
      const kept = registered();
      const worn = sheets();
      second.clear();
      return { kept, worn, after: registered(), bare: sheets() };
    });
    assert.deepEqual(seen, { kept: EXPECTED, worn: 1, after: {}, bare: 0 });
  },

  'finds the pieces of a changed page': async (inPage) => {
    const seen = await inPage((article) => {
      const { highlight, registered } = window.tools;
      const [first, second] = document.querySelectorAll('main p');
      first.firstChild.data = 'A ';
      second.remove();
      const marks = highlight(article, document);
      return [registered(), article.entities.length, marks.ranges.size];
    });
    const { date, place } = EXPECTED;
    assert.deepEqual(seen[0], { date, person: ['Marko Horvat', 'Ana Kovač'], place });
    assert.equal(seen[1], seen[2]);
  },

  'a mark is more than a colour, in forced colours too': async (inPage, tab, browser) => {
    if (browser === 'Chromium') {
      const features = [{ name: 'forced-colors', value: 'active' }];
      const devtools = await tab.createCDPSession();
      await devtools.send('Emulation.setEmulatedMedia', { features });
      const seen = await inPage((article) => {
        window.tools.highlight(article, document);
        const style = getComputedStyle(document.body, '::highlight(copydesk-person)');
        const current = getComputedStyle(document.body, '::highlight(copydesk-current)');
        const forced = matchMedia('(forced-colors: active)').matches;
        return [forced, style.backgroundColor, current.textDecorationLine];
      });
      assert.ok(seen[0]);
      assert.match(seen[1], /, 0\)$/);
      assert.equal(seen[2], 'underline overline');
    }
    const lines = await inPage((article) => {
      window.tools.highlight(article, document);
      const { body } = document;
      return ['person', 'organization', 'place', 'group', 'date', 'money'].map((kind) => {
        const style = getComputedStyle(body, `::highlight(copydesk-${kind})`);
        return `${style.textDecorationLine} ${style.textDecorationStyle}`;
      });
    });
    assert.ok(
      lines.every((line) => line.startsWith('underline')),
      lines.join(),
    );
    assert.equal(new Set(lines.slice(0, 5)).size, 5);
  },

  'long pages take time in proportion': async (inPage) => {
    const [short, long] = await inPage((article) => {
      const { highlight, render } = window.tools;
      const time = (copies) => {
        const text = Array(copies).fill(article.text).join('\n\n');
        const shift = article.text.length + 2;
        const entities = article.entities.map((entity) => ({
          ...entity,
          mentions: entity.mentions.flatMap(({ start, end }) =>
            Array.from({ length: copies }, (_, i) => ({
              start: start + i * shift,
              end: end + i * shift,
            })),
          ),
        }));
        const blocks = Array(copies).fill(article.blocks).flat();
        const nodes = render({ ...article, blocks }, document);
        document.body.replaceChildren(nodes);
        const started = performance.now();
        const marks = highlight({ text, entities }, document.body);
        const count = [...marks.ranges.values()].flat().length;
        marks.clear();
        const took = performance.now() - started;
        return { took, count: count / copies };
      };
      time(100);
      return [time(100), time(1000)];
    });
    assert.equal(short.count, 11);
    assert.equal(long.count, 11);
    assert.ok(long.took < 30 * short.took + 50, `${short.took} ms, then ${long.took} ms`);
  },
};

describe('highlight', { timeout: 600_000 }, () => {
  let article;
  let installed;
  let site;

  before(async () => {
    await loadEntities();
    article = withEntities(cleanText(`Ferry sails on\n\n${BODY.join('\n\n')}`), {
      lexicon: ['Split', 'Hvar', 'Italy'].map((text) => ({ text, kind: 'place' })),
      kinds: Object.keys(EXPECTED),
    });
    installed = await project({ 'index.html': PAGE, 'page.js': SCRIPT });
    site = await serve(installed.folder);
  });

  after(async () => {
    await site?.close();
    await installed?.remove();
  });

  for (const browser of BROWSER_NAMES) {
    test(browser, (t) =>
      inBrowser(browser, `${site.url}index.html`, async (tab) => {
        for (const [name, scenario] of Object.entries(SCENARIOS)) {
          /** Runs a function of the article in a fresh page. */
          const inPage = async (work) => {
            await tab.reload();
            await tab.waitForFunction('globalThis.tools');
            return tab.evaluate(work, article);
          };
          await t.test(name, () => scenario(inPage, tab, browser));
        }
      }),
    );
  }
});
