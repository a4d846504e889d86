// Times cleaning in Chromium beside Readability.js and Defuddle, on the same pages in the same run:
//
//   node scripts/peers.mjs [--kind article] [--pages 60] [--rounds 5] [--data ../shared/data/wcxb-dev]
//
// Warm: every page several times in one tab. Cold: each tool's first page in a fresh tab, its code loaded and its wasm
// compiled as browsers do it: each function when it is first called. After warm(): the same, with eight calls of warm()
// before, as our own page has them. Documents are parsed anew for every run, untimed. What counts are the ratios of one
// run.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { chromeArguments, findChrome } from './browsers.mjs';
import { build } from './build.mjs';
import { serve } from './serve.mjs';
import { CACHE, ROOT, say } from './shell.mjs';

const FOLDER = join(CACHE, 'peers');

/** What runs in the tab. Each tool takes a document; `whole` walks as a floor. */
const SCRIPT = `
  import { Readability } from '@mozilla/readability';
  import Defuddle from 'defuddle';
  import { cleanDocument, cleanSnapshot, init, snapshot, warm } from '../../pkg/copydesk.js';

  const walk = (page) => {
    const walker = page.createTreeWalker(page, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    let sum = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      sum += node.nodeType === 1
        ? node.localName.length + node.className.length + node.id.length
        : node.nodeValue.length;
    }
    return sum;
  };
  let taken;
  const tools = {
    walk,
    snapshot: (page) => { taken = snapshot(page); },
    cleaning: () => cleanSnapshot(taken),
    both: (page) => cleanDocument(page),
    Readability: (page) => new Readability(page).parse(),
    Defuddle: (page) => new Defuddle(page).parse(),
  };
  const parse = (html) => new DOMParser().parseFromString(html, 'text/html');
  const time = (work) => {
    const start = performance.now();
    try {
      work();
    } catch (error) {
      return error.code === 'empty-input' ? performance.now() - start : Number.NaN;
    }
    return performance.now() - start;
  };
  globalThis.once = (name, html) => {
    if (name === 'DOMParser') return time(() => parse(html));
    const page = parse(html);
    if (name === 'cleaning') tools.snapshot(page);
    return time(() => tools[name](page));
  };
  await init({ wasm: new URL('copydesk_bg.wasm', location.href) });
  if (location.search === '?warm') for (let round = 0; round < 8; round += 1) warm();
  globalThis.ready = true;`;

const NAMES = ['DOMParser', 'walk', 'snapshot', 'cleaning', 'both', 'Readability', 'Defuddle'];

function median(values) {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
}

/** Pages of one kind, spread evenly over the data. */
function pages(data, kind, count) {
  const truth = (name) =>
    JSON.parse(readFileSync(join(data, 'ground-truth', name.replace('.html.gz', '.json'))));
  const isWanted = (name) => truth(name)._internal.page_type.primary === kind;
  const folder = join(data, 'html');
  const names = readdirSync(folder).sort().filter(isWanted);
  const step = Math.max(1, Math.floor(names.length / count));
  const chosen = names.filter((_, at) => at % step === 0).slice(0, count);
  return chosen.map((name) => gunzipSync(readFileSync(join(folder, name))).toString('utf8'));
}

async function prepare() {
  await build();
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, 'app.js'), SCRIPT);
  const entryPoints = [join(FOLDER, 'app.js')];
  const outfile = join(FOLDER, 'bundle.js');
  await bundle({ entryPoints, outfile, bundle: true, format: 'esm', logLevel: 'error' });
  await writeFile(
    join(FOLDER, 'index.html'),
    '<!doctype html><meta charset="utf-8"><script type="module" src="bundle.js"></script>',
  );
  const wasm = readFileSync(join(ROOT, 'pkg/copydesk_bg.wasm'));
  await writeFile(join(FOLDER, 'copydesk_bg.wasm'), wasm);
}

async function open(browser, url) {
  const tab = await browser.newPage();
  await tab.goto(url);
  await tab.waitForFunction('globalThis.ready');
  return tab;
}

async function warm(browser, url, htmls, rounds) {
  const tab = await open(browser, url);
  const times = Object.fromEntries(NAMES.map((name) => [name, htmls.map(() => [])]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [at, html] of htmls.entries()) {
      const found = await tab.evaluate(
        (names, text) => names.map((name) => window.once(name, text)),
        NAMES,
        html,
      );
      // The first round warms up.
      for (const [i, name] of NAMES.entries()) if (round >= 0) times[name][at].push(found[i]);
    }
  }
  await tab.close();
  return NAMES.map((name) => times[name].map(median));
}

async function cold(browser, url, htmls) {
  const times = NAMES.map(() => []);
  for (const html of htmls) {
    for (const [i, name] of NAMES.entries()) {
      const tab = await open(browser, url);
      times[i].push(await tab.evaluate((tool, text) => window.once(tool, text), name, html));
      await tab.close();
    }
  }
  return times;
}

function table(title, all) {
  const peer = median(all[NAMES.indexOf('Readability')]);
  const rows = NAMES.map((name, i) => {
    const middle = median(all[i]);
    const total = all[i].reduce((sum, value) => sum + (value || 0), 0);
    const cells = [middle.toFixed(2), total.toFixed(0), (middle / peer).toFixed(2)];
    return name.padEnd(14) + cells.map((cell) => cell.padStart(12)).join('');
  });
  const head = ['median ms', 'total ms', 'ratio'].map((cell) => cell.padStart(12)).join('');
  return [title.padEnd(14) + head, ...rows].join('\n');
}

const data = resolve(option('data', join(ROOT, '../shared/data/wcxb-dev')));
if (!existsSync(data)) {
  say(`There are no pages in ${data}.`);
} else {
  await prepare();
  const htmls = pages(data, option('kind', 'article'), Number(option('pages', 60)));
  const site = await serve(FOLDER);
  const browser = await puppeteer.launch({
    executablePath: findChrome(),
    args: chromeArguments(),
    headless: true,
    protocolTimeout: 600_000,
  });
  try {
    say(`${htmls.length} pages; ratios are to Readability.js.\n`);
    say(table('warm', await warm(browser, site.url, htmls, Number(option('rounds', 5)))));
    const first = htmls.slice(0, 12);
    say(`\n${table('cold', await cold(browser, site.url, first))}`);
    say(`\n${table('after warm()', await cold(browser, `${site.url}?warm`, first))}`);
  } finally {
    await browser.close();
    await site.close();
  }
}
