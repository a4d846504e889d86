// Names on the page: marked in the article, gone through, switched, corrected, kept, exported;
// all with the real core and the real model.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { serve } from '../../scripts/serve.mjs';
import { GERMAN, NAMES, siteWithout } from './entities-support.js';
import { inBrowsers } from './support.js';

const SITE = process.env.COPYDESK_SITE ?? 'dist/www';
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What is marked as one kind, in the article's order. */
const marked = (desk, kind) =>
  desk.page.evaluate((name) => {
    const ranges = [...(CSS.highlights.get(`copydesk-${name}`) ?? [])].map((one) => {
      const range = document.createRange();
      range.setStart(one.startContainer, one.startOffset);
      range.setEnd(one.endContainer, one.endOffset);
      return range;
    });
    ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
    return ranges.map(String);
  }, kind);

/** Waits until the marks of a kind are these. */
async function marks(desk, kind, expected) {
  let now;
  for (let tries = 0; tries < 150; tries++) {
    now = await marked(desk, kind);
    if (JSON.stringify(now) === JSON.stringify(expected)) return;
    await new Promise((next) => setTimeout(next, 100));
  }
  assert.deepEqual(now, expected);
}

const PEOPLE = ['Maria Hofer', 'Peter Novak', 'Hofer', 'Novak', 'Clara Lindt', 'Hofer'];
const PLACES = ['Vienna', 'Danube', 'Vienna', 'Budapest', 'Austria', 'Hungary', 'Vienna'];

const reading = async (desk, text = NAMES) => {
  await desk.paste(text);
  await desk.reading();
};
const open = async (desk, text) => {
  await reading(desk, text);
  await desk.page.click('#names-open');
  await desk.page.waitForSelector('#names-list .entity');
};
const row = (desk, name) =>
  desk.page.evaluateHandle(
    (who) =>
      [...document.querySelectorAll('.entity')].find(
        (one) => one.querySelector('.name').textContent === who,
      ),
    name,
  );
const go = async (desk, name) => (await (await row(desk, name)).$('.go')).click();
const more = async (desk, name) => {
  await (await (await row(desk, name)).$('.more')).click();
  await desk.page.waitForSelector('#card:popover-open');
};
const names = (desk) =>
  desk.page.$$eval('#names-list .name', (all) => all.map((one) => one.textContent));
