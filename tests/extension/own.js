// Pages of the extension in the hands of a reader: the panel beside a page, the options, the reader page.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const soon = () => new Promise((next) => setTimeout(next, 50));
/** How long something may take on a busy machine, in milliseconds. */
const PATIENCE = 45_000;

/**
 * The page that shows an address, or one which begins so, once it is there. Firefox's driver may not go to an extension's page,
 * and tells no address of one; the page itself knows.
 */
export async function pageAt(hand, beginning, exact = false) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    for (const page of await hand.browser.pages()) {
      const address = await page.evaluate(() => location.href).catch(() => '');
      if (exact ? address === beginning : address.startsWith(beginning)) return page;
    }
    await soon();
  }
  throw new Error(`no page at ${beginning}`);
}

/** Opens one of the extension's pages in a tab of its own, as its links and buttons do. */
export async function openOwn(hand, path) {
  const address = await hand.evaluate(async (to) => {
    const url = chrome.runtime.getURL(to);
    await chrome.tabs.create({ url });
    return url;
  }, path);
  const own = new Own(await pageAt(hand, address, true));
  own.page.setDefaultTimeout(PATIENCE);
  await own.page.waitForSelector('main:not([aria-busy="true"])');
  return own;
}

/** Opens the panel over a page. */
export async function openPanel(hand, page) {
  const panel = await openOwn(hand, `panel/panel.html?tab=${await hand.tabOf(page)}`);
  await panel.page.setViewport({ width: 360, height: 800 });
  await panel.until(() => document.documentElement.dataset.state);
  return panel;
}

/** One of the extension's pages. */
export class Own {
  constructor(page) {
    this.page = page;
  }

  /** Clicks with the mouse. */
  async click(selector) {
    await this.page.bringToFront();
    await this.page.click(selector);
  }

  /** The words of an element, as they stand. */
  text(selector) {
    return this.page.$eval(selector, (element) => element.textContent.trim());
  }

  /** Waits until a function, run in the page, gives something true, which must not be a node, and gives that. */
  async until(test, ...values) {
    for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
      const found = await this.page.evaluate(test, ...values);
      if (found) return found;
      await soon();
    }
    throw new Error(`never came true: ${test}`);
  }

  /** Waits for the panel to show a state. */
  state(wanted) {
    return this.until((name) => document.documentElement.dataset.state === name, wanted);
  }

  /** Waits for words in an element. */
  says(selector, words) {
    return this.until(
      (where, what) => document.querySelector(where)?.textContent.includes(what),
      selector,
      words,
    );
  }

  /** The number of the removed piece that begins so. */
  piece(words) {
    return this.until((beginning) => {
      const all = [...document.querySelectorAll('[data-piece]')];
      const found = all.find((one) => one.textContent.trim().startsWith(beginning));
      if (found) found.closest('details').open = true;
      return found?.dataset.piece;
    }, words);
  }

  /** Clicks what a removed piece offers: `show`, `hide`, `keep` or `scroll`. */
  async press(piece, does) {
    const button = `[data-piece="${piece}"] [data-does="${does}"]`;
    await this.page.waitForSelector(button);
    await this.click(button);
  }

  focused() {
    return this.page.evaluate(() => document.activeElement.outerHTML.slice(0, 300));
  }

  /** What axe objects to, as short lines. */
  async objections() {
    await this.page.evaluate(AXE);
    return this.page.evaluate(async () => {
      // Colours on their way from one theme to the other are none that anybody reads.
      const changes = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.all(changes.map(({ finished }) => finished.catch(() => {})));
      const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target} ${failureSummary}`),
      );
    });
  }

  /** Whether nothing sticks out at the side. */
  fits() {
    return this.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  }

  close() {
    return this.page.close();
  }
}
