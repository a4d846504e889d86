// What the browsers themselves show of the extension: side panel, sidebar, popup, and the question for a site's right.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPanel } from './own.js';
import { expectationsByName, seen } from './pages.js';
import { BROWSER_NAMES, withSite } from './support.js';

const PAGES = await expectationsByName();
const SITE = '127.0.0.1';

for (const browser of BROWSER_NAMES) {
  describe(`what the browser shows, ${browser}`, { timeout: 300_000 }, () => {
    let site;
    let hand;

    withSite(browser, {}, (opened) => {
      ({ site, hand } = opened);
    });

    test('its panel is about the page in front, and cleans and restores that', async () => {
      const { title, visible, gone } = PAGES.news;
      const news = await hand.open(`${site.url}news/`);
      await hand.clickUntil(news, 'cleaned');
      const side = await hand.openSide(news);
      await side.state('cleaned');
      assert.equal(await side.text('#head .title'), title);
      const blog = await hand.open(`${site.url}blog/`);
      await side.state('idle');
      await hand.clickUntil(blog, 'cleaned');
      await side.state('cleaned');
      assert.equal(await side.text('#head .title'), PAGES.blog.title);
      await blog.close();
      await news.bringToFront();
      await side.click('#undo');
      await side.state('idle');
      assert.deepEqual(await news.evaluate(seen, [...visible, ...gone]), [...visible, ...gone]);
      await side.click('#act');
      await side.state('cleaned');
      assert.deepEqual(await news.evaluate(seen, gone), []);
      await news.close();
    });

    if (browser === 'Chromium') {
      test('a popup takes the place of the panel where there is none', async () => {
        const { title, gone } = PAGES.news;
        const setPopup = (popup) =>
          hand.evaluate((to) => chrome.action.setPopup({ popup: to }), popup);
        const page = await hand.open(`${site.url}news/?popup`);
        await setPopup('panel/panel.html');
        const known = new Set(hand.browser.targets());
        await hand.click(page);
        const isPopup = (target) =>
          target.url().endsWith('/panel/panel.html') && !known.has(target);
        const popup = await (await hand.browser.waitForTarget(isPopup)).asPage();
        await popup.waitForSelector('html[data-state="idle"]');
        await popup.click('#act');
        await popup.waitForSelector('html[data-state="cleaned"]');
        assert.equal(await popup.$eval('#head .title', (head) => head.textContent), title);
        assert.deepEqual(await page.evaluate(seen, gone), []);
        await setPopup('');
        await page.close();
      });
    }

    // Chromium's question is a window of its own, out of reach of every driver.
    if (browser === 'Firefox') {
      test('asks the reader before a site is cleaned by itself, and does as told', async () => {
        const page = await hand.open(`${site.url}news/?asked`);
        await hand.clickUntil(page, 'cleaned');
        const panel = await openPanel(hand, page);
        const modes = async () => (await hand.send({ type: 'remembered' })).done.sites[SITE]?.mode;
        await panel.click('label:has([value="auto"])');
        await hand.answer(false);
        await panel.until(() => document.querySelector('[name="mode"]:checked')?.value === 'click');
        assert.equal(await modes(), undefined);
        await panel.click('label:has([value="auto"])');
        await hand.answer(true);
        await panel.until(() => document.querySelector('[name="mode"]:checked')?.value === 'auto');
        // The button is pressed at once, and the site's mode follows when the browser has the answer.
        await hand.until(page, ({ mode }) => mode === 'auto');
        assert.equal(await modes(), 'auto');
        await page.reload();
        await hand.until(page, ({ state }) => state === 'cleaned');
        await panel.close();
        await page.close();
      });
    }
  });
}
