// The reader's corrections of names, words of their own, look-ups, exports.

import assert from 'node:assert/strict';
import {
  clickMark,
  importWords,
  marked,
  marks,
  more,
  NAMES,
  open,
  PLACES,
  reading,
} from './entities-support.js';
import { inBrowsers } from './support.js';

inBrowsers('words', (scenario) => {
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
    await desk.export('copy', 'linked');
    const markdown = (await desk.clipboard())['text/plain'];
    assert.ok(markdown.includes('[Maria Hofer](https://en.wikipedia.org/w/index.php?search=Maria'));
    assert.equal(markdown.match(/\[Vienna\]/g).length, 3);
    await desk.export('download', 'json');
    const { content, name } = await desk.download('.json');
    assert.match(name, /^hofer-and-novak/);
    const article = JSON.parse(content);
    const hofer = article.entities.find((entity) => entity.name === 'Maria Hofer');
    assert.equal(hofer.role, 'Chancellor');
    const [{ start, end }] = hofer.mentions;
    assert.equal(article.text.slice(start, end), 'Maria Hofer');
    assert.equal(article.searched, 'names');
    await desk.export('download', 'csv');
    const csv = (await desk.download('danube.csv')).content.split('\r\n');
    assert.equal(csv[0], 'id,kind,name,value,role,text,start,end');
    assert.equal(csv[1], `${hofer.id},person,Maria Hofer,,Chancellor,Maria Hofer,${start},${end}`);
  });
});
