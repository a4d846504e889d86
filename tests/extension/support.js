// The extension in real browsers, in the hands of a reader: it is clicked, or asked through a page of its own.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import puppeteer from 'puppeteer-core';
import { chromeArguments, findChrome, findFirefox } from '../../scripts/browsers.mjs';
import { folderOf } from '../../scripts/extension.mjs';
import { servePages } from './pages.js';

export const BROWSER_NAMES = ['Chromium', 'Firefox'];

/**
 * Before the tests of a suite a site and a browser with the extension are there; after them they are gone.
 *
 * @param {'Chromium' | 'Firefox'} name
 * @param {{serve?: () => Promise<object>, permitted?: boolean}} options what is served; what `start` takes
 * @param {(opened: {site: object, hand: object}) => void} take
 */
export function withSite(name, { serve = servePages, ...options }, take) {
  let site;
  let hand;
  before(async () => {
    site = await serve();
    hand = await start(name, options);
    take({ site, hand });
  });
  after(async () => {
    await hand?.close();
    await site?.close();
  });
}

/** Asks again and again until the answer is as wanted, and gives it; the last one, when it never is. */
async function poll(ask, isWanted) {
  let answer = await ask();
  for (let tries = 1; tries < 200 && !isWanted(answer); tries += 1) {
    await new Promise((next) => setTimeout(next, 50));
    answer = await ask();
  }
  return answer;
}

/** A folder of the extension as it is built; `permitted` with the right to pages that a reader would be asked for. */
async function copyOf(browser, permitted) {
  const folder = await mkdtemp(join(tmpdir(), 'copydesk-'));
  await cp(folderOf(browser), folder, { recursive: true });
  if (!permitted) return folder;
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...manifest, host_permissions: ['*://127.0.0.1/*'] }));
  return folder;
}

/**
 * A browser with the extension in it.
 *
 * @param {'Chromium' | 'Firefox'} name
 * @param {{permitted?: boolean}} [options] whether the reader has given the right to the test's pages
 */
export async function start(name, { permitted = false } = {}) {
  const folder = await copyOf(name.toLowerCase(), permitted);
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
  const target = await browser.waitForTarget((one) => one.type() === 'service_worker');
  const hand = new Chromium(browser, new URL(target.url()).host);
  (await target.worker()).on('console', (message) => hand.said.push(message.text()));
  return hand;
}

async function firefox(folder) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    // To click the browser's own button.
    args: ['--remote-allow-system-access'],
    protocolTimeout: 120_000,
  });
  const id = await browser.installExtension(folder);
  return new Firefox(browser, id);
}

const DESK = 'options/options.html';
const call = (work, args) => `(${work})(...${JSON.stringify(args)})`;

class Hand {
  tabs = new WeakMap();
  /** What the background had to say, as far as a driver hears it. */
  said = [];

  constructor(browser, id) {
    this.browser = browser;
    this.id = id;
  }

  /** Opens an address in a tab of its own. One at a time: the new tab is known by its being new. */
  async open(url) {
    const before = await this.#numbers();
    const page = await this.browser.newPage();
    const [tab] = (await this.#numbers()).filter((one) => !before.includes(one));
    this.tabs.set(page, tab);
    if (url) await page.goto(url);
    return page;
  }

  #numbers() {
    return this.evaluate(async () => (await chrome.tabs.query({})).map(({ id }) => id));
  }

  /** The number of a page's tab. */
  tabOf(page) {
    return this.tabs.get(page);
  }

  /** Sends a message as the extension's own pages do, and gives the answer as it came. */
  send(message) {
    return this.evaluate((sent) => chrome.runtime.sendMessage(sent), message);
  }

  /** Asks about a page; throws what failed. */
  async ask(page, type, fields) {
    const { done, failed } = await this.send({ type, tab: this.tabOf(page), ...fields });
    if (failed) throw Object.assign(new Error(failed.message), failed);
    return done;
  }

  /** Waits until a page's view is as wanted, and gives it. */
  async until(page, isWanted) {
    const view = await poll(() => this.ask(page, 'view'), isWanted);
    if (isWanted(view)) return view;
    throw new Error(`the view stayed ${JSON.stringify(view).slice(0, 200)}; ${this.said.join()}`);
  }

  /** Clicks, and waits for what comes of it. */
  async clickUntil(page, ...states) {
    await this.click(page);
    return this.until(page, ({ state }) => states.includes(state));
  }

  /** The panel as the browser itself shows it, beside its pages; the page in front is what it is about. */
  async openSide(page) {
    await page.bringToFront();
    await this.showSide(page);
    return new Side(this);
  }

  close() {
    return this.browser.close();
  }
}

/** What the panel beside the pages shows, as another page of the extension sees it: no driver finds it in Firefox. */
class Side {
  constructor(hand) {
    this.hand = hand;
  }

  /** The words of an element, or null while there is no panel or no such element. */
  text(selector) {
    return this.#reach(selector, false);
  }

  /** Clicks an element. */
  click(selector) {
    return this.#reach(selector, true);
  }

  #reach(selector, clicks) {
    const reach = async (wanted, isClick) => {
      const views = chrome.extension.getViews();
      const panel = views.find(({ location }) => location.pathname === '/panel/panel.html');
      const element = panel?.document.querySelector(wanted);
      if (isClick) element.click();
      return element?.textContent.trim() ?? null;
    };
    return this.hand.evaluate(reach, selector, clicks);
  }

  /** Waits until the panel shows a state. */
  async state(wanted) {
    const isThere = (text) => text !== null;
    const shown = await poll(() => this.text(`html[data-state="${wanted}"]`), isThere);
    if (!isThere(shown)) throw new Error(`the panel never showed ${wanted}`);
  }
}

