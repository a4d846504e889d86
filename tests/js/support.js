// What the tests of the package share: inputs, the command's results, a project that has the
// package installed, and the two browsers.

import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import puppeteer from 'puppeteer-core';
import { chromeArguments, findChrome, findFirefox } from '../../scripts/browsers.mjs';
import { serve } from '../../scripts/serve.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const run = promisify(execFile);

/** Texts by name: the fixtures, and what strings can do to offsets. */
export async function inputs() {
  const folder = join(ROOT, 'tests/fixtures');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt'));
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]);
  const prose = 'The ferry will sail twice a day from the first of May, the port authority said.';
  return {
    ...Object.fromEntries(await Promise.all(texts)),
    emoji: `👩‍👩‍👧 A family 😀 headline 🇳🇱\n\n${prose} 😀\n\n😀 ${prose}\n\nShare 🔗`,
    arabic: `\u202bالعبّارة تبحر مرتين في اليوم\u202c\n\n${prose}\n\nشارك هذا المقال`,
    crlf: `Headline\r\n\r\n${prose}\r\n\r\n${prose} Again.\r\n\r\nShare`,
    lone: `\ud83d Headline \ude00\n\n${prose} \ud800\n\n\udc00${prose}`,
    controls: `Head\ufeff\u0000line\u200b\n\n${prose}\u0007\f${prose} More.\u2028End`,
  };
}

/** The whole results of the native command for the same texts, as it prints them. */
export async function nativeResults(texts) {
  const build = ['build', '--all-features', '--bin', 'copydesk', '--message-format=json'];
  const { stdout } = await run('cargo', build, { cwd: ROOT, maxBuffer: 1 << 28 });
  const messages = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const { executable } = messages.findLast((message) => message.executable);
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-'));
  try {
    // A lone surrogate has no UTF-8; TextEncoder writes U+FFFD, in the file as for the wasm.
    for (const [name, text] of Object.entries(texts)) {
      await writeFile(join(folder, name), new TextEncoder().encode(text));
    }
    const files = Object.keys(texts).map((name) => join(folder, name));
    const args = ['clean', '--input', 'text', '--output', 'jsonl', ...files];
    const { stdout } = await run(executable, args, { maxBuffer: 1 << 28 });
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return Object.fromEntries(Object.keys(texts).map((name, i) => [name, lines[i].article]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A folder of files with the package in its `node_modules`, as npm would put it there. */
export async function project(files) {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-'));
  await cp(join(ROOT, 'pkg'), join(folder, 'node_modules/copydesk'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

export { join, serve };

const BROWSERS = {
  Chromium: { executablePath: findChrome(), args: chromeArguments(), headless: true },
  Firefox: { browser: 'firefox', executablePath: findFirefox(), headless: true },
};

export const BROWSER_NAMES = Object.keys(BROWSERS);

/** Opens an address in a browser and gives the page to `work`. */
export async function inBrowser(name, address, work) {
  const browser = await puppeteer.launch({ protocolTimeout: 120_000, ...BROWSERS[name] });
  try {
    const page = await browser.newPage();
    await page.goto(address);
    return await work(page);
  } finally {
    await browser.close();
  }
}
