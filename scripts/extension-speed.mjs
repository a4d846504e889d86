// Times the extension in Chromium from the message that says "clean" until the page is heard to be clean, beside
// Readability.js on the same pages in the same run, both cold: every page in a fresh tab, the background awake.
//
//   node scripts/extension-speed.mjs [--pages 24] [--rounds 3] [--data ../shared/data/wcxb-dev]
//
// Of several rounds a page's shortest time counts, for each by itself. Pages are served without their scripts and
// pictures. The three steps are timed where they run; what is left of the whole is the messages' way, the injection of
// the script and the sheet, and what the browser draws meanwhile. Then, on a page of 5,000 elements, the longest task of
// the page's main thread.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';
import { start } from '../tests/extension/support.js';
import { buildAll } from './build.mjs';
import { ROOT, say } from './shell.mjs';
import { filesUnder } from './stamp.mjs';

const KEYS = ['took', 'work', 'snapshot', 'clean', 'hide', 'parsed'];
const INERT = "default-src 'none'; style-src 'unsafe-inline'";
const HEADERS = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': INERT };

function option(name, fallback) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : process.argv[at + 1];
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Pages of the data folder, spread evenly, or those of the tests. */
function pages() {
  const folder = resolve(option('data', join(ROOT, '../shared/data/wcxb-dev')), 'html');
  if (!existsSync(folder)) {
    const own = filesUnder('tests/extension/pages').filter((name) => name.endsWith('index.html'));
    return own.map((name) => readFileSync(join(ROOT, name), 'utf8'));
  }
  const names = readdirSync(folder).sort();
  const count = Number(option('pages', 24));
  const step = Math.max(1, Math.floor(names.length / count));
  const chosen = names.filter((_, at) => at % step === 0).slice(0, count);
  return chosen.map((name) => gunzipSync(readFileSync(join(folder, name))).toString('utf8'));
}

/** A page of some 5,000 elements: an article, and what stands around it. */
function large() {
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const sentence = (i) =>
    `Ferry ${i} sailed on ${days[i % 7]} with ${37 * i + 12} people, and ${i % 90} of them went on by train. `;
  const paragraphs = Array.from(
    { length: 200 },
    (_, i) => `<p>${[0, 1, 2, 3, 4].map((at) => sentence(5 * i + at)).join('')}</p>`,
  );
  const teasers = Array.from(
    { length: 1150 },
    (_, i) => `<li class="teaser"><a href="/${i}"><b>Story ${i}</b></a> <i>Today</i></li>`,
  );
  return `<!doctype html><title>Ferry</title><nav>Home</nav><article><h1>Ferry to sail again</h1>
    ${paragraphs.join('')}</article><ul>${teasers.join('')}</ul>`;
}

async function serve(all) {
  const server = createServer(({ url }, response) => {
    const page = all[Number(url.slice(1).split('?')[0])];
    response.writeHead(page === undefined ? 404 : 200, HEADERS).end(page ?? '');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

/** Readability.js as one script that times itself. */
async function readability() {
  const contents = `import { Readability } from '@mozilla/readability';
    const copy = document.cloneNode(true);
    const start = performance.now();
    new Readability(copy).parse();
    globalThis.took = performance.now() - start;`;
  const stdin = { contents, resolveDir: ROOT };
  const { outputFiles } = await bundle({ stdin, bundle: true, format: 'iife', write: false });
  return outputFiles[0].text;
}

/** Runs in a page of the extension: how long it takes until a tab's page is clean, in milliseconds. */
async function cleaned(message) {
  const start = performance.now();
  const settled = new Promise((done) => {
    const hear = ({ type, state }, { tab }) => {
      if (type !== 'changed' || state === 'working' || state === 'idle' || tab?.id !== message.tab)
        return;
      chrome.runtime.onMessage.removeListener(hear);
      done({ took: performance.now() - start, state });
    };
    chrome.runtime.onMessage.addListener(hear);
  });
  const { failed, done } = await chrome.runtime.sendMessage(message);
  if (failed) return { code: failed.code };
  return { ...(await settled), steps: done.took };
}

/** In a page: when the browser has drawn it and is at rest, as it is when a reader clicks. */
const drawn = () =>
  new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done)));
  });

