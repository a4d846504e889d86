// For everybody: axe finds nothing, the keyboard reaches everything, narrow windows fit, and the
// page's own policy keeps everything on the device.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { inBrowsers, PAGE } from './support.js';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe objects to, as short lines. */
async function objections(desk) {
  const found = await desk.page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
    );
  });
  return found;
}

inBrowsers('access', (scenario) => {
  scenario('the tab order begins with a way past the bar', async (desk) => {
    await desk.page.keyboard.press('Tab');
    assert.equal(await desk.page.evaluate(() => document.activeElement.className), 'skip');
    await desk.page.keyboard.press('Enter');
    assert.equal(await desk.page.evaluate(() => document.activeElement.id), 'main');
  });

  scenario('menus open and close by keyboard and give the focus back', async (desk) => {
    await desk.page.focus('#type summary');
    await desk.page.keyboard.press('Enter');
    assert.equal(await desk.page.$eval('#type', ({ open }) => open), true);
    await desk.page.keyboard.press('Tab');
    await desk.page.keyboard.press('Escape');
    assert.equal(await desk.page.$eval('#type', ({ open }) => open), false);
    assert.equal(await desk.page.evaluate(() => document.activeElement.tagName), 'SUMMARY');
  });

  for (const width of [320, 360, 768]) {
    scenario(
      `nothing sticks out of a window ${width} pixels wide`,
      async (desk) => {
        const fits = () =>
          desk.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
        assert.equal(await fits(), true, 'the desk');
        await desk.example('article');
        assert.equal(await fits(), true, 'the article');
        await desk.show('pencil');
        assert.equal(await fits(), true, 'the blue pencil');
        await desk.page.click('#export summary');
        assert.equal(await fits(), true, 'the menu');
      },
      { width, height: 640 },
    );
  }

  scenario('nothing leaves the origin, and the policy would not let it', async (desk) => {
    await desk.example();
    const origin = new URL(desk.site.url).origin;
    assert.deepEqual(
      desk.requests.filter((url) => /^(https?|wss?):/.test(url) && !url.startsWith(origin)),
      [],
    );
    const policy = await desk.page.$eval(
      'meta[http-equiv="Content-Security-Policy"]',
      (meta) => meta.content,
    );
    for (const part of [
      "default-src 'none'",
      "connect-src 'self'",
      "require-trusted-types-for 'script'",
    ]) {
      assert.ok(policy.includes(part), part);
    }
    const outcome = await desk.page.evaluate(() =>
      fetch('https://example.org/').then(
        () => 'sent',
        () => 'refused',
      ),
    );
    assert.equal(outcome, 'refused');
  });

  scenario('no inline script runs', async (desk) => {
    const ran = await desk.page.evaluate(() => {
      const script = document.createElement('script');
      try {
        script.textContent = 'globalThis.ran = true';
        document.body.append(script);
      } catch {}
      return globalThis.ran === true;
    });
    assert.equal(ran, false);
  });
  for (const theme of ['light', 'dark', 'sepia']) {
    scenario(
      `axe finds nothing, ${theme}`,
      async (desk) => {
        await desk.page.evaluate(AXE);
        assert.deepEqual(await objections(desk), [], 'the desk');
        await desk.page.click('#clean');
        await desk.page.waitForSelector('#problem:not([hidden])');
        assert.deepEqual(await objections(desk), [], 'a problem');
        await desk.paste(PAGE);
        await desk.reading();
        await desk.clickPiece('Why gulls like red cars');
        assert.deepEqual(await objections(desk), [], 'both views');
        await desk.page.click('#type summary');
        assert.deepEqual(await objections(desk), [], 'the settings');
        await desk.page.setViewport({ width: 360, height: 700 });
        await desk.show('pencil');
        assert.deepEqual(await objections(desk), [], 'the blue pencil, narrow');
        await desk.show('article');
        assert.deepEqual(await objections(desk), [], 'the article, narrow');
      },
      { settings: { theme, view: 'both' } },
    );
  }
});
