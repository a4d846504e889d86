// The saved pages themselves, before anything is cleaned: whatever is to go can be seen, and the walls hold.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BROWSER_NAMES, inBrowser } from '../js/support.js';
import { expectations, isSharp, scrolls, seen, servePages } from './pages.js';

const PAGES = await expectations();

describe('saved pages', { timeout: 300_000 }, () => {
  let site;

  before(async () => {
    site = await servePages();
  });
  after(() => site?.close());

  for (const browser of BROWSER_NAMES) {
    test(`show what is to stay and what is to go, ${browser}`, () =>
      inBrowser(browser, 'about:blank', async (tab) => {
        for (const { name, visible, gone, scrolls: locked, sharp } of PAGES) {
          await tab.goto(`${site.url}${name}/`);
          const wanted = [...visible, ...gone];
          assert.deepEqual(await tab.evaluate(seen, wanted), wanted, name);
          if (locked) assert.equal(await tab.evaluate(scrolls), false, `${name} is locked`);
          if (sharp) assert.equal(await tab.evaluate(isSharp, sharp), false, `${name} is blurred`);
        }
      }));

    test(`change later as expected, ${browser}`, () =>
      inBrowser(browser, 'about:blank', async (tab) => {
        for (const { name, later } of PAGES.filter((page) => page.later)) {
          await tab.goto(`${site.url}${name}/`);
          if (later.call) await tab.evaluate((call) => globalThis[call](), later.call);
          else await tab.click(later.click.slice(4));
          const wanted = [...later.visible, ...later.gone];
          assert.deepEqual(await tab.evaluate(seen, wanted), wanted, name);
        }
      }));
  }
});
