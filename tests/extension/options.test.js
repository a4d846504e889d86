// The options page and the reader page in both browsers, with the real background.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hostOf } from '../../extension/options/host.js';
import { Own, openOwn, pageAt } from './own.js';
import { BROWSER_NAMES, withSite } from './support.js';

const SITE = 'courier.example';
const KEPT = { id: 'kept', keep: true, path: [{ tag: 'figure' }], text: 'A harbour at dawn' };
const CUT = { id: 'cut', keep: false, path: [{ tag: 'div' }], text: 'Weather for the coast' };
const MEMORY = {
  settings: { kinds: ['person', 'place'], measure: true },
  sites: {
    [SITE]: { mode: 'click', corrections: [KEPT, CUT] },
    'quern.example': { mode: 'off', corrections: [] },
  },
};

for (const browser of BROWSER_NAMES) {
  describe(`options and reader, ${browser}`, { timeout: 600_000 }, () => {
    let site;
    let hand;
    let folder;

    withSite(browser, { permitted: true }, (opened) => {
      ({ site, hand } = opened);
    });
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'copydesk-'));
    });
    after(async () => {
      if (folder) await rm(folder, { recursive: true });
    });

    const remember = (memory) => hand.send({ type: 'remember', memory });
    const remembered = async () => (await hand.send({ type: 'remembered' })).done;
    /** The options page, in a tab beside the one that the test sends its messages from. */
    const options = async (work) => {
      const own = await openOwn(hand, 'options/options.html?test');
      try {
        await work(own);
      } finally {
        await own.close();
      }
    };
    const rows = (own) =>
      own.page.$$eval('#sites > li', (list) => list.map(({ dataset }) => dataset.site));

    test('shows sites and corrections, and forgets them one by one', async () => {
      await remember(MEMORY);
      await options(async (own) => {
        assert.deepEqual(await rows(own), [SITE, 'quern.example']);
        const row = `[data-site="${SITE}"]`;
        assert.equal(await own.text(`${row} summary`), '2 corrections');
        await own.click(`${row} summary`);
        assert.match(await own.text(`${row} details li`), /Always kept.*A harbour at dawn/);
        await own.click(`${row} [data-correction="kept"]`);
        await own.says(`${row} summary`, '1 correction');
        assert.deepEqual((await remembered()).sites[SITE].corrections, [CUT]);
        await own.click(`${row} [data-does="site"]`);
        await own.until((name) => !document.querySelector(`[data-site="${name}"]`), SITE);
        assert.ok(!Object.hasOwn((await remembered()).sites, SITE));
      });
    });

    test('sets when a site is cleaned, and adds sites by name', async () => {
      await remember(MEMORY);
      await options(async (own) => {
        await own.page.select('[data-site="quern.example"] select', 'click');
        await own.until(async () => {
          const { done } = await chrome.runtime.sendMessage({ type: 'remembered' });
          return done.sites['quern.example']?.mode !== 'off';
        });
        await own.page.focus('#site');
        await own.page.keyboard.type('not a site');
        await own.page.keyboard.press('Enter');
        await own.says('#add-problem', 'example.org');
        assert.match(await own.focused(), /id="site"/);
        await own.page.$eval('#site', (input) => input.select());
        await own.page.keyboard.type('https://Slow.Example/bread');
        await own.page.select('#mode', 'off');
        await own.page.focus('#site');
        await own.page.keyboard.press('Enter');
        await own.until(() => document.querySelector('[data-site="slow.example"]') !== null);
        assert.equal((await remembered()).sites['slow.example'].mode, 'off');
        assert.equal(await own.page.$eval('#add-problem', ({ hidden }) => hidden), true);
      });
    });

    test('sets what is marked, and the measure', async () => {
      await remember(MEMORY);
      await options(async (own) => {
        assert.equal(await own.page.$eval('#measure', ({ checked }) => checked), true);
        await own.click('#measure');
        await own.click('#kinds [value="place"]');
        await own.until(
          () => document.querySelector('[value="place"][aria-pressed="false"]') !== null,
        );
        const { settings } = await remembered();
        assert.deepEqual(settings, { kinds: ['person'], measure: false });
      });
    });

    test('imports what it exported, and nothing else', async () => {
      await remember(MEMORY);
      const good = join(folder, 'good.json');
      const bad = join(folder, 'bad.json');
      await writeFile(bad, '{"settings": {}, "sites": {"a": {"mode": "sometimes"}}}');
      await options(async (own) => {
        // What the file would hold is taken from the link that saves it.
        const exported = await own.page.evaluate(async () => {
          const { createObjectURL } = URL;
          let blob;
          URL.createObjectURL = (made) => {
            blob = made;
            return createObjectURL.call(URL, made);
          };
          document.querySelector('#export').click();
          URL.createObjectURL = createObjectURL;
          return blob.text();
        });
        assert.deepEqual(JSON.parse(exported), await remembered());
        await writeFile(good, exported);

        const file = await own.page.$('#file');
        await file.uploadFile(bad);
        await own.says('#toast', 'Nothing has changed');
        assert.deepEqual(await rows(own), [SITE, 'quern.example']);
        await own.click('#forget-all');
        await own.click('#sure [value="forget"]');
        await own.until(() => document.querySelectorAll('#sites > li').length === 0);
        assert.deepEqual((await remembered()).sites, {});
        assert.equal(await own.page.$eval('#sites-none', ({ hidden }) => hidden), false);
        await file.uploadFile(good);
        await own.until(() => document.querySelectorAll('#sites > li').length === 2);
        assert.deepEqual(await remembered(), JSON.parse(exported));
      });
    });

    test('shows the keys', async () => {
      await options(async (own) => {
        await own.says('#keys', 'Clean this page, or put it back');
        assert.equal(await own.page.$$eval('#keys dd', (list) => list.length), 2);
      });
    });

    test('options and reader are open to everybody, light and dark, and narrow', async () => {
      await remember(MEMORY);
      const check = async (own, what) => {
        for (const theme of ['light', 'dark']) {
          await own.page.evaluate((name) => {
            document.documentElement.dataset.theme = name;
          }, theme);
          assert.deepEqual(await own.objections(), [], `${what}, ${theme}`);
        }
        assert.ok(await own.fits(), `${what} fits`);
      };
      await options(async (own) => {
        await own.page.setViewport({ width: 320, height: 700 });
        await own.page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        await check(own, 'options');
      });
      const page = await hand.open(`${site.url}csp/`);
      await hand.ask(page, 'clean', {});
      await hand.until(page, ({ search }) => search === 'found');
      await hand.ask(page, 'reader');
      const base = await hand.evaluate(async () => chrome.runtime.getURL(''));
      const reader = new Own(await pageAt(hand, `${base}reader/reader.html#`));
      await reader.page.setViewport({ width: 320, height: 700 });
      await reader.page.waitForSelector('#body p');
      await check(reader, 'reader');
      await reader.click('#names-open');
      await check(reader, 'names');
      await reader.page.keyboard.press('Escape');
      assert.match(await reader.focused(), /id="names-open"/);
      await reader.close();
      await page.close();
    });

    test('the reader page says when its article is gone', async () => {
      const own = await openOwn(hand, 'reader/reader.html#nothing-of-that-name');
      assert.match(await own.text('#problem'), /no longer here/);
      await own.close();
    });
  });
}

test('a host is taken from what somebody types', () => {
  const cases = {
    'example.org': 'example.org',
    ' Example.ORG ': 'example.org',
    'https://news.example.org:8080/a?b': 'news.example.org',
    'bücher.example': 'xn--bcher-kva.example',
    '127.0.0.1': '127.0.0.1',
    localhost: 'localhost',
    word: null,
    'two words.org': null,
    'ftp://example.org': null,
    'user@example.org': null,
    'javascript:alert(1)': null,
    '': null,
  };
  for (const [typed, host] of Object.entries(cases)) assert.equal(hostOf(typed), host, typed);
});
