// What the scenarios share: the two browsers, a page of its own for each, the reader's hands.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { findChrome, findFirefox } from '../../scripts/browsers.mjs';
import { serve } from '../../scripts/serve.mjs';

const SITE = process.env.COPYDESK_SITE ?? 'dist/www';

/** How each browser is started; downloads go to a folder that the tests read. */
const BROWSERS = {
  Chromium: (downloads) => ({
    executablePath: findChrome(),
    args: ['--no-sandbox', '--headless=new', '--disable-background-networking', '--no-first-run'],
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
  }),
  Firefox: (downloads) => ({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    extraPrefsFirefox: {
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      'dom.events.testing.asyncClipboard': true,
    },
  }),
};

/**
 * Runs the same scenarios in both browsers.
 *
 * @param {string} title
 * @param {(scenario: (name: string, work: (desk: Desk) => Promise<void>, options?: object) => void, browser: string) => void} tell
 *   names the scenarios; each gets a fresh page, and an own profile
 * @param {string[]} [names] the browsers
 */
export function inBrowsers(title, tell, names = Object.keys(BROWSERS)) {
  for (const name of names) {
    describe(`${title}, ${name}`, { timeout: 300_000 }, () => {
      let shared;
      before(async () => {
        shared = await start(name);
      });
      after(() => shared?.stop());
      const scenario = (what, work, options) =>
        test(what, { timeout: 90_000, ...options }, async () => {
          const desk = await open(shared, options);
          try {
            await work(desk);
          } finally {
            await desk.close();
          }
        });
      tell(scenario, name);
    });
  }
}

