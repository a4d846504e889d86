// Speed budgets, as ratios within one run: natively by benches/ratios.rs, and the wasm against it.

import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { attempt, CACHE, ROOT } from './shell.mjs';

const WASM_BUDGET = 2.5;
const WARM_UP = 50;
const RUNS = 200;

/** The shortest of many cleanings of a text by the npm package, in microseconds. */
async function wasmTime(text) {
  const copydesk = await import(pathToFileURL(join(ROOT, 'pkg/copydesk.js')).href);
  await copydesk.init();
  const once = () => {
    const start = performance.now();
    copydesk.cleanText(text);
    return (performance.now() - start) * 1000;
  };
  for (let i = 0; i < WARM_UP; i += 1) once();
  return Math.min(...Array.from({ length: RUNS }, once));
}

/** Every budget, one line each, with how many are kept. */
export async function checkSpeed() {
  await mkdir(CACHE, { recursive: true });
  const pages = join(CACHE, 'pages.txt');
  const env = { CARGO_TERM_COLOR: 'never', COPYDESK_PAGES: pages };
  const { status, output, stdout } = await attempt('cargo', ['bench', '--bench', 'ratios'], {
    env,
  });
  const native = Number(stdout.match(/^clean_text, .*: (\d+) us/m)?.[1]);
  if (!native) return { status: status || 1, output, table: '', passed: 0, failed: 0 };
  const ratio = (await wasmTime(await readFile(pages, 'utf8'))) / native;
  const verdict = ratio <= WASM_BUDGET ? 'ok' : 'OVER';
  const line = `${'wasm with its result in JS / native'.padEnd(44)}${ratio.toFixed(2).padStart(8)}  budget ${WASM_BUDGET.toFixed(2)}  ${verdict}`;
  const table = `${stdout.trim()}\n${line}`;
  const count = (word) => [...table.matchAll(new RegExp(` ${word}$`, 'gm'))].length;
  return { status: 0, output, table, passed: count('ok'), failed: count('OVER') };
}
