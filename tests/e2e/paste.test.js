// From a page's text to its article: paste, type, drop, pick, example.

import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inBrowsers, PAGE } from './support.js';

const TITLE = 'Lighthouse keeper retires after forty winters on the rock';
const FIRST = 'came ashore on Monday with two suitcases';

inBrowsers('paste', (scenario, browser) => {
  // Firefox does not tell of workers.
  if (browser === 'Chromium') {
    scenario('the cleaner is there before anything is asked of it', async (desk) => {
      for (const end = Date.now() + 10_000; Date.now() < end; ) {
        if (desk.page.workers().length > 0) break;
        await new Promise((next) => setTimeout(next, 50));
      }
      assert.equal(desk.page.workers().length, 1);
    });
  }

  scenario('a pasted page becomes its article', async (desk) => {
    await desk.paste(PAGE);
    await desk.reading();
    assert.equal(await desk.text('#head .title'), TITLE);
    assert.match(await desk.text('#head .line'), /Orla Quill/);
    assert.equal(
      await desk.page.$eval('#head time', (time) => time.dateTime.slice(0, 10)),
      '2025-03-03',
    );
    const body = await desk.body();
    assert.ok(body.includes(FIRST));
    assert.ok(body.includes('The parrot, who is called Admiral'));
    for (const cut of ['Facebook', 'Advertisement', 'Leave a comment', 'All rights reserved']) {
      assert.ok(!body.includes(cut), `${cut} is not in the article`);
    }
    assert.deepEqual(desk.errors, []);
  });

  scenario('a paste anywhere on the page replaces what was there', async (desk) => {
    await desk.example();
    await desk.paste(PAGE, null);
    await desk.waitForText('#head .title', TITLE);
    assert.ok(!(await desk.body()).includes('Saltmarsh'));
  });

  scenario('what is typed is cleaned with Ctrl+Enter', async (desk) => {
    await desk.page.focus('#box');
    await desk.page.keyboard.type(
      'The mayor opened the new bridge on Friday, two years after the flood took the old one.',
    );
    await desk.press('Control+Enter');
    await desk.reading();
    assert.match(await desk.text('main'), /opened the new bridge/);
  });

  scenario('typing alone is cleaned after a pause, without leaving the box', async (desk) => {
    await desk.page.focus('#box');
    await desk.page.keyboard.type(
      'The mayor opened the new bridge on Friday, two years after the flood took the old one.',
    );
    await desk.waitForText('#found', 'kept');
    assert.equal(await desk.page.evaluate(() => document.activeElement.id), 'box');
  });

  scenario('the example is an article with everything else struck', async (desk) => {
    await desk.example();
    assert.match(await desk.text('#head .title'), /the night ferry comes back to Saltmarsh/);
    assert.match(await desk.text('#head .line'), /Maren Oldcastle and Tobias Frey/);
    const body = await desk.body();
    assert.ok(body.includes('The town council voted on Wednesday evening'));
    assert.ok(body.includes('In July I shall find out how Brahms ends.'));
    assert.ok(!body.includes('Sign up for our newsletter'));
    assert.ok(!body.includes('Votre adresse e-mail'));
  });

  scenario('a dropped text file is read', async (desk) => {
    await desk.drop('page.md', Buffer.from(PAGE), 'text/markdown');
    await desk.reading();
    assert.equal(await desk.text('#head .title'), TITLE);
  });

  scenario('a dropped file in UTF-16 is read by its byte order mark', async (desk) => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(PAGE, 'utf16le')]);
    await desk.drop('page.txt', bytes);
    await desk.reading();
    assert.equal(await desk.text('#head .title'), TITLE);
  });

  scenario('a chosen file is read', async (desk) => {
    const path = join(await mkdtemp(join(tmpdir(), 'copydesk-')), 'lighthouse.txt');
    await writeFile(path, PAGE);
    const input = await desk.page.$('#file');
    await input.uploadFile(path);
    await desk.reading();
    assert.equal(await desk.text('#head .title'), TITLE);
  });

  scenario('an article in Arabic is set from right to left', async (desk) => {
    const line =
      'وصل حارس المنارة الأخير إلى الشاطئ يوم الاثنين ومعه حقيبتان وببغاء ودفتر يوميات، وقال إنه كان ينوي البقاء موسما واحدا فقط ثم أراد أن يرى كيف يكون الموسم التالي.';
    await desk.paste(
      `حارس المنارة يتقاعد بعد أربعين شتاء\n\n${line}\n\n${line.replace('الأخير', 'العجوز')}\n`,
    );
    await desk.reading();
    const { dir, lang } = await desk.page.$eval('#article', ({ dir, lang }) => ({ dir, lang }));
    assert.deepEqual({ dir, lang }, { dir: 'rtl', lang: 'ar' });
  });

  scenario('headline, authors and length stand above the text', async (desk) => {
    await desk.example('article');
    assert.match(await desk.text('#head .line'), /\d+(–\d+)? min/);
    assert.match(await desk.text('#head .line'), /[\d,]+ words/);
    assert.match(await desk.page.title(), /Saltmarsh/);
  });
});
