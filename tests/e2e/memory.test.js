// What stays on the device, what is erased, and working without a network.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../scripts/serve.mjs';
import { inBrowsers, PAGE } from './support.js';

const TEASER = 'Why gulls like red cars';
const FIRST = 'came ashore on Monday with two suitcases';
const SITE = process.env.COPYDESK_SITE ?? 'dist/www';

/** Everything that the page has stored, as one string. */
const stored = (desk) =>
  desk.page.evaluate(async () => {
    const found = [JSON.stringify({ ...localStorage })];
    for (const { name, version } of await indexedDB.databases()) {
      const database = await new Promise((done, fail) => {
        const request = indexedDB.open(name, version);
        request.onsuccess = () => done(request.result);
        request.onerror = fail;
      });
      for (const store of database.objectStoreNames) {
        const request = database.transaction(store).objectStore(store).getAll();
        await new Promise((done) => {
          request.onsuccess = done;
        });
        found.push(JSON.stringify(request.result));
      }
      database.close();
    }
    return found.join('\n');
  });

const until = async (check) => {
  for (let tries = 0; tries < 100; tries++) {
    if (await check()) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  assert.fail('it did not come about in ten seconds');
};

/** A copy of the site with another page, as a later build would make it. */
async function newerSite() {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-site-'));
  await cp(SITE, folder, { recursive: true });
  const hash = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  const newer = page.replace(/<script type="module"/, '<meta name="newer">$&');
  const worker = await readFile(join(folder, 'sw.js'), 'utf8');
  await writeFile(join(folder, 'index.html'), newer);
  await writeFile(join(folder, 'sw.js'), worker.replace(hash(page), hash(newer)));
  return folder;
}

inBrowsers('memory', (scenario) => {
  scenario('text, corrections, view and history survive a reload', async (desk) => {
    await desk.paste(PAGE);
    await desk.reading();
    await desk.show('pencil');
    await desk.clickPiece(TEASER);
    await until(async () => (await stored(desk)).includes('"keep":true'));
    await desk.page.reload();
    await desk.reading();
    assert.equal(await desk.page.evaluate(() => document.documentElement.dataset.view), 'pencil');
    assert.equal((await desk.piece(TEASER)).cut, false);
    await desk.page.click('#undo');
    await desk.settled();
    assert.equal((await desk.piece(TEASER)).cut, true);
  });

  scenario('reading settings are remembered', async (desk) => {
    await desk.page.click('#type summary');
    await desk.page.$eval('[name="theme"][value="sepia"]', (radio) => radio.click());
    await desk.page.$eval('[name="font"][value="sans"]', (radio) => radio.click());
    await desk.page.reload();
    const { theme, font } = await desk.page.evaluate(() => ({
      ...document.documentElement.dataset,
    }));
    assert.deepEqual({ theme, font }, { theme: 'sepia', font: 'sans' });
    assert.equal(
      await desk.page.$eval('[name="theme"][value="sepia"]', (radio) => radio.checked),
      true,
    );
  });

  scenario('Forget erases the text from the page and from the device', async (desk) => {
    await desk.paste(PAGE);
    await desk.reading();
    await until(async () => (await stored(desk)).includes(FIRST));
    await desk.show('article');
    await desk.page.$eval('#reader .forget', (button) => button.click());
    await desk.waitForText('#toast', 'Forgotten');
    assert.ok(!(await stored(desk)).includes('suitcases'));
    assert.ok(
      !(await desk.page.evaluate(() => document.documentElement.textContent)).includes('suitcases'),
    );
    await desk.page.reload();
    await desk.page.waitForSelector('html:not(.waking)');
    assert.equal(await desk.hidden('#desk'), false);
    assert.equal(await desk.page.$eval('#box', (box) => box.value), '');
  });

  scenario('after the first visit the page works with the server gone', async (desk) => {
    const site = await serve(SITE);
    await desk.page.goto(site.url);
    await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await site.close();
    await desk.page.reload();
    await desk.page.waitForSelector('html:not(.waking)');
    await desk.example();
    assert.match(await desk.text('#head .title'), /night ferry/);
  });

  scenario(
    'a new version takes over whole, at the load after the one that fetched it',
    async (desk) => {
      const folder = await newerSite();
      let current = await serve(SITE);
      const { port } = new URL(current.url);
      await desk.page.goto(current.url);
      await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
      await current.close();
      current = await serve(folder, { port: Number(port) });
      try {
        await desk.page.reload();
        assert.equal(await desk.page.$('meta[name="newer"]'), null, 'the old version, whole');
        await desk.page.evaluate(async () => {
          const registration = await navigator.serviceWorker.ready;
          while (!registration.waiting) await new Promise((next) => setTimeout(next, 50));
        });
        await desk.page.reload();
        await desk.page.waitForFunction(() => document.querySelector('meta[name="newer"]'));
        await desk.page.waitForSelector('html:not(.waking)');
        await desk.example();
        assert.match(await desk.text('#head .title'), /night ferry/);
      } finally {
        await current.close();
      }
    },
  );

  scenario('the app can be installed: manifest and icons are there', async (desk) => {
    const missing = await desk.page.evaluate(async () => {
      const address = document.querySelector('link[rel="manifest"]').href;
      const manifest = await (await fetch(address)).json();
      const wanted = [manifest.start_url, ...manifest.icons.map(({ src }) => src)];
      const answers = await Promise.all(wanted.map((path) => fetch(new URL(path, address))));
      return answers.filter(({ ok }) => !ok).map(({ url }) => url);
    });
    assert.deepEqual(missing, []);
  });
});
