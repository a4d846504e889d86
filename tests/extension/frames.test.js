// An article in a frame: the panel's actions reach it, a frame that goes on is followed, and frames of other sites, which
// the reader's click gives no right to, are left alone.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seen } from './pages.js';
import { BROWSER_NAMES, withSite } from './support.js';

const SIGN = 'Notices by mail';

/** Runs in the page: has its frame show something else, and waits for it. */
const lead = (attribute, value) => {
  const frame = document.querySelector('iframe');
  return new Promise((done) => {
    frame.addEventListener('load', () => done(), { once: true });
    frame.setAttribute(attribute, value);
  });
};

for (const browser of BROWSER_NAMES) {
  describe(`frames, ${browser}`, { timeout: 300_000 }, () => {
    let site;
    let hand;

    withSite(browser, {}, (opened) => {
      ({ site, hand } = opened);
    });

    test('what is asked of the tab is done in the frame', async () => {
      const tab = await hand.open(`${site.url}frame/`);
      await hand.clickUntil(tab, 'cleaned');
      const { entities, head, pieces } = await hand.until(tab, ({ search }) => search === 'found');
      assert.equal(head.byline[0], 'Oonagh Tarrant');
      const { id } = pieces.find(({ text }) => text.includes(SIGN));
      await hand.ask(tab, 'show', { piece: id });
      assert.deepEqual(await tab.evaluate(seen, [SIGN]), [SIGN]);
      await hand.ask(tab, 'hide', { piece: id });
      assert.deepEqual(await tab.evaluate(seen, [SIGN]), []);
      const named = entities.find(({ count }) => count > 0);
      const { count } = await hand.ask(tab, 'mention', { entity: named.id, index: 0 });
      assert.equal(count, named.count);
      assert.match(await hand.ask(tab, 'export', { format: 'markdown' }), /^# Rowing lake/);
      assert.equal((await hand.ask(tab, 'undo')).state, 'idle');
      assert.deepEqual(await tab.evaluate(seen, [SIGN]), [SIGN]);
      await tab.close();
    });

    test('a frame that goes on is a page that nobody has asked about', async () => {
      const tab = await hand.open(`${site.url}frame/?on`);
      await hand.clickUntil(tab, 'cleaned');
      await tab.evaluate(lead, 'src', '/docs/');
      assert.equal((await hand.ask(tab, 'view')).state, 'idle');
      const { head } = await hand.clickUntil(tab, 'cleaned');
      assert.equal(head.title, 'Retrying failed jobs');
      await tab.close();
    });

    test('a frame without an address, and a document that is all frames', async () => {
      const notice = await (await fetch(`${site.url}frame/notice.html`)).text();
      const tab = await hand.open(`${site.url}frame/?inline`);
      await tab.evaluate(lead, 'srcdoc', notice);
      await tab.evaluate(() => {
        document.body.replaceChildren(document.querySelector('iframe'));
        return new Promise((done) =>
          document.querySelector('iframe').addEventListener('load', () => done(), { once: true }),
        );
      });
      await hand.clickUntil(tab, 'cleaned');
      assert.deepEqual(await tab.evaluate(seen, [SIGN]), []);
      await hand.clickUntil(tab, 'idle');
      assert.deepEqual(await tab.evaluate(seen, [SIGN]), [SIGN]);
      await tab.close();
    });

    test('a frame of another site is left alone', async () => {
      const tab = await hand.open(`${site.url}frame/?other`);
      const other = site.url.replace('127.0.0.1', 'localhost');
      await tab.evaluate(lead, 'src', `${other}frame/notice.html`);
      await hand.clickUntil(tab, 'not-article');
      await tab.close();
    });
  });
}
