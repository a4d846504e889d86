// Speed budgets, as ratios within one run: natively by benches/ratios.rs, and the wasm against it.

import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { attempt, CACHE, ROOT } from './shell.mjs';

const WASM_BUDGET = 2.5;
const WARM_UP = 50;
const TURNS = 150;

const BENCH = ['bench', '--bench', 'ratios'];
const env = { CARGO_TERM_COLOR: 'never' };

/**
 * Times the npm package beside the native core, turn by turn, so that a machine that is slower for
 * a while is slower for both; the shortest time of each counts.
 *
 * @returns {Promise<number>} the time of the wasm in those of the native core
 */
async function wasmRatio() {
  const pages = join(CACHE, 'pages.txt');
  const native = spawn('cargo', [...BENCH, '--', '--beside', pages], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise((done) => native.on('close', done));
  const lines = createInterface({ input: native.stdout })[Symbol.asyncIterator]();
  const nativeOnce = async () => {
    native.stdin.write('\n');
    return Number((await lines.next()).value);
  };
  const copydesk = await import(pathToFileURL(join(ROOT, 'pkg/copydesk.js')).href);
  await copydesk.init();
  await nativeOnce();
  const text = await readFile(pages, 'utf8');
  const wasmOnce = () => {
    const start = performance.now();
    copydesk.cleanText(text);
    return (performance.now() - start) * 1000;
  };
  for (let i = 0; i < WARM_UP; i += 1) wasmOnce();
  const times = { native: [], wasm: [] };
  for (let i = 0; i < TURNS; i += 1) {
    times.native.push(await nativeOnce());
    times.wasm.push(wasmOnce());
  }
  native.stdin.end();
  await ended;
  return Math.min(...times.wasm) / Math.min(...times.native);
}

/** Every budget, one line each, with how many are kept. */
export async function checkSpeed() {
  await mkdir(CACHE, { recursive: true });
  const { status, output, stdout } = await attempt('cargo', BENCH, { env });
  if (!stdout.includes('budget')) {
    return { status: status || 1, output, table: '', passed: 0, failed: 0 };
  }
  const ratio = await wasmRatio();
  const verdict = ratio <= WASM_BUDGET ? 'ok' : 'OVER';
  const line = `${'wasm with its result in JS / native'.padEnd(44)}${ratio.toFixed(2).padStart(8)}  budget ${WASM_BUDGET.toFixed(2)}  ${verdict}`;
  const table = `${stdout.trim()}\n${line}`;
  const count = (word) => [...table.matchAll(new RegExp(` ${word}$`, 'gm'))].length;
  return { status: 0, output, table, passed: count('ok'), failed: count('OVER') };
}
