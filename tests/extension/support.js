// The extension in real browsers, in the hands of a reader: it is clicked, or asked through a page of its own.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { chromeArguments, findChrome, findFirefox } from '../../scripts/browsers.mjs';
import { folderOf } from '../../scripts/extension.mjs';

export const BROWSER_NAMES = ['Chromium', 'Firefox'];

/** Known to the test beforehand, so that it can open the extension's pages. */
const FIREFOX_UUID = '5c1f7d5e-7a0e-4c6d-9a4e-2f9d0c1b7a11';
const FIREFOX_ID = 'copydesk@copydesk.invalid';

/**
 * A folder of the extension as it is built, for Firefox with the right to 127.0.0.1: no driver can click its button
 * there, and only a click gives the right to a page.
 */
async function copyOf(browser) {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-'));
  await cp(folderOf(browser), folder, { recursive: true });
  return folder;
}

async function permit(folder) {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...manifest, host_permissions: ['http://127.0.0.1/*'] }));
}

/**
 * A browser with the extension in it.
 *
 * @param {'Chromium' | 'Firefox'} name
 * @param {{permitted?: boolean}} [options] whether the extension may enter the test's pages without a click
 */
export async function start(name, { permitted = false } = {}) {
  const folder = await copyOf(name.toLowerCase());
  if (permitted || name === 'Firefox') await permit(folder);
  const hand = name === 'Chromium' ? await chromium(folder) : await firefox(folder);
  const { close } = hand;
  hand.close = async () => {
    await close.call(hand);
    await rm(folder, { recursive: true, force: true });
  };
  return hand;
}

async function chromium(folder) {
  const browser = await puppeteer.launch({
    executablePath: findChrome(),
    args: chromeArguments(),
    headless: true,
    pipe: true,
    enableExtensions: [folder],
    protocolTimeout: 120_000,
  });
  const worker = await browser.waitForTarget((target) => target.type() === 'service_worker');
  return new Chromium(browser, new URL(worker.url()).host);
}

async function firefox(folder) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    protocolTimeout: 120_000,
    extraPrefsFirefox: {
      'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_ID]: FIREFOX_UUID }),
    },
  });
  await browser.installExtension(folder);
  return new Firefox(browser, FIREFOX_UUID);
}

class Hand {
  constructor(browser, id) {
    this.browser = browser;
    this.id = id;
  }

  /** Opens a page of the extension, through which messages are sent. */
  async desk() {
    this.own ??= await this.open(`${this.scheme}://${this.id}/options/options.html`);
    return this.own;
  }

  async open(url) {
    const page = await this.browser.newPage();
    await page.goto(url);
    return page;
  }

  /** Sends a message as the extension's own pages do, and gives the answer as it came. */
  async send(message) {
    const desk = await this.desk();
    return desk.evaluate((sent) => chrome.runtime.sendMessage(sent), message);
  }

  /** Asks about a page; throws what failed. */
  async ask(page, type, fields) {
    const tab = await this.tabOf(page);
    const { done, failed } = await this.send({ type, tab, ...fields });
    if (failed) throw Object.assign(new Error(failed.message), failed);
    return done;
  }

  /** The number of a page's tab, which is found by its address. */
  async tabOf(page) {
    const desk = await this.desk();
    return desk.evaluate(async (url) => {
      const tabs = await chrome.tabs.query({});
      const open = await Promise.all(
        tabs.map(async ({ id, url: known }) => {
          if (known) return known === url;
          const found = await chrome.tabs.sendMessage(id, { type: 'view' }).catch(() => null);
          return found !== null;
        }),
      );
      return tabs.find((_, at) => open[at])?.id;
    }, page.url());
  }

  /** Waits until a page's view is as wanted, and gives it. */
  async until(page, isWanted) {
    for (let tries = 0; tries < 200; tries += 1) {
      const view = await this.ask(page, 'view');
      if (isWanted(view)) return view;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error('the view has not become what was waited for');
  }

  close() {
    return this.browser.close();
  }
}

class Chromium extends Hand {
  scheme = 'chrome-extension';

  /** Clicks the extension's button over a page, and waits until what it began is done. */
  async click(page) {
    const devtools = await this.browser.target().createCDPSession();
    const filter = [{ type: 'tab' }];
    const { targetInfos } = await devtools.send('Target.getTargets', { filter });
    const { targetId } = targetInfos.find(({ url }) => url === page.url());
    await page.bringToFront();
    await devtools.send('Extensions.triggerAction', { id: this.id, targetId });
    await devtools.detach();
  }

  /** The service worker, started if it was stopped. */
  async worker() {
    const target = await this.browser.waitForTarget((one) => one.type() === 'service_worker');
    return target.worker();
  }

  async stopWorker() {
    const worker = await this.worker();
    await worker.close();
  }
}

class Firefox extends Hand {
  scheme = 'moz-extension';

  async click(page) {
    const { state } = await this.ask(page, 'view');
    await this.ask(page, state === 'cleaned' ? 'undo' : 'clean', {
      ...(state === 'not-article' && { anyway: true }),
    });
  }
}
