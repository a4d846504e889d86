// Names for everybody: by keyboard, in narrow windows, and axe finds nothing.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { go, importWords, marks, more, names, open, reading } from './entities-support.js';
import { inBrowsers } from './support.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

inBrowsers('entities access', (scenario) => {
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
