// The reader's click on every saved page: what is seen then, what the page does later, and that a second click leaves
// no trace.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { expectations, isSharp, scrolls, seen } from './pages.js';
import { BROWSER_NAMES, withSite } from './support.js';

const PAGES = await expectations();
const TALL = { width: 1280, height: 5000 };
const DONE = ['cleaned', 'not-article', 'failed'];

/** Runs in the page: everything that there is of it, with shadow roots, frames and style sheets. */
function whole() {
  const roots = [document];
  for (const root of roots) {
    for (const { shadowRoot, contentDocument } of root.querySelectorAll('*')) {
      roots.push(...[shadowRoot, contentDocument].filter(Boolean));
    }
  }
  const serializer = new XMLSerializer();
  return roots.map((root) => {
    const nodes = [...root.childNodes].map((node) => serializer.serializeToString(node));
    return `${nodes.join('')} ${root.adoptedStyleSheets.length} ${root.styleSheets?.length}`;
  });
}

for (const browser of BROWSER_NAMES) {
  describe(`the click on saved pages, ${browser}`, { timeout: 600_000 }, () => {
    let site;
    let hand;

    withSite(browser, {}, (opened) => {
      ({ site, hand } = opened);
    });

    const checks = (tab, { missed = [] }) => {
      const known = (targets) => targets.filter((target) => !missed.includes(target));
      return async ({ visible, gone }) => {
        assert.deepEqual(await tab.evaluate(seen, known(visible)), known(visible), 'lost');
        assert.deepEqual(await tab.evaluate(seen, known(gone)), [], 'left');
      };
    };

    for (const { name, article, ...page } of PAGES) {
      test(name, { timeout: 60_000 }, async () => {
        const tab = await hand.open(`${site.url}${name}/`);
        // Some pages change when they are scrolled, or when there is less of them; here they see all of themselves.
        await tab.setViewport(TALL);
        await tab.evaluate(
          () => new Promise((done) => requestIdleCallback(() => done(), { timeout: 2000 })),
        );
        const missed = new Set(page.missed);
        const check = checks(tab, page);
        const was = await tab.evaluate(whole);
        const view = await hand.clickUntil(tab, ...DONE);
        if (!article) {
          assert.equal(view.state, 'not-article');
          assert.deepEqual(await tab.evaluate(whole), was, 'left alone');
          await tab.close();
          return;
        }
        assert.equal(view.state, 'cleaned', view.code);
        await check(page);
        const wrong = (targets) => targets.filter((target) => missed.has(target));
        const [lost, left] = [wrong(page.visible), wrong(page.gone)];
        assert.deepEqual(await tab.evaluate(seen, lost), [], 'no longer missed');
        assert.deepEqual(await tab.evaluate(seen, left), left, 'no longer missed');
        const { title, byline, published } = view.head;
        const found = { title, byline, published: published?.slice(0, 10) ?? null };
        for (const [key, value] of Object.entries(found)) {
          if (!page[key]) continue;
          const compare = missed.has(key) ? assert.notDeepEqual : assert.deepEqual;
          compare(value, page[key], missed.has(key) ? `${key} is no longer missed` : key);
        }
        await tab.setViewport({ width: 1280, height: 500 });
        if (page.scrolls) assert.equal(await tab.evaluate(scrolls), true, 'scrolls');
        await tab.setViewport(TALL);
        if (page.sharp) assert.equal(await tab.evaluate(isSharp, page.sharp), true, 'sharp');
        await hand.until(tab, ({ search }) => search !== 'working');
        await hand.clickUntil(tab, 'idle');
        assert.deepEqual(await tab.evaluate(whole), was, 'as it was');
        await tab.close();
      });
    }

    for (const { name, later, ...page } of PAGES.filter((one) => one.later)) {
      test(`${name}, later`, { timeout: 60_000 }, async () => {
        const [tab, alone] = [
          await hand.open(`${site.url}${name}/?clean`),
          await hand.open(`${site.url}${name}/?alone`),
        ];
        const change = async (one) => {
          const { call, click } = later;
          if (call) await one.evaluate((work) => globalThis[work](), call);
          else await one.evaluate((what) => document.querySelector(what).click(), click.slice(4));
          await one.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
        };
        await hand.clickUntil(tab, 'cleaned');
        await change(tab);
        // At another address it is another page, which nobody has asked to be cleaned.
        if (later.title) {
          await hand.until(tab, ({ state }) => state === 'idle');
          const view = await hand.clickUntil(tab, 'cleaned');
          assert.equal(view.head.title, later.title);
        }
        await checks(tab, page)(later);
        await hand.clickUntil(tab, 'idle');
        await alone.bringToFront();
        await change(alone);
        assert.deepEqual(
          await tab.evaluate(whole),
          await alone.evaluate(whole),
          'its changes stay',
        );
        await tab.close();
        await alone.close();
      });
    }
  });
}
