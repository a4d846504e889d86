// Takes the README's picture of the page: the example, article and blue pencil side by side.
// Run by hand, after a build, when the page's look changes.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { findChrome } from './browsers.mjs';
import { serve } from './serve.mjs';
import { ROOT } from './shell.mjs';

const site = await serve(process.argv[2] ?? 'dist/www');
const browser = await puppeteer.launch({ executablePath: findChrome(), args: ['--no-sandbox'] });
const page = await browser.newPage();
await page.setViewport({ width: 1320, height: 820 });
await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
await page.goto(site.url);
await page.waitForSelector('html:not(.waking)');
await page.click('#example');
await page.waitForSelector('html[data-view="both"] .piece');
await page.waitForFunction(() => CSS.highlights.get('copydesk-person')?.size > 0);
await page.hover('.piece.cut');
await page.waitForSelector('#why:not([hidden])');
await mkdir(join(ROOT, 'docs'), { recursive: true });
await page.screenshot({ path: join(ROOT, 'docs/screenshot.png') });
await browser.close();
await site.close();
