// The same text gives the same article everywhere: in Node, in a page, in a worker and bundled, in
// both browsers, as the native command prints it.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { build } from 'esbuild';
import { cleanText, loadEntities, withEntities } from '../../pkg/copydesk.js';
import { BROWSER_NAMES, inBrowser, inputs, nativeResults, project, serve } from './support.js';

/** Cleans every text, finds its entities and hands over the results, or the error. */
const WORK = `
  await loadEntities(typeof wasm === 'undefined' ? {} : { wasm, model });
  globalThis.cleanAll = (texts) => Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, withEntities(cleanText(text))]),
  );`;

const FILES = {
  'plain.html': `<!doctype html><meta charset="utf-8"><title>plain</title>
    <script type="module">
      import { cleanText, loadEntities, withEntities } from './node_modules/copydesk/copydesk.js';
      ${WORK}
    </script>`,
  'worker.html': `<!doctype html><meta charset="utf-8"><title>worker</title>
    <script type="module">
      const worker = new Worker('worker.js', { type: 'module' });
      globalThis.cleanAll = (texts) => new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = (event) => reject(new Error(event.message));
        worker.postMessage(texts);
      });
    </script>`,
  'worker.js': `
    import { cleanText, loadEntities, withEntities } from './node_modules/copydesk/copydesk.js';
    const ready = loadEntities();
    onmessage = async ({ data }) => {
      await ready;
      const all = Object.entries(data).map(([name, text]) => [name, withEntities(cleanText(text))]);
      postMessage(Object.fromEntries(all));
    };`,
  'bundled.html': `<!doctype html><meta charset="utf-8"><title>bundled</title>
    <script type="module" src="bundle/app.js"></script>`,
  'app.js': `
    import { cleanText, loadEntities, withEntities } from 'copydesk';
    import model from 'copydesk/entities.bin';
    import wasm from 'copydesk/copydesk_bg.wasm';
    ${WORK}`,
};

describe('the same article', { timeout: 600_000 }, () => {
  let texts;
  let expected;
  let installed;
  let site;

  before(async () => {
    texts = await inputs();
    expected = await nativeResults(texts);
    installed = await project(FILES);
    await build({
      absWorkingDir: installed.folder,
      entryPoints: ['app.js'],
      bundle: true,
      minify: true,
      format: 'esm',
      loader: { '.bin': 'file', '.wasm': 'file' },
      outdir: 'bundle',
      logLevel: 'warning',
    });
    site = await serve(installed.folder);
  });

  after(async () => {
    await site?.close();
    await installed?.remove();
  });

  test('in Node', async () => {
    await loadEntities();
    assert.ok(Object.keys(texts).length > 10);
    let entities = 0;
    for (const [name, text] of Object.entries(texts)) {
      const article = withEntities(cleanText(text));
      assert.deepEqual(article, expected[name], name);
      entities += article.entities.length;
    }
    assert.ok(entities > 20);
  });

  test('spans slice what was given, lone surrogates and all', async () => {
    await loadEntities();
    for (const [name, text] of Object.entries(texts)) {
      const { blocks, parts, removed } = cleanText(text);
      for (const { start, end, text: shown } of removed.concat(parts, blocks)) {
        const squeezed = (s) => s.toWellFormed?.().replace(/[^\p{L}\ufffd]+/gu, '');
        assert.equal(squeezed(shown), squeezed(text.slice(start, end)), `${name}: ${start}-${end}`);
      }
    }
  });

  for (const browser of BROWSER_NAMES) {
    for (const page of ['plain', 'worker', 'bundled']) {
      test(`${page}, ${browser}`, async () => {
        const found = await inBrowser(browser, `${site.url}${page}.html`, async (tab) => {
          await tab.waitForFunction('globalThis.cleanAll');
          // As JSON: the way to the page does not keep lone surrogates.
          const json = JSON.stringify(texts);
          return tab.evaluate(
            async (all) => JSON.stringify(await window.cleanAll(JSON.parse(all))),
            json,
          );
        });
        assert.deepEqual(JSON.parse(found), expected);
      });
    }
  }
});
