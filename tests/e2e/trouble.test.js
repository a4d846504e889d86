// When things go wrong: clear words, nothing lost, the page goes on.

import assert from 'node:assert/strict';
import { siteWithout } from './site-without.js';
import { inBrowsers, PAGE } from './support.js';

const problem = async (desk) => {
  await desk.page.waitForSelector('#problem:not([hidden])');
  return desk.text('#problem');
};

inBrowsers('trouble', (scenario, browser) => {
  scenario('nothing to clean: a friendly word', async (desk) => {
    await desk.page.click('#clean');
    assert.match(await problem(desk), /Nothing to clean yet/);
  });

  scenario('a file that is no text is named as such', async (desk) => {
    await desk.drop('photo.png', Buffer.from([137, 80, 78, 71, 0, 0]), 'image/png');
    assert.match(await problem(desk), /not text.*image\/png/s);
    await desk.drop('data.txt', Buffer.from([1, 0, 2, 0, 255, 254, 0, 0]), 'text/plain');
    await desk.waitForText('#problem', 'This file is not text');
  });

  scenario('a file in an old encoding says what to do', async (desk) => {
    await desk.drop('alt.txt', Buffer.from('Die K\xfcste im Winter', 'latin1'));
    assert.match(await problem(desk), /UTF-8/);
  });

  scenario('fifty megabytes: the error names the limit and the text stays', async (desk) => {
    await desk.pasteLarge('A line of some words that fill the page.\n', 1_280_000);
    assert.match(await problem(desk), /52 MB, and the limit is \d+ MB/);
    assert.match(await desk.text('#chip-size'), /52 MB of text/);
    assert.match(await desk.text('#chip-head'), /A line of some words/);
  });

  const strange = {
    'lone surrogates': ['A line with half a pair: \ud83d and another \udc00 half.\n', 20],
    NULs: ['\0\0\0\u0001', 500],
    'white space': [' \n\t\u2028', 50],
    'one line of ten megabytes': [
      'The boats came back one by one and nobody counted them. ',
      180_000,
    ],
    'a million lines of one letter': ['a\n', 1_000_000],
    'scripts in both directions': [
      'The word שלום and the word سلام stand in one line.\n\u202e',
      30,
    ],
  };
  for (const [name, [words, times]] of Object.entries(strange)) {
    scenario(`${name}: an article or a clear word, and the page goes on`, async (desk) => {
      await desk.pasteLarge(words, times);
      await desk.page.waitForFunction(
        () =>
          document.documentElement.dataset.view !== 'paste' ||
          !document.querySelector('#problem').hidden,
        { timeout: 80_000 },
      );
      assert.deepEqual(desk.errors, []);
      await desk.paste(PAGE, null);
      await desk.waitForText('#head .title', 'Lighthouse keeper');
    });
  }

  scenario('a long clean can be cancelled, and the text stays', async (desk) => {
    await desk.pasteLarge(
      'The harbour master counted the boats again on Friday evening.\n\n',
      400_000,
    );
    await desk.page.waitForSelector('#work:not([hidden])');
    assert.match(await desk.text('#work-label'), /Reading 25 MB/);
    await desk.page.$eval('#cancel', (button) => button.click());
    assert.equal(await desk.hidden('#work'), true);
    assert.equal(await desk.hidden('#problem'), true);
    assert.match(await desk.text('#chip-size'), /25 MB/);
    await desk.page.$eval('#clear', (button) => button.click());
    await desk.paste(PAGE);
    await desk.reading();
    assert.match(await desk.text('#head .title'), /Lighthouse keeper/);
  });

  scenario(
    'a cleaner that cannot start says so, keeps the text, and starts later',
    async (desk) => {
      const site = await siteWithout('.wasm', 500);
      try {
        await desk.page.goto(site.url);
        await desk.page.waitForSelector('html:not(.waking)');
        await desk.paste(PAGE);
        assert.match(await problem(desk), /Something went wrong/);
        assert.equal(await desk.page.$eval('#box', (box) => box.value), PAGE);
        site.heal();
        await desk.page.click('#clean');
        await desk.reading();
        assert.match(await desk.text('#head .title'), /Lighthouse keeper/);
      } finally {
        await site.close();
      }
    },
  );

  if (browser === 'Chromium') {
    scenario('a crash of the worker loses nothing', async (desk) => {
      await desk.paste(PAGE);
      await desk.reading();
      const [worker] = desk.page.workers();
      await worker.evaluate(() => {
        setTimeout(() => {
          throw new Error('a crash made for the test');
        });
      });
      await new Promise((next) => setTimeout(next, 300));
      await desk.show('pencil');
      await desk.clickPiece('Why gulls like red cars');
      await desk.waitForText('#body', 'Why gulls like red cars');
      assert.match(await desk.text('#body'), /two suitcases/);
    });
  }
});