/** One page in fresh tabs; null where it was not cleaned. */
async function measure(hand, address, script) {
  const tab = await hand.open(address);
  // The click gives the right to the page, and is taken back by the load: what is timed next is as cold as can be.
  await hand.click(tab);
  await hand.until(tab, ({ state }) => !['idle', 'working'].includes(state));
  await tab.reload();
  await tab.evaluate(drawn);
  const message = { type: 'clean', tab: hand.tabOf(tab), anyway: true };
  const { took, state, code, steps } = await hand.evaluate(cleaned, message);
  await tab.close();
  if (state !== 'cleaned') say(`  ${address}: ${state ?? code}`);
  if (state !== 'cleaned') return null;
  const other = await hand.open(`${address}?readability`);
  await other.evaluate(drawn);
  const parsed = await other.evaluate(script).then(() => other.evaluate('globalThis.took'));
  await other.close();
  return { ...steps, took, work: steps.snapshot + steps.clean + steps.hide, parsed };
}

/** The shortest times of every page that was cleaned. */
async function compare(hand, url, count, rounds) {
  const script = await readability();
  const rows = [];
  for (let at = 0; at < count; at += 1) {
    const found = [];
    for (let round = 0; round < rounds; round += 1) {
      const row = await measure(hand, `${url}${at}`, script);
      if (!row) break;
      found.push(row);
    }
    const least = (key) => Math.min(...found.map((row) => row[key]));
    if (found.length > 0) rows.push(Object.fromEntries(KEYS.map((key) => [key, least(key)])));
  }
  return rows;
}

/** The longest task of a page's main thread while it is cleaned and marked; 0 when none took 50 ms. */
async function longestTask(hand, url) {
  const tab = await hand.open(url);
  await tab.evaluate(() => {
    globalThis.tasks = [];
    const note = (list) => {
      for (const { duration } of list.getEntries()) globalThis.tasks.push(duration);
    };
    new PerformanceObserver(note).observe({ type: 'longtask' });
    return new Promise((done) => requestIdleCallback(done, { timeout: 2000 }));
  });
  await hand.clickUntil(tab, 'cleaned');
  await hand.until(tab, ({ search }) => search === 'found');
  await hand.clickUntil(tab, 'idle');
  const longest = await tab.evaluate(() => Math.max(0, ...globalThis.tasks));
  await tab.close();
  return longest;
}

await buildAll();
const all = pages();
const site = await serve([...all, large()]);
const hand = await start('Chromium');
try {
  const rows = await compare(hand, site.url, all.length, Number(option('rounds', 3)));
  const of = (key) => median(rows.map((row) => row[key])).toFixed(1);
  const ratio = (key) => median(rows.map((row) => row[key] / row.parsed)).toFixed(2);
  say(`${rows.length} pages, medians in ms, cold:`);
  say(`  snapshot ${of('snapshot')}, cleaning ${of('clean')}, hiding ${of('hide')}`);
  say(`  all three             ${of('work')}, page by page ${ratio('work')} of Readability.js`);
  say(`  to the cleaned page   ${of('took')}, page by page ${ratio('took')}`);
  say(`  Readability.js        ${of('parsed')}`);
  const tasks = [];
  for (let i = 0; i < 5; i += 1)
    tasks.push(await longestTask(hand, `${site.url}${all.length}?${i}`));
  const list = tasks.map((task) => task.toFixed(0)).join(', ');
  say(`Longest tasks on a page of 5,000 elements, of 50 ms and more: ${list} ms`);
} finally {
  await hand.close();
  site.close();
}
