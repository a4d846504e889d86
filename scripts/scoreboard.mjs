// npm run scoreboard: entities of this package beside those of compromise and wink-nlp, in one run.
// Speed is measured in a worker in Chromium, accuracy with the scorer of the shared data.

import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build as bundle } from 'esbuild';
import puppeteer from 'puppeteer-core';
import { chromeArguments, findChrome } from './browsers.mjs';
import { build } from './build.mjs';
import { serve } from './serve.mjs';
import { CACHE, ROOT, say } from './shell.mjs';

const SHARED = join(ROOT, '../shared');
const GOLD = join(SHARED, 'data/entities/evaluation/worldwide-dev.jsonl');
const SCORER = join(SHARED, 'score/entities.py');
const FOLDER = join(CACHE, 'scoreboard');
const NAMES = ['copydesk', 'compromise', 'wink-nlp'];
const WORDS = 5000;
const RUNS = 7;
/** A frame of 60 in a second, in milliseconds. */
const FRAME = 16;

const run = promisify(execFile);

/** The articles of the measuring set. */
async function articles() {
  const lines = (await readFile(GOLD, 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** The first articles, up to so many words. */
function text(all, words) {
  const found = all
    .map((article) => article.text)
    .join('\n\n')
    .matchAll(/\S+/g);
  let end = 0;
  let count = 0;
  for (const { index, 0: word } of found) {
    if (count++ === words) break;
    end = index + word.length;
  }
  return all
    .map((article) => article.text)
    .join('\n\n')
    .slice(0, end);
}

/** Serves a worker for each program, and gives `measure(name, text)` and what else `work` needs. */
async function inWorkers(work) {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await bundle({
    absWorkingDir: ROOT,
    entryPoints: NAMES.map((name) => `scripts/scoreboard/${name}.js`),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    loader: { '.bin': 'file', '.wasm': 'file' },
    outdir: FOLDER,
    logLevel: 'error',
  });
  await writeFile(join(FOLDER, 'index.html'), '<!doctype html><meta charset="utf-8">');
  const site = await serve(FOLDER);
  const browser = await puppeteer.launch({
    executablePath: findChrome(),
    args: chromeArguments(),
    headless: true,
    protocolTimeout: 600_000,
  });
  try {
    const page = await browser.newPage();
    await page.goto(`${site.url}index.html`);
    return await work((name, texts) => page.evaluate(ask, name, texts));
  } finally {
    await browser.close();
    await site.close();
  }
}

/** In the page: the mentions in each text, and how long each took, from question to answer. */
async function ask(name, texts) {
  const worker = new Worker(`${name}.js`, { type: 'module' });
  const answer = () =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
    });
  await answer();
  const answers = [];
  for (const text of texts) {
    const started = performance.now();
    const reply = answer();
    worker.postMessage(text);
    const { mentions, took } = await reply;
    answers.push({ mentions, took, waited: performance.now() - started });
  }
  worker.terminate();
  return answers;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** What the scorer says of a program's mentions: F1 by kind. */
async function score(name, all, answers) {
  const lines = all.map(({ id, text }, i) => {
    // Code points, where JavaScript counts UTF-16.
    const points = (at) => [...text.slice(0, at)].length;
    const ents = answers[i].mentions.map(([start, end, kind]) => [
      points(start),
      points(end),
      kind,
    ]);
    return JSON.stringify({ id, ents });
  });
  const file = join(FOLDER, `${name}.jsonl`);
  await writeFile(file, lines.join('\n'));
  const f1 = async (map) => {
    const { stdout } = await run('python3', [SCORER, GOLD, file, '--map', map]);
    return Object.fromEntries(
      [...stdout.matchAll(/^(\w+) +[\d.]+ +[\d.]+ +([\d.]+)/gm)].map(([, kind, f]) => [kind, f]),
    );
  };
  const [three, coarse] = [await f1('three'), await f1('coarse')];
  return { ...coarse, three: three.ALL };
}

async function main() {
  await build();
  const all = await articles();
  const long = text(all, WORDS);
  const rows = await inWorkers(async (measure) => {
    const rows = [];
    for (const name of NAMES) {
      const timed = await measure(name, Array(RUNS + 2).fill(long));
      const took = median(timed.slice(2).map((answer) => answer.took));
      const waited = median(timed.slice(2).map((answer) => answer.waited));
      const answers = await measure(
        name,
        all.map((article) => article.text),
      );
      rows.push({ name, took, waited, f1: await score(name, all, answers) });
    }
    return rows;
  });
  const kinds = ['three', 'PER', 'ORG', 'LOC', 'NORP', 'DATE', 'MONEY'];
  say(`| | words a second | ms for ${WORDS} words | ${kinds.join(' | ')} |`);
  say(`|${'---|'.repeat(kinds.length + 3)}`);
  for (const { name, took, waited, f1 } of rows) {
    const speed = Math.round((1000 * WORDS) / took);
    const cells = kinds.map((kind) => f1[kind] ?? '–');
    say(`| ${name} | ${speed} | ${waited.toFixed(1)} | ${cells.join(' | ')} |`);
  }
  const [own, compromise] = rows;
  say(
    `\n${(compromise.took / own.took).toFixed(1)} times as fast as compromise; at least 5 wanted.`,
  );
  say(`${own.waited.toFixed(1)} ms from question to answer; a frame is ${FRAME}.`);
}

await main();
