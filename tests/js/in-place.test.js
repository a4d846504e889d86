// `cleanInPlace` in the two browsers: what is hidden, what comes later, and that nothing is left behind.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSER_NAMES, inBrowser, project, serve } from './support.js';

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>in place</title>
  <script type="module">
    import { cleanInPlace } from './node_modules/copydesk/in-place.js';
    import { nodesOf, snapshot, snapshotInSlices } from './node_modules/copydesk/snapshot.js';
    Object.assign(globalThis, { cleanInPlace, nodesOf, snapshot, snapshotInSlices });
  </script>
  <style>.note { color: red }</style>
  <body class="page"><nav id="menu"><a href="/">Home</a></nav>
  <div id="frame"><div id="left">Left</div>
  <main id="main"><h1 id="title">Ferry returns</h1><p id="one">The ferry is back.</p>
  <div id="ad" style="color: blue">Buy now</div><form id="form"><input name="parentNode"><input name="localName">Sign up</form>
  <p id="two">It sails <b>twice</b> a day.</p><div id="host"></div><section id="end"><p id="three">The end.</p></section>
  <ul id="comments"><li>First!</li></ul></main></div><footer id="foot">Footer</footer></body></html>`;

/** Runs in the page: an article of elements by their ids, and what a reader sees of them. */
const TOOLS = `
  const host = document.getElementById('host');
  host.attachShadow({ mode: 'open' });
  for (const [id, text] of [['in', 'Kept in the shadow.'], ['out', 'Cut in the shadow.']]) {
    const p = document.createElement('p');
    p.id = id;
    p.textContent = text;
    host.shadowRoot.append(p);
  }
  const find = (id) => document.getElementById(id) ?? host.shadowRoot.getElementById(id);
  globalThis.take = (kept, cut) => {
    const taken = snapshot(document);
    const nodes = nodesOf(taken);
    const range = (id) => {
      const start = nodes.indexOf(find(id));
      const inside = nodes.filter((node) => find(id).contains(node)).length;
      return { start, end: start + inside };
    };
    return { taken, article: { blocks: kept.map(range), parts: [range('title')], removed: cut.map(range) } };
  };
  globalThis.shown = () =>
    ['menu', 'left', 'title', 'one', 'ad', 'form', 'two', 'in', 'out', 'three', 'comments', 'foot', 'later', 'more', 'banner', 'tail', 'story']
      .filter((id) => find(id)?.getClientRects().length > 0)
      .join(' ');
  globalThis.whole = () => new XMLSerializer().serializeToString(document) + host.shadowRoot.innerHTML
    + document.adoptedStyleSheets.length + host.shadowRoot.adoptedStyleSheets.length;
  globalThis.add = (html, place, where) => {
    const parsed = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
    find(place)[where](document.adoptNode(parsed));
  };
  globalThis.settled = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });`;

const KEPT = ['one', 'two', 'in', 'three'];
const CUT = ['menu', 'left', 'ad', 'form', 'out', 'comments', 'foot'];

describe('cleaning in place', { timeout: 300_000 }, () => {
  let installed;
  let site;

  before(async () => {
    installed = await project({ 'page.html': PAGE });
    site = await serve(installed.folder);
  });

  after(async () => {
    await site?.close();
    await installed?.remove();
  });

  const open = (browser, work) =>
    inBrowser(browser, `${site.url}page.html`, async (tab) => {
      await tab.waitForFunction('globalThis.cleanInPlace');
      await tab.evaluate(TOOLS);
      return tab.evaluate(work, KEPT, CUT);
    });

  for (const browser of BROWSER_NAMES) {
    test(`hides and takes everything back, ${browser}`, async () => {
      const found = await open(browser, (kept, cut) => {
        const { article, taken } = window.take(kept, cut);
        const before = [window.shown(), window.whole()];
        const place = window.cleanInPlace(article, taken);
        const during = [window.shown(), window.whole() !== before[1]];
        place.undo();
        place.undo();
        const again = window.cleanInPlace(article, document);
        const twice = window.shown();
        again.undo();
        const none = window.cleanInPlace({ blocks: [], parts: [], removed: [] }, taken);
        const nothing = window.shown();
        none.undo();
        return {
          before: before[0],
          during,
          after: window.shown(),
          same: window.whole() === before[1],
          twice,
          nothing,
        };
      });
      const all = 'menu left title one ad form two in out three comments foot';
      const article = 'title one two in three';
      assert.deepEqual(found, {
        before: all,
        during: [article, true],
        after: all,
        same: true,
        twice: article,
        nothing: all,
      });
    });

    test(`a snapshot in slices is the same, and pieces are shown and hidden again, ${browser}`, async () => {
      const found = await open(browser, async (kept, cut) => {
        const many = document.createElement('ul');
        for (let i = 0; i < 20_000; i += 1) many.append(document.createElement('li'));
        document.body.append(many);
        const plain = ({ nodes, strings, ...rest }) =>
          JSON.stringify([[...nodes], [...strings], rest]);
        let rests = 0;
        const rest = scheduler.yield.bind(scheduler);
        scheduler.yield = () => {
          rests += 1;
          return rest();
        };
        const sliced = await window.snapshotInSlices(document);
        const same = plain(sliced) === plain(window.snapshot(document));
        const { article, taken } = window.take(kept, cut);
        const place = window.cleanInPlace(article, taken);
        const shown = [window.shown()];
        for (const pieces of [[2], [0, 2], []]) {
          place.show(pieces);
          shown.push(window.shown());
        }
        place.undo();
        return { same, rested: rests > 0, shown };
      });
      const [one, two] = ['title one', 'two in three'];
      assert.deepEqual(found, {
        same: true,
        rested: true,
        shown: [`${one} ${two}`, `${one} ad ${two}`, `menu ${one} ad ${two}`, `${one} ${two}`],
      });
    });

    test(`judges what comes later, and leaves the page's own changes, ${browser}`, async () => {
      const found = await open(browser, async (kept, cut) => {
        const { article, taken } = window.take(kept, cut);
        const prose =
          'The port authority said on Monday that the ferry will sail again from the first of May.';
        const change = () => {
          window.add('<div id="later"><iframe></iframe>Advertisement</div>', 'two', 'before');
          window.add(`<p id="more">${prose}</p>`, 'two', 'after');
          window.add(`<div id="banner"><a href="/">${prose}</a></div>`, 'two', 'after');
          window.add(`<div id="tail">${prose}</div>`, 'comments', 'after');
          window.add(
            `<article id="story"><h2>Another story</h2><p>${prose}</p></article>`,
            'frame',
            'append',
          );
          window.add('<i>!</i>', 'one', 'append');
          document.getElementById('ad').remove();
          document
            .getElementById('form')
            .after(document.getElementById('comments').cloneNode(true));
        };
        const place = window.cleanInPlace(article, taken);
        change();
        await window.settled();
        const during = window.shown();
        place.undo();
        await window.settled();
        const undone = window.whole();
        const marks = document.querySelectorAll('[data-copydesk]').length;
        change.done = window.shown();
        window.add('<div id="late">late</div>', 'frame', 'append');
        await window.settled();
        return {
          during,
          marks,
          after: change.done,
          late: !document.querySelector('#late[data-copydesk]'),
          clean: !undone.includes('data-copydesk'),
        };
      });
      assert.deepEqual(found, {
        during: 'title one two in three more',
        marks: 0,
        after:
          'menu left title one form two in out three comments foot later more banner tail story',
        late: true,
        clean: true,
      });
    });

    test(`an article that the page puts into something new stays in sight, ${browser}`, async () => {
      const found = await open(browser, async (kept, cut) => {
        const { article, taken } = window.take(kept, cut);
        const place = window.cleanInPlace(article, taken);
        const frame = document.getElementById('frame');
        const wrapper = document.createElement('div');
        frame.replaceWith(wrapper);
        wrapper.append(frame);
        await window.settled();
        const during = window.shown();
        place.undo();
        return { during, marks: document.querySelectorAll('[data-copydesk]').length };
      });
      assert.deepEqual(found, { during: 'title one two in three', marks: 0 });
    });
  }
});