class Chromium extends Hand {
  /** Runs a function in a page of the extension, and gives what it gives. */
  async evaluate(work, ...args) {
    this.desk ??= this.#open();
    return (await this.desk).evaluate(work, ...args);
  }

  async #open() {
    const page = await this.browser.newPage();
    await page.goto(`chrome-extension://${this.id}/${DESK}`);
    return page;
  }

  /** Clicks the extension's button over a page. */
  async click(page) {
    const devtools = await this.browser.target().createCDPSession();
    await page.bringToFront();
    const { targetInfos } = await devtools.send('Target.getTargets', { filter: [{ type: 'tab' }] });
    const same = targetInfos.filter(({ url }) => url === page.url());
    if (same.length !== 1) throw new Error(`${same.length} tabs show ${page.url()}`);
    const [{ targetId }] = same;
    await devtools.send('Extensions.triggerAction', { id: this.id, targetId });
    await devtools.detach();
  }

  /** Opens the side panel, as a key or the menu does. */
  async showSide(page) {
    const devtools = await (await this.desk).createCDPSession();
    const expression = `chrome.sidePanel.open({ tabId: ${this.tabOf(page)} })`;
    // Only a reader may open it: this counts as one.
    const asked = { expression, awaitPromise: true, userGesture: true };
    const { exceptionDetails } = await devtools.send('Runtime.evaluate', asked);
    if (exceptionDetails) throw new Error(exceptionDetails.exception.description);
    await devtools.detach();
  }

  /** What lies on the clipboard, by type, as a page reads it. */
  async clipboard(page) {
    const rights = ['clipboard-read', 'clipboard-write', 'clipboard-sanitized-write'];
    await page.browserContext().overridePermissions(`chrome-extension://${this.id}/`, rights);
    return page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const text = async (type) => [type, await (await item.getType(type)).text()];
      return Object.fromEntries(await Promise.all(item.types.map(text)));
    });
  }

  /** The service worker's target; the last one, when it was stopped and started. */
  worker() {
    return this.browser.waitForTarget((one) => one.type() === 'service_worker');
  }

  async stopWorker() {
    const worker = await (await this.worker()).worker();
    await worker.close();
  }
}

class Firefox extends Hand {
  async evaluate(work, ...args) {
    this.desk ??= this.#open();
    const target = { context: await this.desk };
    const expression = `${call(work, args)}.then((done) => JSON.stringify(done ?? null))`;
    return JSON.parse(await this.#run(target, expression));
  }

  async #run(target, expression) {
    const params = { target, expression, awaitPromise: true };
    const { result } = await this.browser.connection.send('script.evaluate', params);
    if (result.type !== 'success') throw new Error(result.exceptionDetails.text);
    return result.result.value;
  }

  async #contexts(params) {
    return (await this.browser.connection.send('browsingContext.getTree', params)).result.contexts;
  }

  /** Runs an expression in the browser's own window, where `extension` is this one. */
  async #inWindow(expression) {
    const [{ context }] = await this.#contexts({ 'moz:scope': 'chrome' });
    const extension = `WebExtensionPolicy.getByID(${JSON.stringify(this.id)})`;
    return this.#run({ context }, `(async ({ extension }) => { ${expression} })(${extension})`);
  }

  async #open() {
    // No driver may go to a page of an extension; the browser may.
    await this.#inWindow(`gBrowser.addTab(extension.baseURL + ${JSON.stringify(DESK)},
      { triggeringPrincipal: extension.principal });`);
    for (;;) {
      const found = (await this.#contexts({})).find(({ url }) => url.startsWith('moz-extension:'));
      // Its address is known before its scripts can run.
      const target = { context: found?.context };
      if (found && (await this.#run(target, 'typeof chrome')) === 'object') return found.context;
      await new Promise((next) => setTimeout(next, 50));
    }
  }

  /** Opens the sidebar, as a key or the menu does. */
  showSide() {
    return this.#inWindow(`const own = [...SidebarController.sidebars.keys()].find((id) => id.startsWith('copydesk'));
      await SidebarController.show(own);`);
  }

  /** What lies on the clipboard, by type, as the browser itself has it: a page would have to ask the reader. */
  async clipboard() {
    return JSON.parse(
      await this.#inWindow(`const found = {};
        for (const type of ['text/plain', 'text/html']) {
          const item = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable);
          item.init(null);
          item.addDataFlavor(type);
          Services.clipboard.getData(item, Services.clipboard.kGlobalClipboard);
          const data = {};
          try {
            item.getTransferData(type, data);
            found[type] = data.value.QueryInterface(Ci.nsISupportsString).data;
          } catch {} // There is nothing of this type.
        }
        return JSON.stringify(found);`),
    );
  }

  /** Answers what the browser asks the reader about the extension's rights, once it asks. */
  answer(isAllowed) {
    const button = isAllowed ? 'button' : 'secondaryButton';
    return this.#inWindow(`const { PopupNotifications } = window;
      const asked = () => PopupNotifications.getNotification('addon-webext-permissions', gBrowser.selectedBrowser);
      while (!asked() || !PopupNotifications.isPanelOpen) {
        await new Promise((next) => window.setTimeout(next, 50));
      }
      PopupNotifications.panel.firstElementChild.${button}.click();`);
  }

  async click(page) {
    await page.bringToFront();
    await this.#inWindow(`const { browserActionFor } = extension.apiManager.global;
      await browserActionFor(extension).triggerAction(window);`);
  }
}
