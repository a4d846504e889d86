// Names on the page: marked in the article, listed, switched, found again; with the real core and
// model.

import assert from 'node:assert/strict';
import { serve } from '../../scripts/serve.mjs';
import {
  FINNISH,
  GERMAN,
  go,
  marks,
  names,
  open,
  PEOPLE,
  PLACES,
  reading,
  row,
} from './entities-support.js';
import { siteWithout } from './site-without.js';
import { inBrowsers } from './support.js';

const SITE = process.env.COPYDESK_SITE ?? 'dist/www';

inBrowsers('entities', (scenario, browser) => {
  scenario('marks appear after a paste and follow a restored piece', async (desk) => {
    await reading(desk);
    await marks(desk, 'person', PEOPLE);
    await marks(desk, 'place', PLACES);
    await marks(desk, 'money', ['€5 million']);
    await desk.show('both');
    await desk.clickPiece('Queen Margrethe');
    await desk.waitForText('#body', 'Queen Margrethe');
    await marks(desk, 'place', [...PLACES, 'Vienna']);
    await desk.page.click('#undo');
    await marks(desk, 'place', PLACES);
    assert.deepEqual(desk.errors, []);
  });

  scenario('the list says what there is, and goes through the mentions', async (desk) => {
    await open(desk);
    const hofer = await (await row(desk, 'Maria Hofer')).evaluate((one) => one.textContent);
    assert.match(hofer, /person · Chancellor.*3/);
    const money = await (await row(desk, '€5 million')).evaluate((one) => one.textContent);
    assert.match(money, /sum · 5000000 EUR/);
    await go(desk, 'Maria Hofer');
    await marks(desk, 'current', ['Maria Hofer']);
    assert.equal(await desk.text('#step'), 'Maria Hofer: 1 of 3');
    await desk.page.keyboard.press('Enter');
    await marks(desk, 'current', ['Hofer']);
    assert.equal(await desk.text('#step'), 'Maria Hofer: 2 of 3');
    await desk.page.click('#step-back');
    await marks(desk, 'current', ['Maria Hofer']);
    await desk.page.click('#step-back');
    assert.equal(await desk.text('#step'), 'Maria Hofer: 3 of 3');
    assert.equal(await desk.page.$eval('#step', ({ role }) => role), 'status');
  });

  scenario('the list is sorted and searched', async (desk) => {
    await open(desk);
    assert.equal((await names(desk))[0], 'Maria Hofer');
    await desk.page.select('#names-sort', 'name');
    assert.deepEqual(
      await names(desk),
      (await names(desk)).toSorted(new Intl.Collator('en').compare),
    );
    await desk.page.select('#names-sort', 'place');
    assert.deepEqual((await names(desk)).slice(0, 3), ['Maria Hofer', 'Hungarian', 'Peter Novak']);
    await desk.page.type('#names-search', 'chancell');
    assert.deepEqual(await names(desk), ['Maria Hofer']);
    await desk.page.type('#names-search', 'xyz');
    assert.equal(await desk.hidden('#names-none'), false);
  });

  scenario('kinds are switched off and on, and that is remembered', async (desk) => {
    await open(desk);
    await desk.page.click('#kinds [value="person"]');
    await marks(desk, 'person', []);
    assert.ok(!(await names(desk)).includes('Maria Hofer'));
    await desk.page.reload();
    await desk.page.waitForSelector('#names-list .entity');
    await marks(desk, 'place', PLACES);
    await marks(desk, 'person', []);
    assert.equal(
      await desk.page.$eval('#kinds [value="person"]', (one) => one.ariaPressed),
      'false',
    );
    await desk.page.click('#kinds [value="person"]');
    await marks(desk, 'person', PEOPLE);
  });

  scenario('in another language the panel says how names are searched', async (desk) => {
    await open(desk, GERMAN);
    assert.match(await desk.text('#names-note'), /in German. Names are found there less surely/);
    await marks(desk, 'date', ['Montag', '12. Mai 1985']);
    assert.ok((await names(desk)).includes('Edda Thorn'));
  });

  scenario('in a language without names the panel says so', async (desk) => {
    await open(desk, FINNISH);
    assert.match(await desk.text('#names-note'), /in Finnish. Names are not found there/);
    await marks(desk, 'person', []);
  });

  scenario(
    'a model that is not there: a word in the panel, and the article is fine',
    async (desk) => {
      const site = await siteWithout('entities.bin', 404);
      try {
        await desk.page.goto(site.url);
        await desk.page.waitForSelector('html:not(.waking)');
        await reading(desk);
        await desk.page.click('#names-open');
        await desk.waitForText('#names-note', 'did not load');
        assert.equal(await desk.hidden('#problem'), true);
        assert.match(await desk.body(), /Clara Lindt/);
        await desk.show('both');
        await desk.clickPiece('Queen Margrethe');
        assert.match(await desk.body(), /Queen Margrethe/);
        await desk.page.click('#names-open');
        await desk.waitForText('#names-note', 'did not load');
        site.heal();
        await desk.page.click('#names-again');
        await desk.page.waitForSelector('#names-list .entity');
        assert.equal(await desk.hidden('#names-note'), true);
      } finally {
        await site.close();
      }
    },
  );

  scenario('offline after the first visit, names and all', async (desk) => {
    const site = await serve(SITE);
    await desk.page.goto(site.url);
    await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await site.close();
    await desk.page.reload();
    await desk.page.waitForSelector('html:not(.waking)');
    await reading(desk);
    await marks(desk, 'person', PEOPLE);
  });

  scenario('the model is asked for only once the article shows', async (desk) => {
    const asked = () => desk.requests.some((url) => url.endsWith('entities.bin'));
    assert.equal(asked(), false);
    await reading(desk);
    await marks(desk, 'person', PEOPLE);
    // Firefox does not tell of the requests of workers.
    if (browser === 'Chromium')
      assert.ok(desk.page.workers().length > 1, 'a worker of its own for names');
  });
});
