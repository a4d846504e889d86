// The blue pencil: what was cut stands in its place, with its reason, and comes back.

import assert from 'node:assert/strict';
import { inBrowsers, PAGE } from './support.js';

const TEASER = 'Why gulls like red cars';
const KEPT = 'The parrot, who is called Admiral';

inBrowsers('blue pencil', (scenario) => {
  const pasted = async (desk, view = 'both') => {
    await desk.paste(PAGE);
    await desk.reading();
    await desk.show(view);
  };

  scenario('the whole paste is there, once, in its order', async (desk) => {
    await pasted(desk);
    const words = await desk.page.$$eval('.piece .words', (all) =>
      all.map((one) => one.textContent).join(' '),
    );
    assert.equal(words.replace(/\s+/g, ' ').trim(), PAGE.replace(/\s+/g, ' ').trim());
  });

  scenario('a cut is struck through and says why, not by colour alone', async (desk) => {
    await pasted(desk);
    const { cut, name, label } = await desk.piece('Facebook Twitter WhatsApp');
    assert.equal(cut, true);
    assert.equal(label, 'sharing');
    assert.match(name, /^Cut, sharing: /);
    const line = await desk.page.$eval(
      '.cut .words',
      (words) => getComputedStyle(words).textDecorationLine,
    );
    assert.equal(line, 'line-through');
  });

  scenario('hovering shows the reason, Escape hides it', async (desk) => {
    await pasted(desk);
    await (await desk.page.$('.piece.cut')).hover();
    await desk.page.waitForSelector('#why:not([hidden])');
    assert.match(await desk.text('#why'), /Click to restore/);
    await desk.page.keyboard.press('Escape');
    assert.equal(await desk.hidden('#why'), true);
  });

  scenario('a click restores a cut, and the article follows', async (desk) => {
    await pasted(desk);
    assert.ok(!(await desk.body()).includes(TEASER));
    await desk.clickPiece(TEASER);
    await desk.waitForText('#body', TEASER);
    assert.deepEqual(await desk.piece(TEASER).then(({ cut, label }) => ({ cut, label })), {
      cut: false,
      label: 'restored',
    });
  });

  scenario('a click strikes what was kept', async (desk) => {
    await pasted(desk);
    assert.ok((await desk.body()).includes(KEPT));
    await desk.clickPiece(KEPT);
    assert.ok(!(await desk.body()).includes(KEPT));
    assert.deepEqual(await desk.piece(KEPT).then(({ cut, label }) => ({ cut, label })), {
      cut: true,
      label: 'struck by you',
    });
  });

  scenario('the word count follows too', async (desk) => {
    await pasted(desk);
    const before = await desk.text('#head .line');
    await desk.clickPiece(KEPT);
    assert.notEqual(await desk.text('#head .line'), before);
  });

  scenario('undo and redo, by button and by keyboard', async (desk) => {
    await pasted(desk);
    assert.equal(await desk.page.$eval('#undo', (button) => button.disabled), true);
    await desk.clickPiece(KEPT);
    await desk.page.click('#undo');
    await desk.waitForText('#body', KEPT);
    await desk.page.click('#redo');
    await desk.page.waitForFunction(
      (words) => !document.querySelector('#body').textContent.includes(words),
      {},
      KEPT,
    );
    await desk.press('Control+z');
    await desk.waitForText('#body', KEPT);
    await desk.press('Control+Shift+z');
    await desk.page.waitForFunction(
      (words) => !document.querySelector('#body').textContent.includes(words),
      {},
      KEPT,
    );
  });

  scenario('a run of cuts comes back as one', async (desk) => {
    await pasted(desk);
    await desk.page.$eval('.run-head button', (button) => button.click());
    await desk.settled();
    assert.equal((await desk.piece('Sign in | Subscribe')).cut, false);
    assert.equal((await desk.piece(TEASER)).cut, true, 'other runs stay cut');
  });

  scenario('everything comes back at once, and one undo strikes it again', async (desk) => {
    await pasted(desk);
    await desk.page.click('#restore');
    await desk.settled();
    assert.equal(await desk.page.$('.piece.cut'), null);
    await desk.clickPiece(TEASER);
    assert.equal((await desk.piece(TEASER)).cut, true, 'the last word counts');
    await desk.page.click('#undo');
    await desk.settled();
    await desk.page.click('#undo');
    await desk.page.waitForSelector('.piece.cut');
  });

  scenario('cuts are counted for each reason, and shown by reason', async (desk) => {
    await pasted(desk, 'pencil');
    const chip = await desk.page.evaluateHandle(() =>
      [...document.querySelectorAll('#reasons button')].find((one) =>
        one.textContent.startsWith('advert'),
      ),
    );
    assert.equal(await chip.evaluate((one) => one.textContent.trim()), 'advert 1');
    await chip.evaluate((one) => one.click());
    const cuts = await desk.page.$$eval('.piece.cut .tag', (tags) =>
      tags.map((tag) => tag.textContent),
    );
    assert.deepEqual(cuts, ['advert']);
    await desk.page.click('#reasons button');
    assert.ok((await desk.page.$$('.piece.cut')).length > 5);
  });

  scenario('the keyboard alone: reach a cut, restore it, undo', async (desk) => {
    await pasted(desk, 'pencil');
    await desk.page.focus('#restore');
    let inside = false;
    for (let tabs = 0; tabs < 20 && !inside; tabs++) {
      await desk.page.keyboard.press('Tab');
      inside = await desk.page.evaluate(() => Boolean(document.activeElement.closest('#galley')));
    }
    assert.ok(inside, 'Tab reaches the galley');
    await desk.page.keyboard.press('Home');
    const current = () =>
      desk.page.evaluate(
        () => document.activeElement.querySelector?.('.words')?.textContent.trim() ?? 'button',
      );
    const seen = [];
    while ((await current()) !== 'Sport' && seen.length < 20) {
      seen.push(await current());
      await desk.page.keyboard.press(seen.length % 2 ? 'ArrowDown' : 'j');
    }
    assert.ok(seen.includes('News'), `walked over ${seen}`);
    assert.equal(
      await desk.page.evaluate(() => document.querySelectorAll('#galley [tabindex="0"]').length),
      1,
    );
    await desk.page.keyboard.press('Enter');
    await desk.settled();
    assert.equal((await desk.piece('Sport')).cut, false);
    assert.equal(await current(), 'Sport', 'the focus stays with the piece');
    await desk.page.keyboard.press(' ');
    await desk.settled();
    assert.equal((await desk.piece('Sport')).cut, true);
    await desk.press('Control+z');
    await desk.settled();
    assert.equal((await desk.piece('Sport')).cut, false);
  });
});
