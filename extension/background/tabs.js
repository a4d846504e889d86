// A tab and the content script in it. The content script holds the state of its page; nothing is kept here.

import { HIGHLIGHT_CSS } from '../../js/highlight-style.js';
import { IN_PLACE_CSS } from '../../js/in-place-style.js';
import { askTab, failure } from '../protocol.js';

/**
 * The reader's own sheet stands above every rule of the page and reaches into shadow roots. Chromium paints no ground by
 * it, so marks come once more as the page's.
 */
const SHEETS = [
  { css: IN_PLACE_CSS + HIGHLIGHT_CSS, origin: 'USER' },
  { css: HIGHLIGHT_CSS, origin: 'AUTHOR' },
];
const BADGES = { working: '…', cleaned: '✓', 'not-article': '?', failed: '!', idle: '' };

/** A busy page may hear of the reader's click later than we do, and refuse us until then. */
const TRIES = 5;

/** Share of the window that a frame fills at least, and letters that it shows, for an article to be looked for in it. */
const FILLS = 0.2;
const LETTERS = 500;

/** Runs in a frame: how large it is and how much it says. */
const measure = () => {
  const { innerWidth: width, innerHeight: height } = globalThis;
  // biome-ignore lint/performance/useDomNodeTextContent: what is shown counts, not scripts and what is hidden.
  return { area: width * height, letters: document.body?.innerText?.length ?? 0 };
};

/** The frame of a tab that says the most, if there is one that says enough; only those that we are let into count. */
export async function largestFrame(tab) {
  const asked = { target: { tabId: tab, allFrames: true }, func: measure };
  const all = await chrome.scripting.executeScript(asked);
  const window = all.find(({ frameId }) => frameId === 0)?.result?.area ?? 0;
  const frames = all.filter(({ frameId, result }) => {
    return frameId !== 0 && result?.area >= FILLS * window && result.letters >= LETTERS;
  });
  frames.sort((a, b) => b.result.letters - a.result.letters);
  return frames[0]?.frameId ?? null;
}

/** Puts the content script into a tab's page, or a frame of it; where it is already, nothing happens. */
export async function inject(tab, frame = 0) {
  const injection = { target: { tabId: tab, frameIds: [frame] }, files: ['content.js'] };
  for (let tries = 1; ; tries += 1) {
    try {
      await chrome.scripting.executeScript(injection);
      return;
    } catch (cause) {
      if (tries === TRIES) {
        throw failure('no-access', `This page may not be cleaned: ${cause.message}`);
      }
      await new Promise((done) => setTimeout(done, 20 * 2 ** tries));
    }
  }
}

/** Asks the content script of a tab; null where there is none. */
export async function askIfThere(tab, type, fields) {
  try {
    return await askTab(tab, type, fields);
  } catch (error) {
    if (error.code === 'no-page') return null;
    throw error;
  }
}

/** Puts the style sheets into the page that a content script is in, or takes them out. */
export async function dress({ tab, frameId }, on) {
  const target = { tabId: tab.id, frameIds: [frameId] };
  const { insertCSS, removeCSS } = chrome.scripting;
  const put = on ? insertCSS : removeCSS;
  await Promise.all(SHEETS.map((sheet) => put({ ...sheet, target })));
}

/** Shows a tab's state on the button. A tab that is gone has none. */
export function badge(tab, state) {
  return chrome.action.setBadgeText({ tabId: tab, text: BADGES[state] }).catch(() => {});
}

/** The address of a tab, as far as the reader has let us know it. */
export async function addressOf(tab) {
  const found = await chrome.tabs.get(tab).catch(() => null);
  if (!found) throw failure('no-page', 'There is no such tab.');
  return found.url;
}
