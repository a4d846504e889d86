// Pages that work against the extension: what they do stays with them.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { BROWSER_NAMES, withSite } from './support.js';

const PROSE = Array.from(
  { length: 6 },
  (
    _,
    i,
  ) => `<p>The harbour master of Port ${'ABCDEF'[i]} said on Monday that the ferry, which has not sailed since the
    storm of last winter, will sail again from the first of May, twice a day and on Sundays as well. Nobody believed him,
    because he had said so every spring since the year of the great frost.</p>`,
).join('');
const ARTICLE = `<header><nav><a href="/a">Home</a> <a href="/b">News</a></nav></header><main><article><h1>Ferry to sail
  again from May</h1>${PROSE}</article></main><footer><p>Subscribe to our newsletter</p><a href="/c">Imprint</a></footer>`;

const NAMES =
  `firstChild nextSibling nodeType nodeValue ownerDocument parentNode compareDocumentPosition attributes
  localName namespaceURI shadowRoot getAttribute getAttributeNames setAttribute removeAttribute hasAttribute
  checkVisibility assignedSlot querySelectorAll createRange createTreeWalker documentElement defaultView body
  addEventListener removeEventListener adoptedStyleSheets matches textContent`.split(/\s+/);

const PAGES = {
  clobbering: `<form>${NAMES.map((name) => `<input name="${name}">`).join('')}${ARTICLE}</form>
    ${NAMES.map((name) => `<img name="${name}" id="${name}" alt="">`).join('')}`,
  overriding: `<script>
    globalThis.caught = [];
    const spy = (object, names) => {
      for (const name of names) {
        try {
          Object.defineProperty(object, name, { configurable: true, get() { caught.push(name); throw new Error(name); } });
        } catch {}
      }
    };
    addEventListener('load', () => {
      Object.prototype.tab = Object.prototype.type = Object.prototype.verdicts = 'polluted';
      Array.prototype.map = () => { throw new Error('map'); };
      spy(Element.prototype, ['setAttribute', 'getAttribute', 'checkVisibility', 'localName', 'shadowRoot']);
      spy(Node.prototype, ['firstChild', 'nextSibling', 'parentNode', 'nodeType', 'textContent']);
      spy(globalThis, ['MutationObserver', 'getComputedStyle', 'MessageChannel', 'Highlight', 'copydesk']);
      spy(CSS, ['highlights']);
      globalThis.armed = true;
    });
    </script>${ARTICLE}`,
  forging: `<script>
    globalThis.answers = [];
    addEventListener('message', ({ data }) => answers.push(data));
    for (const type of ['toggle', 'clean', 'article', 'remembered', 'settings', 'settle']) {
      postMessage({ type, tab: 1 }, '*');
      document.dispatchEvent(new CustomEvent(type, { detail: { type } }));
    }
    </script>${ARTICLE}`,
  endless: `<script>
    addEventListener('load', () => {
      for (let i = 0; i < 200000; i += 1) document.body.append(document.createElement('i'));
      globalThis.armed = true;
    });
    </script>${ARTICLE}`,
  storm: `<div id="feed"></div><script>
    globalThis.frames = 0;
    globalThis.storm = () => {
      globalThis.frames += 1;
      const article = document.querySelector('article');
      for (let i = 0; i < 300; i += 1) {
        const box = document.createElement('div');
        box.append('Buy now!');
        (i % 2 ? article : document.body).append(box);
        if (article.children.length > 3000) article.lastElementChild.remove();
      }
      for (const one of document.querySelectorAll('[data-copydesk]')) if (frames % 3 === 0) one.removeAttribute('data-copydesk');
      if (!globalThis.over) requestAnimationFrame(storm);
    };
    </script>${ARTICLE}`,
  fine: ARTICLE,
};

