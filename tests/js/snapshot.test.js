// Snapshots: those that browsers make of parsed pages are those that the native parser makes, and those of live pages
// follow the same rules.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { ATTRIBUTES, TAGS } from '../../js/names.js';
import { BROWSER_NAMES, inBrowser, join, project, ROOT, run, serve } from './support.js';

const PAGES = join(ROOT, 'tests/fixtures/pages');

const HEAD = `<!doctype html><html lang="en"><meta charset="utf-8"><title>live</title>
  <script type="module">
    import { snapshot } from './node_modules/copydesk/snapshot.js';
    globalThis.snapshot = snapshot;
  </script>`;

const LIVE = `${HEAD}<style>.gone { display: none } .ghost { visibility: hidden } .flat { display: contents }</style>
  <body><p id="one">one <span class="gone">gone</span><span class="ghost">ghost</span></p>
  <p hidden style="display: block">shown after all</p><p hidden>hidden</p>
  <div class="flat"><b>in a flat one</b></div>
  <details><summary>sum</summary><p>folded</p></details>
  <noscript><p class="plain">for &amp;amp; plain</p><img src="a.png"></noscript>
  <form id="clobber"><input name="firstChild"><input name="nodeType"><input name="localName">
    <input name="getAttribute"><input name="nextSibling"><input name="attributes"><input name="shadowRoot">
    <input name="namespaceURI"><input name="getAttributeNames"><input name="checkVisibility"><b>in a form</b></form>
  <form name="defaultView"></form><form name="documentElement"></form><form name="URL"></form>
  <div id="host"><i slot="s">assigned</i><u>left</u>not assigned</div>
  <iframe srcdoc="<p>inner</p>"></iframe></body></html>`;

/** Runs in the page: a shadow root, and what a snapshot says, in brackets. */
const SHAPE = `
  const host = document.getElementById('host');
  const shadow = host.attachShadow({ mode: 'open' });
  const make = (name, ...inside) => {
    const element = document.createElement(name);
    element.append(...inside);
    return element;
  };
  const slot = make('slot', 'unused');
  slot.name = 's';
  shadow.append('shadow ', make('section', slot), make('slot'), make('style', 'b {}'));
  globalThis.shapeOf = ({ nodes, strings, text }, names) => {
    let [at, entry, out] = [0, 0, ''];
    const open = [];
    for (let node = 0; node < nodes.length / 2; node += 1) {
      const [info, parent] = [nodes[2 * node], nodes[2 * node + 1]];
      while (open.length && open.at(-1) !== parent) {
        open.pop();
        out += ')';
      }
      const own = [];
      for (let i = 0; i < info >>> 16; i += 1, entry += 1) {
        const end = at + strings[2 * entry + 1];
        own.push([names.ATTRIBUTES[strings[2 * entry]], text.slice(at, end)]);
        at = end;
      }
      const tag = names.TAGS[info & 255];
      if (tag === '#text') out += JSON.stringify(own[0][1].replace(/\\s+/g, ' '));
      else {
        out += tag + (info & 256 ? '!' : '') + own.map(([k, v]) => '[' + k + '=' + v + ']').join('') + '(';
        open.push(node);
      }
    }
    return out + ')'.repeat(open.length);
  };`;

