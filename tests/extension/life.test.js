// The extension's life: the background is stopped, many tabs are clicked at once, nothing is sent anywhere, and pages
// that nobody asked about are left alone.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { seen } from './pages.js';
import { BROWSER_NAMES, withSite } from './support.js';

const TABS = 20;
const ABOVE = 'Free survey from Kestrel Glazing';

for (const browser of BROWSER_NAMES) {
  describe(`life, ${browser}`, { timeout: 300_000 }, () => {
    let site;
    let hand;

    withSite(browser, {}, (opened) => {
      ({ site, hand } = opened);
    });

    test('many tabs at once', { timeout: 120_000 }, async () => {
      const tabs = [];
      for (let i = 0; i < TABS; i += 1) tabs.push(await hand.open(`${site.url}news/?${i}`));
      // None is waited for before the next is clicked.
      for (const tab of tabs) await hand.click(tab);
      const isDone = ({ state, search }) => state === 'cleaned' && search === 'found';
      for (const tab of tabs) await hand.until(tab, isDone);
      for (const tab of tabs) assert.deepEqual(await tab.evaluate(seen, [ABOVE]), []);
      for (const tab of tabs) await hand.ask(tab, 'undo');
      for (const tab of tabs) assert.deepEqual(await tab.evaluate(seen, [ABOVE]), [ABOVE]);
      for (const tab of tabs) await tab.close();
    });

    test('asks the network for nothing', async () => {
      const tab = await hand.open(`${site.url}blog/`);
      await tab.evaluate(
        () => new Promise((done) => requestIdleCallback(() => done(), { timeout: 2000 })),
      );
      const asked = [];
      tab.on('request', (request) => asked.push(request.url()));
      const before = site.requests.length;
      await hand.clickUntil(tab, 'cleaned');
      await hand.until(tab, ({ search }) => search === 'found');
      await hand.clickUntil(tab, 'idle');
      assert.deepEqual([...asked, ...site.requests.slice(before)], []);
      await tab.close();
    });

    test('shows pieces again, goes to names, and writes the article', async () => {
      const tab = await hand.open(`${site.url}news/?pieces`);
      await hand.clickUntil(tab, 'cleaned');
      const { entities, pieces } = await hand.until(tab, ({ search }) => search === 'found');
      const { id, shown } = pieces.find(({ text }) => text.includes('Subscribe for £1'));
      assert.equal(shown, false);
      const after = await hand.ask(tab, 'show', { piece: id });
      assert.equal(after.pieces[id].shown, true);
      const both = ['Subscribe for £1', ABOVE];
      assert.deepEqual(await tab.evaluate(seen, both), both.slice(0, 1));
      await hand.ask(tab, 'scroll', { piece: id });
      await hand.ask(tab, 'hide', { piece: id });
      assert.deepEqual(await tab.evaluate(seen, both), []);

      const named = entities.find(({ count }) => count > 1);
      const first = await hand.ask(tab, 'mention', { entity: named.id, index: 0 });
      const back = await hand.ask(tab, 'mention', { entity: named.id, index: -1 });
      assert.deepEqual(
        [first, back],
        [
          { index: 0, count: named.count },
          { index: named.count - 1, count: named.count },
        ],
      );
      assert.match(await hand.ask(tab, 'export', { format: 'markdown' }), /^# Old grain harbour/);
      assert.match(await hand.ask(tab, 'export', { format: 'html' }), /<article/);
      await hand.ask(tab, 'undo');
      await assert.rejects(hand.ask(tab, 'export', { format: 'text' }), { code: 'no-page' });
      await assert.rejects(hand.ask(tab, 'show', { piece: 0 }), { code: 'stale' });
      await tab.close();
    });

    test('leaves alone what it was not asked about', async () => {
      const tab = await hand.open(`${site.url}news/?alone`);
      assert.equal((await hand.ask(tab, 'view')).state, 'idle');
      await assert.rejects(hand.ask(tab, 'undo'), { code: 'no-page' });
      if (browser === 'Chromium') assert.deepEqual(await worldsOf(tab), []);
      await tab.close();
    });

    test('says where it may not go', async () => {
      const tab = await hand.open('about:blank');
      await assert.rejects(hand.ask(tab, 'clean'), { code: 'no-access' });
      await assert.rejects(hand.ask(tab, 'mode', { mode: 'auto' }), { code: 'no-access' });
      await tab.close();
    });

    if (browser === 'Chromium') {
      test('comes back when the background was stopped', async () => {
        const tab = await hand.open(`${site.url}news/?stopped`);
        await hand.clickUntil(tab, 'cleaned');
        const { pieces } = await hand.until(tab, ({ search }) => search === 'found');
        await hand.stopWorker();
        const view = await hand.ask(tab, 'view');
        assert.deepEqual([view.state, view.pieces.length], ['cleaned', pieces.length]);
        await hand.stopWorker();
        await hand.ask(tab, 'show', { piece: 1 });
        await hand.stopWorker();
        await hand.clickUntil(tab, 'idle');
        assert.deepEqual(await tab.evaluate(seen, [ABOVE]), [ABOVE]);
        await tab.close();
      });

      test('is stopped while it cleans', async () => {
        const tab = await hand.open(`${site.url}news/?amid`);
        await hand.click(tab);
        await hand.until(tab, ({ state }) => state !== 'idle');
        await hand.stopWorker();
        await hand.until(tab, ({ state, search }) => state === 'cleaned' && search === 'found');
        await tab.close();
      });
    }
  });
}

/** The worlds of extensions in a page. */
async function worldsOf(tab) {
  const devtools = await tab.createCDPSession();
  const names = [];
  devtools.on('Runtime.executionContextCreated', ({ context }) => names.push(context));
  await devtools.send('Runtime.enable');
  await devtools.detach();
  return names.filter(({ origin }) => origin.startsWith('chrome-extension:'));
}