async function serve() {
  const server = createServer(({ url }, response) => {
    const page = PAGES[url.slice(1)];
    response.writeHead(page ? 200 : 404, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><html lang="en"><title>Ferry</title><body>${page ?? ''}</body></html>`,
    );
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

for (const browser of BROWSER_NAMES) {
  describe(`hostile pages, ${browser}`, { timeout: 300_000 }, () => {
    let site;
    let hand;

    withSite(browser, { serve }, (opened) => {
      ({ site, hand } = opened);
    });

    const open = async (name, isReady) => {
      const tab = await hand.open(site.url + name);
      if (isReady) assert.equal(await tab.evaluate('globalThis.armed'), true);
      return tab;
    };
    const marks = (tab) =>
      tab.evaluate(() => {
        const query = Document.prototype.querySelectorAll;
        return query.call(document, '[data-copydesk]').length;
      });
    const cleans = async (tab) => {
      const view = await hand.clickUntil(tab, 'cleaned', 'failed', 'not-article');
      assert.deepEqual([view.state, view.code], ['cleaned', undefined]);
      await hand.until(tab, ({ search }) => search === 'found');
      assert.ok((await marks(tab)) > 0);
      await hand.clickUntil(tab, 'idle');
      assert.equal(await marks(tab), 0);
    };

    test('properties hidden by forms and names', async () => {
      const tab = await open('clobbering');
      await cleans(tab);
      await tab.close();
    });

    test('methods overridden, prototypes polluted', async () => {
      const tab = await open('overriding', true);
      const view = await hand.clickUntil(tab, 'cleaned', 'failed', 'not-article');
      assert.deepEqual([view.state, view.code], ['cleaned', undefined]);
      await hand.until(tab, ({ search }) => search === 'found');
      await hand.clickUntil(tab, 'idle');
      assert.deepEqual(await tab.evaluate('caught.join()'), '');
      await tab.close();
    });

    test('forged messages, and settings out of reach', async () => {
      const tab = await open('forging');
      await hand.clickUntil(tab, 'cleaned');
      await tab.evaluate(() => postMessage({ type: 'undo' }, '*'));
      const found = await tab.evaluate(async () => {
        const reach = (address) =>
          fetch(address).then(
            () => true,
            () => false,
          );
        return {
          answers: globalThis.answers.filter(({ done, failed }) => done || failed).length,
          storage: typeof globalThis.chrome?.storage,
          own: typeof globalThis.copydesk,
          messages: typeof globalThis.chrome?.runtime?.sendMessage,
          reached: await reach(`chrome-extension://${'a'.repeat(32)}/content.js`),
        };
      });
      assert.deepEqual(found, {
        answers: 0,
        storage: 'undefined',
        own: 'undefined',
        messages: 'undefined',
        reached: false,
      });
      assert.equal((await hand.ask(tab, 'view')).state, 'cleaned');
      await tab.close();
    });

    test('too many nodes, and another tab meanwhile', { timeout: 120_000 }, async () => {
      const endless = await open('endless', true);
      const fine = await open('fine');
      await hand.click(endless);
      await cleans(fine);
      await endless.bringToFront();
      const isDone = ({ state }) => !['idle', 'working'].includes(state);
      const { state, code } = await hand.until(endless, isDone);
      assert.deepEqual([state, code], ['failed', 'too-many-nodes']);
      await endless.close();
      await fine.close();
    });

    test('a storm of changes', { timeout: 120_000 }, async () => {
      const tab = await open('storm');
      await hand.clickUntil(tab, 'cleaned');
      await tab.evaluate(() => {
        globalThis.storm();
      });
      await tab.waitForFunction('frames > 60', { timeout: 60_000 });
      const other = await open('fine');
      await cleans(other);
      await tab.bringToFront();
      await hand.clickUntil(tab, 'idle');
      await tab.evaluate(() => {
        globalThis.over = true;
      });
      assert.equal(await marks(tab), 0);
      await tab.close();
      await other.close();
    });

    test('messages of another shape', async () => {
      const bad = [
        null,
        'clean',
        {},
        { type: 'nothing' },
        { type: 'constructor' },
        { type: '__proto__' },
        { type: 'view' },
        { type: 'view', tab: -1 },
        { type: 'clean', tab: '1' },
        { type: 'export', tab: 1, format: 'pdf' },
        { type: 'remember', memory: { settings: {}, sites: { a: { mode: 'always' } } } },
        { type: 'article', snapshot: {}, verdicts: [] },
        { type: 'toggle' },
      ];
      for (const message of bad) {
        const { failed } = await hand.send(message);
        assert.equal(failed?.code, 'invalid-message', JSON.stringify(message));
      }
    });
  });
}
