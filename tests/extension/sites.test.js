// What the reader wants of a site: cleaned by itself, left alone, elements always kept or cut; and settings of all sites.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seen } from './pages.js';
import { BROWSER_NAMES, withSite } from './support.js';

const SITE = '127.0.0.1';
const SUBSCRIBE = 'Subscribe for £1';
const BLANK = { settings: { kinds: null, measure: false }, sites: {} };

for (const browser of BROWSER_NAMES) {
  describe(`sites, ${browser}`, { timeout: 300_000 }, () => {
    let site;
    let hand;

    withSite(browser, { permitted: true }, (opened) => {
      ({ site, hand } = opened);
    });

    const forget = () => hand.send({ type: 'remember', memory: BLANK });

    test('a site is cleaned by itself, also where it goes within a document', async () => {
      const tab = await hand.open(`${site.url}spa/`);
      await hand.ask(tab, 'mode', { mode: 'auto' });
      await tab.reload();
      const { head } = await hand.until(tab, ({ state }) => state === 'cleaned');
      assert.equal(head.title, 'The gardeners who grow nothing but moss');
      await tab.evaluate(() => document.querySelector('.next').click());
      const isNext = (view) => view.head?.title === 'A village that lives eleven minutes late';
      await hand.until(tab, isNext);
      assert.deepEqual(await tab.evaluate(seen, ['My library']), []);
      await forget();
      await tab.reload();
      await tab.evaluate(
        () => new Promise((done) => requestIdleCallback(() => done(), { timeout: 2000 })),
      );
      assert.equal((await hand.ask(tab, 'view')).state, 'idle');
      await tab.close();
    });

    test('an article that the page draws anew is cleaned anew', async () => {
      const tab = await hand.open(`${site.url}news/?anew`);
      await hand.ask(tab, 'clean');
      await tab.evaluate(() => {
        globalThis.first = document.querySelector('h1');
        document.body.replaceChildren(
          ...[...document.body.children].map((one) => one.cloneNode(true)),
        );
      });
      await tab.waitForFunction(() => {
        const hidden = document.querySelectorAll('[data-copydesk]').length;
        return hidden > 0 && document.querySelector('h1') !== globalThis.first;
      });
      await hand.until(tab, ({ state }) => state === 'cleaned');
      const [kept, cut] = ['Three plans have failed since then', 'Subscribe for £1'];
      assert.deepEqual(await tab.evaluate(seen, [kept, cut]), [kept]);
      await tab.close();
    });

    test('a site that is switched off is left alone', async () => {
      const tab = await hand.open(`${site.url}news/`);
      await hand.ask(tab, 'mode', { mode: 'off' });
      await assert.rejects(hand.ask(tab, 'clean'), { code: 'off' });
      assert.equal((await hand.ask(tab, 'view')).mode, 'off');
      await forget();
      assert.equal((await hand.ask(tab, 'clean')).state, 'cleaned');
      await tab.close();
    });

    test('what is always kept is kept the next time, until it is no longer', async () => {
      const tab = await hand.open(`${site.url}news/?kept`);
      const { pieces } = await hand.ask(tab, 'clean');
      const { id } = pieces.find(({ text }) => text.includes(SUBSCRIBE));
      const kept = await hand.ask(tab, 'keep', { piece: id });
      assert.deepEqual([kept.pieces[id].shown, kept.pieces[id].remembered], [true, true]);
      await tab.reload();
      await hand.ask(tab, 'clean');
      assert.deepEqual(await tab.evaluate(seen, [SUBSCRIBE]), [SUBSCRIBE]);

      const { done: known } = await hand.send({ type: 'remembered' });
      const { corrections } = known.sites[SITE];
      assert.equal(corrections.length, 1);
      assert.ok(corrections[0].keep);
      const [{ id: correction }] = corrections;
      const { done: left } = await hand.send({ type: 'forget', site: SITE, correction });
      assert.deepEqual(left, BLANK);
      await tab.reload();
      await hand.ask(tab, 'clean');
      assert.deepEqual(await tab.evaluate(seen, [SUBSCRIBE]), []);
      // What is remembered goes out and comes in again as it was.
      const { done: back } = await hand.send({ type: 'remember', memory: known });
      assert.deepEqual(back, known);
      await forget();
      await tab.close();
    });

    test('what is always cut is cut at once, and the next time', async () => {
      const tab = await hand.open(`${site.url}news/?cut`);
      await hand.ask(tab, 'clean');
      const words = 'Children have grown up here';
      await tab.evaluate((text) => {
        const element = [...document.querySelectorAll('p')].find((p) =>
          p.textContent.includes(text),
        );
        element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true }));
      }, words);
      await hand.evaluate((id) => chrome.tabs.sendMessage(id, { type: 'cut' }), hand.tabOf(tab));
      assert.deepEqual(await tab.evaluate(seen, [words]), []);
      await tab.reload();
      await hand.ask(tab, 'clean');
      assert.deepEqual(await tab.evaluate(seen, [words]), []);
      await forget();
      await tab.close();
    });

    test('the article is set in a column, at once, and back', async () => {
      const tab = await hand.open(`${site.url}docs/`);
      await hand.ask(tab, 'clean');
      const width = () =>
        tab.evaluate(
          () => document.querySelector('h1').parentElement.getBoundingClientRect().width,
        );
      const before = await width();
      await hand.send({ type: 'set', settings: { measure: true } });
      const column = await width();
      assert.ok(column > 300 && column <= 42 * 16, `${column} of ${before}`);
      await hand.send({ type: 'set', settings: { measure: false } });
      assert.equal(await width(), before);
      await hand.ask(tab, 'undo');
      assert.equal(await tab.evaluate(() => document.querySelector('[data-copydesk]')), null);
      await forget();
      await tab.close();
    });

    test('kinds are marked as the reader wants, at once', async () => {
      const tab = await hand.open(`${site.url}news/?kinds`);
      await hand.ask(tab, 'clean');
      await hand.until(tab, ({ search }) => search === 'found');
      const marked = () => tab.evaluate(() => [...CSS.highlights.keys()].sort());
      assert.ok((await marked()).length > 1);
      await hand.send({ type: 'set', settings: { kinds: ['person'] } });
      assert.deepEqual(await marked(), ['copydesk-person']);
      assert.deepEqual((await hand.ask(tab, 'view')).kinds, ['person']);
      await hand.send({ type: 'set', settings: { kinds: [] } });
      assert.deepEqual(await marked(), []);
      await forget();
      await tab.close();
    });
  });
}