async function nativeSnapshots(files) {
  const args = ['run', '--quiet', '--all-features', '--example', 'snapshot', '--', ...files];
  const { stdout } = await run('cargo', args, { cwd: ROOT, maxBuffer: 1 << 28 });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('the names are those of Rust, in the same order', async () => {
  const source = await readFile(join(ROOT, 'src/snapshot/names.rs'), 'utf8');
  const lists = [...source.matchAll(/names! \{(.*?)\n\}/gs)].map(([, body]) =>
    [...body.replace(/\/\/\/.*/g, '').matchAll(/ "([^"]+)"/g)].map(([, name]) => name),
  );
  assert.deepEqual(lists, [TAGS, ATTRIBUTES]);
});

describe('snapshots', { timeout: 600_000 }, () => {
  let pages;
  let expected;
  let installed;
  let site;

  before(async () => {
    const names = (await readdir(PAGES)).filter((name) => name.endsWith('.html')).sort();
    pages = await Promise.all(names.map((name) => readFile(join(PAGES, name), 'utf8')));
    const native = await nativeSnapshots(names.map((name) => join(PAGES, name)));
    expected = Object.fromEntries(names.map((name, i) => [name, native[i]]));
    installed = await project({ 'empty.html': HEAD, 'live.html': LIVE });
    site = await serve(installed.folder);
  });

  after(async () => {
    await site?.close();
    await installed?.remove();
  });

  for (const browser of BROWSER_NAMES) {
    test(`of parsed pages are the native ones, ${browser}`, async () => {
      const found = await inBrowser(browser, `${site.url}empty.html`, async (tab) => {
        await tab.waitForFunction('globalThis.snapshot');
        const take = (html) => {
          const parsed = new DOMParser().parseFromString(html, 'text/html');
          const { nodes, strings, text, rendered, url } = window.snapshot(parsed);
          return JSON.stringify({ nodes: [...nodes], strings: [...strings], text, rendered, url });
        };
        const all = [];
        for (const html of pages) all.push(JSON.parse(await tab.evaluate(take, html)));
        return all;
      });
      const names = Object.keys(expected);
      const zip = (all) => Object.fromEntries(names.map((name, i) => [name, all[i]]));
      assert.ok(names.length > 4);
      const wanted = Object.values(expected).map((one) => ({ ...one, rendered: false, url: null }));
      assert.deepEqual(zip(found), zip(wanted));
    });

    test(`of a live page, which stays as it is, ${browser}`, async () => {
      const live = await inBrowser(browser, `${site.url}live.html`, async (tab) => {
        await tab.waitForFunction('globalThis.snapshot');
        await tab.evaluate(SHAPE);
        return tab.evaluate(
          (names) => {
            const root = Object.getOwnPropertyDescriptor(Document.prototype, 'documentElement');
            const html = root.get.call(document);
            const all = () => new XMLSerializer().serializeToString(html);
            const whole = all();
            const taken = window.snapshot(document);
            const one = window.snapshot(document.getElementById('one'));
            return {
              same: all() === whole,
              body: window.shapeOf(taken, names).replace(/^.*?(body\(.*)\)$/s, '$1'),
              one: window.shapeOf(one, names),
              rendered: taken.rendered,
              url: taken.url,
            };
          },
          { TAGS, ATTRIBUTES },
        );
      });
      assert.equal(live.same, true);
      assert.equal(live.rendered, true);
      assert.equal(live.url, `${site.url}live.html`);
      const one = 'p[id=one]("one "span![class=gone]("gone")span![class=ghost]("ghost"))';
      assert.equal(live.one, one);
      const inputs = /(input\[name=\w+\]\(\)(" ")?)+/;
      assert.equal(
        live.body.replace(inputs, 'INPUTS').replaceAll('" "', ''),
        `body(${one}p("shown after all")p!("hidden")div[class=flat](b("in a flat one"))` +
          'details(summary("sum")p("folded"))' +
          'noscript!(p[class=plain]("for &amp; plain")img[src=a.png]())' +
          'form[id=clobber](INPUTSb("in a form"))' +
          'form[name=defaultView]()form[name=documentElement]()form[name=URL]()' +
          'div[id=host]("shadow "section(slot[name=s](i("assigned")))slot(u("left")"not assigned"))' +
          'iframe())',
      );
    });

    test(`of odd strings, long documents and what is none, ${browser}`, async () => {
      const found = await inBrowser(browser, `${site.url}empty.html`, async (tab) => {
        await tab.waitForFunction('globalThis.snapshot');
        return tab.evaluate(() => {
          const page = document.implementation.createHTMLDocument('');
          const code = (work) => {
            try {
              return String(work());
            } catch (error) {
              return error.code;
            }
          };
          page.body.className = 'a\ud83d';
          page.body.id = '\ude00b';
          const odd = window.snapshot(page.body);
          for (let i = 0; i < 30_000; i += 1) page.body.append(page.createElement('p'), 'text');
          let deep = page.body;
          for (let i = 0; i < 30_000; i += 1) deep = deep.appendChild(page.createElement('div'));
          return {
            odd: [...odd.strings, odd.text === 'a\ud83d\ufffdb'],
            many: window.snapshot(page.body).nodes.length / 2,
            over: code(() => window.snapshot(page, { limits: { nodes: 90_000 } })),
            none: [null, 'text', {}].map((root) => code(() => window.snapshot(root))),
            empty: window.snapshot(new Document()).nodes.length,
          };
        });
      });
      const [klass, id] = [ATTRIBUTES.indexOf('class'), ATTRIBUTES.indexOf('id')];
      assert.deepEqual(found, {
        odd: [klass, 2, id, 2, true],
        many: 90_001,
        over: 'too-many-nodes',
        none: ['invalid-option', 'invalid-option', 'invalid-option'],
        empty: 0,
      });
    });
  }
});