async function start(name) {
  const downloads = await mkdtemp(join(tmpdir(), 'copydesk-'));
  const site = await serve(SITE);
  const browser = await puppeteer.launch({
    protocolTimeout: 120_000,
    ...BROWSERS[name](downloads),
  });
  return {
    name,
    site,
    browser,
    downloads,
    async stop() {
      await browser.close();
      await site.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

/** A page of its own, in a profile of its own. */
async function open(
  shared,
  { site = shared.site, width = 1280, height = 800, settings = {}, path = '' } = {},
) {
  const context = await shared.browser.createBrowserContext({
    downloadBehavior: { policy: 'allow', downloadPath: shared.downloads },
  });
  if (shared.name === 'Chromium') {
    const rights = ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write'];
    await context.overridePermissions(new URL(site.url).origin, rights);
  }
  const page = await context.newPage();
  const desk = new Desk(page, shared, site);
  page.on('pageerror', (error) => desk.errors.push(error.message));
  page.on('request', (request) => desk.requests.push(request.url()));
  await page.setViewport({ width, height });
  await page.goto(site.url + path);
  if (Object.keys(settings).length > 0) {
    await page.evaluate(
      (saved) => localStorage.setItem('copydesk', JSON.stringify(saved)),
      settings,
    );
    await page.reload();
  }
  await page.waitForSelector('html:not(.waking)');
  desk.close = () => context.close();
  return desk;
}

/** The page in the hands of a reader. */
export class Desk {
  errors = [];
  requests = [];

  constructor(page, { name, downloads }, site) {
    this.page = page;
    this.browser = name;
    this.downloads = downloads;
    this.site = site;
  }

  /** Presses a chord such as `Control+Shift+KeyZ`. */
  async press(chord) {
    const keys = chord.split('+');
    for (const key of keys) await this.page.keyboard.down(key);
    for (const key of keys.reverse()) await this.page.keyboard.up(key);
  }

  /** Pastes by keyboard from the real clipboard, into the box or, without one, into the page. */
  async paste(text, into = '#box') {
    await this.page.bringToFront();
    await this.page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
    if (into) await this.page.focus(into);
    else await this.page.evaluate(() => document.activeElement.blur());
    await this.press('Control+v');
  }

  /** Pastes a page as a browser puts it on the clipboard: as HTML and as text. */
  async pastePage(html, text) {
    await this.page.bringToFront();
    await this.page.evaluate(
      (...parts) => {
        const types = ['text/html', 'text/plain'];
        const blobs = types.map((type, i) => [type, new Blob([parts[i]], { type })]);
        return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      },
      html,
      text,
    );
    await this.page.evaluate(() => document.activeElement.blur());
    await this.press('Control+v');
  }

  /** The same by an event of its own, with the HTML as it is: browsers tidy what they put on the clipboard. */
  pasteEvent(data, into = 'body') {
    return this.page.evaluate(
      (types, where) => {
        const clipboardData = new DataTransfer();
        for (const [type, value] of Object.entries(types)) clipboardData.setData(type, value);
        const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
        // Firefox takes none at its making.
        Object.defineProperty(event, 'clipboardData', { value: clipboardData });
        document.querySelector(where).dispatchEvent(event);
      },
      data,
      into,
    );
  }

  /** Pastes a line many times over: too much for some systems' clipboard, so the event is made. */
  pasteLarge(line, times) {
    return this.page.evaluate(
      (words, count) => {
        const event = new Event('paste', { bubbles: true, cancelable: true });
        const getData = (type) => (type === 'text/html' ? '' : words.repeat(count));
        const clipboardData = { getData, files: [] };
        Object.defineProperty(event, 'clipboardData', { value: clipboardData });
        document.querySelector('#box').dispatchEvent(event);
      },
      line,
      times,
    );
  }

  /** Drops a file of these bytes on the page. */
  drop(name, bytes, type = 'text/plain') {
    return this.page.evaluate(
      (file, content, kind) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([new Uint8Array(content)], file, { type: kind }));
        const options = { dataTransfer, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent('drop', options));
      },
      name,
      [...bytes],
      type,
    );
  }

  async example(view = 'both') {
    await this.page.click('#example');
    await this.reading();
    await this.show(view);
  }

  /** Waits until an article is on screen. */
  async reading() {
    await this.page.waitForFunction(() => document.documentElement.dataset.view !== 'paste');
    await this.settled();
  }

  async show(view) {
    await this.page.evaluate(
      (name) => document.querySelector(`button[data-view="${name}"]`).click(),
      view,
    );
  }

  /** Waits until the worker has answered and the views have followed. */
  settled() {
    return this.page.waitForSelector('main[aria-busy="false"]');
  }

  text(selector) {
    return this.page.$eval(selector, (element) => element.textContent);
  }

  body() {
    return this.page.$eval('#body', (element) => element.textContent);
  }

  hidden(selector) {
    return this.page.$eval(selector, (element) => !element.checkVisibility());
  }

  /** The piece of the blue pencil that has these words: whether it is cut, and its label. */
  piece(words) {
    return this.page.evaluate((part) => {
      const piece = [...document.querySelectorAll('.piece')].find((one) =>
        one.textContent.includes(part),
      );
      return (
        piece && {
          cut: piece.classList.contains('cut'),
          name: piece.textContent,
          label: piece.querySelector('.tag')?.textContent,
        }
      );
    }, words);
  }

  async clickPiece(words) {
    await this.page.evaluate((part) => {
      const piece = [...document.querySelectorAll('.piece')].find((one) =>
        one.textContent.includes(part),
      );
      piece.scrollIntoView({ block: 'center' });
      piece.click();
    }, words);
    await this.settled();
  }

  async waitForText(selector, words) {
    await this.page.waitForFunction(
      (where, what) => document.querySelector(where)?.textContent.includes(what),
      {},
      selector,
      words,
    );
  }

  /** What lies on the clipboard, by type. */
  clipboard() {
    return this.page.evaluate(async () => {
      const found = {};
      for (const item of await navigator.clipboard.read()) {
        for (const type of item.types) found[type] = await (await item.getType(type)).text();
      }
      return found;
    });
  }

  /** Chooses from the export menu, and waits for the page to say that it is done. */
  async export(what, format) {
    await this.page.click('#export summary');
    await this.page.waitForSelector('#export[open]');
    await this.page.click(`#export [data-do="${what}"][data-format="${format}"]`);
    await this.waitForText('#toast', what === 'copy' ? 'Copied' : 'Downloaded');
  }

  /** Waits for a finished download whose name ends so, and returns its name and content. */
  async download(ending) {
    for (let tries = 0; tries < 100; tries++) {
      const name = (await readdir(this.downloads)).find((file) => file.endsWith(ending));
      const content = name && (await readFile(join(this.downloads, name), 'utf8'));
      if (content) return { name, content };
      await new Promise((next) => setTimeout(next, 100));
    }
    throw new Error(`no download that ends with ${ending}`);
  }
}

/** An article of a page, with page furniture around it, for tests that need their own words. */
export const PAGE = `Home
News
Sport
Sign in | Subscribe

Lighthouse keeper retires after forty winters on the rock

By Orla Quill
Published 3 March 2025

Share this article
Facebook Twitter WhatsApp

The last keeper of the Fennel Rock lighthouse came ashore on Monday with two suitcases, a parrot and a logbook of 14,600 nights.

Anselm Grey, 66, had kept the lamp since the winter of 1985, when the previous keeper left for a warmer island and never wrote. “I meant to stay for one season,” he told the people who had come to the pier. “Then I wanted to see how the next one would be.”

Advertisement

The lamp itself has been automatic for years, and from April a company in the harbour town will watch it by radio. Nobody will live on the rock, which is eighty metres long and has one tree.

The parrot, who is called Admiral, is expected to find the mainland quiet. Grey has rented a flat that looks out over the bay, from where, he said, he can see the light well enough to know whether it is doing its work.

Related articles
Ten harbour cafés that open before six
Why gulls like red cars

Leave a comment
Your email address will not be published.

© 2025 The Fennel Post. All rights reserved.
`;
