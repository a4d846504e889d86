// The panel in both browsers, over real pages with the real background: what a reader clicks, and what comes of it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openPanel, pageAt } from './own.js';
import { expectationsByName, seen } from './pages.js';
import { BROWSER_NAMES, withSite } from './support.js';

const PAGES = await expectationsByName();
const TEASER = 'The floating hotel that never floated';

for (const browser of BROWSER_NAMES) {
  describe(`panel, ${browser}`, { timeout: 600_000 }, () => {
    let site;
    let hand;

    withSite(browser, { permitted: true }, (opened) => {
      ({ site, hand } = opened);
    });

    /** A page of the site with the panel over it. */
    const over = async (name, work) => {
      const page = await hand.open(`${site.url}${name}/`);
      const panel = await openPanel(hand, page);
      try {
        await work(panel, page);
      } finally {
        await panel.close();
        await page.close();
      }
    };
    const cleaned = (name, work) =>
      over(name, async (panel, page) => {
        await panel.click('#act');
        await panel.state('cleaned');
        await work(panel, page);
      });

    test('cleans a page, shows its head, and puts it back', () =>
      over('news', async (panel, page) => {
        const { title, visible, gone } = PAGES.news;
        assert.equal(await panel.text('#plain-title'), 'This page is as it came');
        await panel.click('#act');
        await panel.state('cleaned');
        assert.equal(await panel.text('#head .title'), title);
        assert.equal(await panel.text('#head .by'), 'Tilda Ravensworth');
        assert.match(await panel.text('#head time'), /2025/);
        assert.match(await panel.text('#head .line'), /min.*words/);
        assert.deepEqual(await page.evaluate(seen, gone), []);
        await panel.click('#undo');
        await panel.state('idle');
        assert.deepEqual(await page.evaluate(seen, [...visible, ...gone]), [...visible, ...gone]);
      }));

    test('says what was removed and why, and shows it again in its place', () =>
      cleaned('news', async (panel, page) => {
        const id = await panel.piece(TEASER);
        const reason = await panel.text(`details:has([data-piece="${id}"]) h3`);
        assert.equal(reason, 'Other stories');
        assert.equal(await panel.text('#cuts-count'), String(await count(panel, '[data-piece]')));
        assert.deepEqual(await page.evaluate(seen, [TEASER]), []);
        await panel.press(id, 'show');
        await panel.page.waitForSelector(`[data-piece="${id}"].shown`);
        assert.deepEqual(await page.evaluate(seen, [TEASER]), [TEASER]);
        // The button that was pressed has become its opposite, under the same finger.
        assert.match(await panel.focused(), /data-does="hide"/);
        const exported = () => hand.ask(page, 'export', { format: 'text' });
        assert.ok((await exported()).includes(TEASER), 'what is shown goes with the article');
        await panel.press(id, 'scroll');
        await panel.press(id, 'hide');
        await panel.page.waitForSelector(`[data-piece="${id}"]:not(.shown)`);
        assert.deepEqual(await page.evaluate(seen, [TEASER]), []);
        assert.ok(!(await exported()).includes(TEASER));
      }));

    test('keeps a piece on this site for good, until that is taken back', async () => {
      await cleaned('news', async (panel, page) => {
        const id = await panel.piece(TEASER);
        await panel.press(id, 'keep');
        await panel.says(`[data-piece="${id}"]`, 'Always kept on this site');
        assert.deepEqual(await page.evaluate(seen, [TEASER]), [TEASER]);
      });
      await cleaned('news', async (panel, page) => {
        assert.deepEqual(await page.evaluate(seen, [TEASER]), [TEASER]);
        const { done } = await hand.send({ type: 'remembered' });
        assert.equal(done.sites['127.0.0.1'].corrections.length, 1);
        await hand.send({ type: 'forget', site: '127.0.0.1' });
        await panel.click('#undo');
        await panel.state('idle');
      });
      await cleaned('news', async (_, page) => {
        assert.deepEqual(await page.evaluate(seen, [TEASER]), []);
      });
    });

    test('lists names, searches them, and goes through their mentions', () =>
      cleaned('news', async (panel, page) => {
        await panel.click('#tab-names');
        await panel.until(() => document.querySelectorAll('#names-list .go').length > 5);
        await panel.page.focus('#names-search');
        await panel.page.keyboard.type('OYELA');
        await panel.until(() => document.querySelectorAll('#names-list .go').length === 1);
        assert.equal(await panel.text('#names-list .name'), 'Maureen Oyelaran');
        await panel.click('#names-list .go');
        await panel.says('#step', 'Maureen Oyelaran: 1 of');
        const isInSight = () => {
          const [range] = CSS.highlights.get('copydesk-current') ?? [];
          const { top, bottom } = range?.getBoundingClientRect() ?? { top: -1 };
          return range?.toString() === 'Maureen Oyelaran' && top >= 0 && bottom <= innerHeight;
        };
        // Frames come seldom to a page behind another one.
        await page.waitForFunction(isInSight, { polling: 100 });
        assert.ok((await yellowIn(page, panel)) > 500, 'the mention is painted');
        await panel.page.$eval('#names-search', (input) => input.select());
        await panel.page.keyboard.type('zzz');
        await panel.until(() => !document.querySelector('#names-none').hidden);
      }));

    test('switches kinds of names off and on, in the page too', () =>
      cleaned('news', async (panel, page) => {
        await panel.click('#tab-names');
        await panel.page.waitForSelector('#kinds [value="person"]');
        const marks = () => page.evaluate(() => CSS.highlights.get('copydesk-person')?.size ?? 0);
        assert.ok((await marks()) > 0);
        await panel.click('#kinds [value="person"]');
        await panel.until(() => !document.querySelector('#names-list [data-kind="person"]'));
        assert.equal(await marks(), 0);
        await panel.click('#kinds [value="person"]');
        await panel.until(
          () => document.querySelector('#names-list [data-kind="person"]') !== null,
        );
        assert.ok((await marks()) > 0);
        const { done } = await hand.send({ type: 'settings' });
        assert.equal(done.kinds, null);
      }));

    test('copies as Markdown, text and HTML', () =>
      cleaned('news', async (panel) => {
        for (const [format, name] of [
          ['markdown', 'Markdown'],
          ['text', 'Text'],
          ['html', 'HTML'],
        ]) {
          await panel.click(`[data-format="${format}"]`);
          await panel.says('#toast', `Copied as ${name}.`);
          const held = await hand.clipboard(panel.page);
          if (format === 'markdown') assert.match(held['text/plain'], /^# Old grain harbour/);
          if (format === 'text') assert.match(held['text/plain'], /^Old grain harbour/);
          if (format === 'html') assert.match(held['text/html'], /<h1>Old grain harbour/);
          assert.ok(!held['text/plain'].includes('Kestrel'));
        }
      }));

    test('opens the article in the reader page, which fetches nothing', () =>
      cleaned('news', async (panel) => {
        await panel.click('#tab-names');
        await panel.page.waitForSelector('#names-list .go');
        const before = site.requests.length;
        await panel.click('#reader');
        const reader = await pageAt(hand, `${await base(panel)}reader/reader.html#`);
        await reader.waitForSelector('#body p');
        assert.equal(await reader.$eval('#head .title', (e) => e.textContent), PAGES.news.title);
        const text = await reader.$eval('#body', (e) => e.textContent);
        assert.match(text, /will open to swimmers in June next year/);
        assert.doesNotMatch(text, /Kestrel/);
        await reader.bringToFront();
        await reader.click('#names-open');
        await reader.click('#names-list .go');
        await reader.waitForSelector('#stepper:not([hidden])');
        assert.equal(site.requests.length, before);
        await reader.close();
      }));

    test('leaves a front page alone, unless the reader insists', () =>
      over('front', async (panel, page) => {
        const { visible } = PAGES.front;
        await panel.click('#act');
        await panel.state('not-article');
        assert.equal(await panel.text('#plain-title'), 'This does not look like an article');
        assert.deepEqual(await page.evaluate(seen, visible), visible);
        assert.equal(await panel.text('#act'), 'Clean anyway');
        await panel.click('#act');
        await panel.state('cleaned');
      }));

    test('follows what happens elsewhere: the button, another address', () =>
      over('news', async (panel, page) => {
        await hand.ask(page, 'clean', {});
        await panel.state('cleaned');
        await page.goto(`${site.url}blog/`);
        await panel.state('idle');
        await panel.click('#act');
        await panel.state('cleaned');
        assert.equal(await panel.text('#head .title'), PAGES.blog.title);
      }));

    test('switches a site off and on', () =>
      over('news', async (panel) => {
        await panel.click('label:has([value="off"])');
        await panel.says('#plain-title', 'Copydesk is off on this site');
        await panel.click('#act');
        await panel.says('#plain-title', 'This page is as it came');
      }));

    test('says what to do where it may not go', async () => {
      const blank = await hand.open();
      const panel = await openPanel(hand, blank);
      await panel.until(() => document.querySelector('#act:not([hidden])') !== null);
      await panel.click('#act');
      await panel.state('failed');
      assert.match(await panel.text('#plain-hint'), /Click its button in the toolbar/);
      assert.equal(await panel.text('#act'), 'Try again');
      await panel.close();
      await blank.close();
    });

    test('works by keyboard', () =>
      cleaned('news', async (panel) => {
        const { page } = panel;
        await page.focus('#tab-cuts');
        await page.keyboard.press('ArrowRight');
        assert.match(await panel.focused(), /id="tab-names"/);
        assert.equal(await page.$eval('#cuts', (e) => e.hidden), true);
        await page.waitForSelector('#names-list .go');
        await page.focus('#names-list .go');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        await page.waitForSelector('#names-list .entity:nth-child(2) .go[aria-current]');
        await page.focus('#undo');
        await page.keyboard.press('Enter');
        await panel.state('idle');
        assert.match(await panel.focused(), /id="plain-title"/);
      }));

    test('is open to everybody: axe finds nothing, light and dark, and 280 pixels are enough', () =>
      over('news', async (panel) => {
        const { page } = panel;
        await page.setViewport({ width: 280, height: 700 });
        const check = async (what) => {
          for (const theme of ['light', 'dark']) {
            await page.evaluate((name) => {
              document.documentElement.dataset.theme = name;
            }, theme);
            assert.deepEqual(await panel.objections(), [], `${what}, ${theme}`);
          }
          assert.ok(await panel.fits(), `${what} fits`);
        };
        await check('idle');
        await panel.click('#act');
        await panel.state('cleaned');
        await page.evaluate(() => {
          for (const group of document.querySelectorAll('details')) group.open = true;
        });
        await check('cuts');
        await panel.click('#tab-names');
        await page.waitForSelector('#names-list .go');
        await panel.click('#names-list .go');
        await page.waitForSelector('#stepper:not([hidden])');
        await check('names');
      }));
  });
}

const count = (panel, selector) =>
  panel.page.evaluate((all) => document.querySelectorAll(all).length, selector);

const base = (panel) => panel.page.evaluate(() => chrome.runtime.getURL(''));

/** How many pixels of what a page shows are yellow, as the current mention is; the panel counts them. */
async function yellowIn(page, panel) {
  await page.bringToFront();
  const picture = await page.screenshot({ encoding: 'base64' });
  await panel.page.bringToFront();
  return panel.page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
    canvas.drawImage(image, 0, 0);
    const { data: pixels } = canvas.getImageData(0, 0, image.width, image.height);
    let yellow = 0;
    for (let i = 0; i < pixels.length; i += 4) {
      if (pixels[i] > 220 && pixels[i + 1] > 200 && pixels[i + 2] < 120) yellow += 1;
    }
    return yellow;
  }, picture);
}