/** Clicks into the middle of a mark. */
const clickMark = async (desk, kind, index) => {
  const at = await desk.page.evaluate(
    (name, i) => {
      const one = [...CSS.highlights.get(`copydesk-${name}`)][i];
      const range = document.createRange();
      range.setStart(one.startContainer, one.startOffset);
      range.setEnd(one.endContainer, one.endOffset);
      const { left, top, width, height } = range.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    },
    kind,
    index,
  );
  await desk.page.mouse.click(...at);
  await desk.page.waitForSelector('#card:popover-open');
};
const choose = async (desk, what, format) => {
  await desk.page.click('#export summary');
  await desk.page.click(`#export [data-do="${what}"][data-format="${format}"]`);
  await desk.page.waitForSelector('#toast.shown');
};
const importWords = async (desk, text, name = 'words.csv') => {
  const path = join(desk.downloads, `in-${name}`);
  await writeFile(path, text);
  await (await desk.page.$('#words-file')).uploadFile(path);
};

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

  scenario('a click on a mark corrects it, for good, and that survives a reload', async (desk) => {
    await reading(desk);
    await marks(desk, 'organization', ['Reuters', 'Alpenstahl AG', 'European Union', 'Reuters']);
    await clickMark(desk, 'organization', 0);
    assert.equal(await desk.text('#card-name'), 'Reuters');
    await desk.page.$eval('#card [value="always"]', (radio) => radio.click());
    await desk.page.select('#card-kind', 'work');
    await marks(desk, 'work', ['Reuters', 'Reuters']);
    await marks(desk, 'organization', ['Alpenstahl AG', 'European Union']);
    await desk.page.reload();
    await desk.reading();
    await marks(desk, 'work', ['Reuters', 'Reuters']);
    await desk.page.evaluate(() => document.querySelector('#reader .forget').click());
    await desk.waitForText('#toast', 'Your own words stay');
    await reading(desk);
    await marks(desk, 'work', ['Reuters', 'Reuters']);
  });

  scenario('a mark is taken off for this article alone', async (desk) => {
    await open(desk);
    await more(desk, 'Vienna');
    await desk.page.click('#card-remove');
    const without = PLACES.filter((name) => name !== 'Vienna');
    await marks(desk, 'place', without);
    await desk.page.reload();
    await desk.reading();
    await marks(desk, 'place', without);
    await reading(desk, NAMES.replace('old harbour', 'new harbour'));
    await marks(desk, 'place', PLACES);
  });

  scenario('look-ups are plain links that tell nothing of the page', async (desk) => {
    await open(desk);
    await more(desk, 'Maria Hofer');
    const links = await desk.page.$$eval('#card a', (all) =>
      all.map(({ href, target, rel }) => ({ href, target, rel })),
    );
    const plain = { target: '_blank', rel: 'noopener noreferrer' };
    assert.deepEqual(links, [
      { href: 'https://en.wikipedia.org/w/index.php?search=Maria%20Hofer', ...plain },
      { href: 'https://www.wikidata.org/w/index.php?search=Maria%20Hofer', ...plain },
    ]);
    await desk.page.keyboard.press('Escape');
    assert.equal(
      await desk.page.evaluate(() => document.activeElement.ariaLabel),
      'Change or look up Maria Hofer',
    );
    await more(desk, '€5 million');
    assert.equal(await desk.hidden('#card-links'), true);
    assert.ok(desk.requests.every((url) => !/wiki/.test(url)));
  });

  scenario('words go out as CSV and come back, and faults are told by line', async (desk) => {
    await open(desk);
    await desk.page.click('#words-open');
    const csv = 'text,kind\r\nbuilders,group\r\n"Lindt, Clara",person\r\nVienna,none\r\n';
    await importWords(desk, csv);
    await desk.waitForText('#toast', 'Took in 3 words');
    await marks(desk, 'group', ['Hungarian', 'builders']);
    assert.ok(!(await marked(desk, 'place')).includes('Vienna'));
    await desk.page.click('#words-export');
    assert.equal((await desk.download('copydesk-words.csv')).content, csv);
    await importWords(desk, 'text,kind\nDanube,river\nnew,place\n--,none\n');
    await desk.waitForText('#words-problem', 'Line 2: “river” is no kind');
    assert.match(
      await desk.text('#words-problem'),
      /Nothing was taken in.*Line 4: the name has no/s,
    );
    assert.equal((await desk.page.$$('#words-list li')).length, 3);
    await desk.page.reload();
    await desk.page.waitForSelector('#names-list .entity');
    assert.equal((await desk.page.$$('#words-list li')).length, 3);
    await desk.page.click('#words-open');
    await desk.page.click('#words-forget');
    await marks(desk, 'group', ['Hungarian']);
    await desk.page.reload();
    await marks(desk, 'place', PLACES);
    assert.equal((await desk.page.$$('#words-list li')).length, 0);
  });

  scenario('a word is added, changed and removed in the dialog', async (desk) => {
    await open(desk);
    await desk.page.click('#words-open');
    await desk.page.type('#word', 'old harbour');
    await desk.page.select('#word-kind', 'place');
    await desk.page.keyboard.press('Enter');
    await marks(desk, 'place', [...PLACES, 'old harbour']);
    await desk.page.select('#words-list select', 'work');
    await marks(desk, 'work', ['old harbour']);
    await desk.page.click('#words-list button');
    await marks(desk, 'work', []);
  });

  scenario('exports have the entities', async (desk) => {
    await open(desk);
    await choose(desk, 'copy', 'linked');
    const markdown = (await desk.clipboard())['text/plain'];
    assert.ok(markdown.includes('[Maria Hofer](https://en.wikipedia.org/w/index.php?search=Maria'));
    assert.equal(markdown.match(/\[Vienna\]/g).length, 1);
    await choose(desk, 'download', 'json');
    const { content, name } = await desk.download('.json');
    assert.match(name, /^hofer-and-novak/);
    const article = JSON.parse(content);
    const hofer = article.entities.find((entity) => entity.name === 'Maria Hofer');
    assert.equal(hofer.role, 'Chancellor');
    const [{ start, end }] = hofer.mentions;
    assert.equal(article.text.slice(start, end), 'Maria Hofer');
    assert.equal(article.searched, 'names');
    await choose(desk, 'download', 'csv');
    const csv = (await desk.download('danube.csv')).content.split('\r\n');
    assert.equal(csv[0], 'id,kind,name,value,role,start,end,text');
    assert.equal(csv[1], `${hofer.id},person,Maria Hofer,,Chancellor,${start},${end},Maria Hofer`);
  });

  scenario('in another language the panel says what is not searched', async (desk) => {
    await open(desk, GERMAN);
    assert.match(await desk.text('#names-note'), /in German. Names are found in English only/);
    await marks(desk, 'date', ['Montag', '12. Mai 1985']);
    await marks(desk, 'person', []);
  });

  scenario(
    'a model that is not there: a word in the panel, and the article is fine',
    async (desk) => {
      const site = await siteWithout('entities.bin');
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
        site.heal();
        await desk.page.click('#names-open');
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

  scenario('by keyboard alone', async (desk) => {
    await reading(desk);
    await desk.page.focus('#names-open');
    await desk.page.keyboard.press('Enter');
    await desk.page.waitForSelector('#names-list .entity');
    await desk.page.focus('#names-list .go');
    await desk.page.keyboard.press('ArrowDown');
    await desk.page.keyboard.press('Enter');
    const second = (await names(desk))[1];
    assert.ok((await desk.text('#step')).startsWith(`${second}: 1 of`));
    await desk.page.keyboard.press('Tab');
    await desk.page.keyboard.press('Enter');
    await desk.page.waitForSelector('#card:popover-open');
    assert.equal(await desk.text('#card-name'), second);
    await desk.page.keyboard.press('Escape');
    assert.equal(await desk.hidden('#card'), true);
    await desk.page.keyboard.press('Escape');
    assert.equal(await desk.hidden('#names'), true);
    assert.equal(await desk.page.evaluate(() => document.activeElement.id), 'names-open');
  });

  scenario(
    'narrow: nothing sticks out, and the current mention shows above the panel',
    async (desk) => {
      const fits = () =>
        desk.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      await open(desk);
      assert.equal(await fits(), true, 'the panel');
      await go(desk, 'Hungary');
      await marks(desk, 'current', ['Hungary']);
      await new Promise((next) => setTimeout(next, 200));
      const [bottom, top] = await desk.page.evaluate(() => {
        const [one] = CSS.highlights.get('copydesk-current');
        const range = document.createRange();
        range.setStart(one.startContainer, one.startOffset);
        range.setEnd(one.endContainer, one.endOffset);
        const panel = document.querySelector('#names').getBoundingClientRect();
        return [range.getBoundingClientRect().bottom, panel.top];
      });
      assert.ok(bottom > 80 && bottom < top, `${bottom} above ${top}`);
      await more(desk, 'Hungary');
      assert.equal(await fits(), true, 'the card');
      await desk.page.keyboard.press('Escape');
      await desk.page.click('#words-open');
      assert.equal(await fits(), true, 'the words');
    },
    { width: 360, height: 700 },
  );

  for (const theme of ['light', 'dark', 'sepia']) {
    scenario(
      `axe finds nothing, ${theme}`,
      async (desk) => {
        const objections = () =>
          desk.page.evaluate(async () => {
            const { violations } = await globalThis.axe.run(document, {
              resultTypes: ['violations'],
            });
            return violations.flatMap(({ id, nodes }) =>
              nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
            );
          });
        await desk.page.evaluate(AXE);
        await open(desk);
        await go(desk, 'Vienna');
        await desk.page.click('#kinds [value="date"]');
        assert.deepEqual(await objections(), [], 'the panel');
        await more(desk, 'Vienna');
        assert.deepEqual(await objections(), [], 'the card');
        await desk.page.keyboard.press('Escape');
        await desk.page.click('#words-open');
        await desk.page.type('#word', 'harbour');
        await desk.page.keyboard.press('Enter');
        await importWords(desk, 'a,b,c');
        await desk.page.waitForSelector('#words-problem:not([hidden])');
        assert.deepEqual(await objections(), [], 'the words');
      },
      { settings: { theme, view: 'article' } },
    );
  }
});
