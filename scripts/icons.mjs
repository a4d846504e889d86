// Draws the PNG icons out of www/icons/icon.svg. Run by hand when the drawing changes.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findChrome } from './browsers.mjs';
import { ROOT } from './shell.mjs';

const FOLDER = join(ROOT, 'www/icons');
/** File, pixels, and how much of them the drawing fills; launchers mask the rest away. */
const ICONS = [
  ['icon-180.png', 180, 1],
  ['icon-192.png', 192, 1],
  ['icon-512.png', 512, 1],
  ['maskable-512.png', 512, 0.7],
];

const drawing = (await readFile(join(FOLDER, 'icon.svg'))).toString('base64');
const browser = await puppeteer.launch({
  executablePath: findChrome(),
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const [name, size, share] of ICONS) {
  await page.setViewport({ width: size, height: size });
  const side = Math.round(size * share);
  const background = share < 1 ? '#fdfcf8' : 'transparent';
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${background}">
     <img width="${side}" height="${side}" src="data:image/svg+xml;base64,${drawing}">`,
  );
  await page.screenshot({ path: join(FOLDER, name), omitBackground: true });
}
await browser.close();
