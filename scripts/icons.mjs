// Draws the PNG icons of page and extension out of www/icons/icon.svg. Run by hand when the drawing changes.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findChrome } from './browsers.mjs';
import { ROOT } from './shell.mjs';

const PAGE = join(ROOT, 'www/icons');
const EXTENSION = join(ROOT, 'extension/icons');
/** Folder, file, pixels, and how much of them the drawing fills; launchers mask the rest away. */
const ICONS = [
  [PAGE, 'icon-180.png', 180, 1],
  [PAGE, 'icon-192.png', 192, 1],
  [PAGE, 'icon-512.png', 512, 1],
  [PAGE, 'maskable-512.png', 512, 0.7],
  ...[16, 32, 48, 128].map((pixels) => [EXTENSION, `${pixels}.png`, pixels, 1]),
];

const drawing = (await readFile(join(PAGE, 'icon.svg'))).toString('base64');
const browser = await puppeteer.launch({
  executablePath: findChrome(),
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
for (const [folder, name, size, share] of ICONS) {
  await page.setViewport({ width: size, height: size });
  const side = Math.round(size * share);
  const background = share < 1 ? '#fdfcf8' : 'transparent';
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${background}">
     <img width="${side}" height="${side}" src="data:image/svg+xml;base64,${drawing}">`,
  );
  await page.screenshot({ path: join(folder, name), omitBackground: true });
}
await browser.close();
