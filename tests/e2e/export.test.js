// What leaves the page, by the reader's own hand: copies, files, print.

import assert from 'node:assert/strict';
import { inBrowsers, PAGE } from './support.js';

const FIRST = 'came ashore on Monday with two suitcases';
const TITLE = 'Lighthouse keeper retires after forty winters on the rock';

inBrowsers('export', (scenario, browser) => {
  const pasted = async (desk) => {
    await desk.paste(PAGE);
    await desk.reading();
    await desk.page.bringToFront();
  };

  scenario('Copy puts formatted and plain text on the clipboard and says so', async (desk) => {
    await pasted(desk);
    await desk.page.click('#copy');
    await desk.waitForText('#toast', 'Copied');
    const copied = await desk.clipboard();
    assert.ok(copied['text/plain'].includes(FIRST));
    assert.match(copied['text/html'], /<p[^>]*>[^<]*came ashore on Monday/);
    assert.ok(!copied['text/plain'].includes('Facebook'));
  });

  scenario('Markdown is copied as text', async (desk) => {
    await pasted(desk);
    await desk.export('copy', 'markdown');
    const copied = (await desk.clipboard())['text/plain'];
    assert.ok(copied.includes(`# ${TITLE}`));
    assert.ok(copied.includes(FIRST));
  });

  scenario('downloads carry the headline in their name and the article inside', async (desk) => {
    await pasted(desk);
    await desk.export('download', 'text');
    const text = await desk.download('.txt');
    assert.match(text.name, /^lighthouse-keeper-retires/);
    assert.ok(text.content.includes(FIRST));
    await desk.export('download', 'markdown');
    assert.ok((await desk.download('.md')).content.includes(`# ${TITLE}`));
    await desk.export('download', 'html');
    assert.match((await desk.download('.html')).content, /<h1[^>]*>Lighthouse keeper/);
    await desk.export('download', 'json');
    const article = JSON.parse((await desk.download('.json')).content);
    assert.equal(article.title, TITLE);
    assert.equal(
      PAGE.slice(article.removed[0].start, article.removed[0].end),
      article.removed[0].text,
    );
  });

  scenario('exports follow the reader’s corrections', async (desk) => {
    await pasted(desk);
    await desk.show('pencil');
    await desk.clickPiece('Why gulls like red cars');
    await desk.export('copy', 'text');
    assert.ok((await desk.clipboard())['text/plain'].includes('Why gulls like red cars'));
  });

  // Firefox offers no way to look at a page as it would be printed.
  if (browser === 'Chromium')
    scenario('print shows the article alone', async (desk) => {
      await pasted(desk);
      await desk.show('pencil');
      await desk.page.emulateMediaType('print');
      assert.equal(await desk.hidden('#article .title'), false);
      for (const other of ['.bar', '#pencil', '#desk', '.keeping'])
        assert.equal(await desk.hidden(other), true, other);
    });
});
