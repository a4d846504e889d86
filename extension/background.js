// The background: a service worker in Chromium, an event page in Firefox. It may be stopped at any time, and so keeps
// nothing: what a page is, its content script knows; what is remembered lies in storage.

import { clean, find, wake, write } from './background/engine.js';
import * as memory from './background/memory.js';
import { get, put } from './background/shelf.js';
import { isPermitted, register } from './background/sites.js';
import { addressOf, askIfThere, badge, dress, inject, largestFrame } from './background/tabs.js';
import { answer, askFrame, askTab, failure } from './protocol.js';

const { siteOf } = memory;

/** A tab's view; where no content script is, what is known without one. */
async function view(tab, found) {
  const seen = found ?? (await askIfThere(tab, 'view')) ?? { state: 'idle' };
  const name = siteOf(await addressOf(tab));
  const { mode } = await memory.site(name);
  return { ...seen, site: name, mode };
}

/** Has the content script of a tab do something and gives the view after it. */
const having = async ({ tab, type, ...fields }) => view(tab, await askTab(tab, type, fields));

/** What a content script has to know before it cleans: a `Known` of the protocol. */
async function knownOf(address) {
  const [settings, site] = await Promise.all([memory.settings(), memory.site(siteOf(address))]);
  // A list of numbers that arrives as one shows that messages need not be packed.
  return { settings, ...site, probe: new Uint32Array(1) };
}

/** Gets a tab's page ready, the content script in it, the wasm on its way, and gives what the script has to know. */
async function prepare(tab) {
  wake().catch(() => {}); // Whoever cleans is told of it.
  const known = addressOf(tab).then(knownOf);
  const injected = inject(tab).then(
    () => null,
    (error) => error,
  );
  if ((await known).mode === 'off') throw failure('off', 'This site is switched off.');
  const refused = await injected;
  if (refused) throw refused;
  return known;
}

/** Cleans the frame of a tab that may hold an article, and gives its number; null where there is none. */
async function cleanFrame({ id, url }) {
  const frame = await largestFrame(id);
  if (frame === null) return null;
  await inject(id, frame);
  const { state } = await askFrame(id, frame, 'clean', { known: await knownOf(url) });
  if (state === 'cleaned') return frame;
  await askFrame(id, frame, 'undo');
  return null;
}

/** The address whose site a content script is on: a frame's is that of its tab. */
const addressFor = ({ frameId, url, tab }) => (frameId === 0 ? url : tab.url);

async function setMode(name, mode) {
  if (mode === 'auto' && name !== null && !(await isPermitted(name))) {
    throw failure('no-access', 'The reader has not permitted this site.');
  }
  await memory.changeSite(name, ({ corrections }) => ({ mode, corrections }));
  await register();
}

/** Tells every page that is cleaned of changed settings. */
async function spread(settings) {
  const tabs = await chrome.tabs.query({});
  await Promise.allSettled(tabs.map(({ id }) => askTab(id, 'settle', { settings })));
}

answer(['page'], {
  view: ({ tab }) => view(tab),
  async clean({ tab, anyway }) {
    const known = await prepare(tab);
    return view(tab, await askTab(tab, 'clean', { anyway, known }));
  },
  undo: having,
  show: having,
  hide: having,
  keep: having,
  scroll: ({ tab, piece }) => askTab(tab, 'scroll', { piece }),
  mention: ({ tab, entity, index }) => askTab(tab, 'mention', { entity, index }),
  export: async ({ tab, format }) => write(await askTab(tab, 'article'), format),
  async reader({ tab }) {
    const key = await put(await askTab(tab, 'article'));
    await chrome.tabs.create({ url: chrome.runtime.getURL(`reader/reader.html#${key}`) });
  },
  async reading({ key }) {
    const article = await get(key);
    if (!article) throw failure('no-page', 'This article is no longer there.');
    return article;
  },
  async mode({ tab, mode }) {
    await setMode(siteOf(await addressOf(tab)), mode);
    return view(tab);
  },
  remembered: () => memory.all(),
  async remember({ memory: given }) {
    await memory.replace(given);
    await register();
    return memory.all();
  },
  settings: () => memory.settings(),
  async set({ settings }) {
    const changed = await memory.change(settings);
    await spread(changed);
    return changed;
  },
  async setMode({ site, mode }) {
    await setMode(site, mode);
    return memory.all();
  },
  async forget({ site, correction }) {
    await memory.changeSite(site, ({ mode, corrections }) =>
      correction
        ? { mode, corrections: corrections.filter(({ id }) => id !== correction) }
        : { mode: 'click', corrections: [] },
    );
    await register();
    return memory.all();
  },
});

answer(['content'], {
  begin: (_, sender) => knownOf(addressFor(sender)),
  // No frame is looked for in a frame: all of a tab have been.
  frame: (_, { frameId, tab }) => (frameId === 0 ? cleanFrame(tab) : null),
  article: ({ snapshot, verdicts }) => clean(snapshot, verdicts),
  entities: ({ text, ...known }) => find(text, known),
  sheet: ({ on }, sender) => dress(sender, on),
  correct: ({ correction }, sender) =>
    memory.changeSite(siteOf(addressFor(sender)), ({ mode, corrections }) => ({
      mode,
      corrections: [...corrections.filter(({ id }) => id !== correction.id), correction],
    })),
  uncorrect: ({ correction }, sender) =>
    memory.changeSite(siteOf(addressFor(sender)), ({ mode, corrections }) => ({
      mode,
      corrections: corrections.filter(({ id }) => id !== correction),
    })),
  changed: ({ state }, { tab }) => badge(tab.id, state),
});

/** The reader's click: cleans the page, or puts it back. */
async function toggle(tab) {
  try {
    await askTab(tab, 'toggle', { known: await prepare(tab) });
  } catch (error) {
    console.warn(error.code, error.message);
    await badge(tab, 'failed');
  }
}

/** Opens the panel; it has to be asked for in the very turn of the reader's click. */
function openPanel(tab) {
  if (__BROWSER__ === 'firefox') chrome.sidebarAction?.open();
  else chrome.sidePanel?.open({ tabId: tab.id });
}

chrome.action.onClicked.addListener(({ id }) => toggle(id));

chrome.commands?.onCommand.addListener((command, tab) => {
  if (command === 'panel') openPanel(tab);
});

chrome.contextMenus?.onClicked.addListener(({ menuItemId }, tab) => {
  if (menuItemId === 'clean') toggle(tab.id);
  else if (menuItemId === 'panel') openPanel(tab);
  else if (menuItemId === 'cut') askIfThere(tab.id, 'cut');
});

chrome.permissions.onRemoved.addListener(register);

chrome.runtime.onInstalled.addListener(() => {
  const title = (key) => chrome.i18n.getMessage(key);
  const http = ['http://*/*', 'https://*/*'];
  const page = ['page', 'selection', 'image', 'link'];
  chrome.contextMenus?.removeAll(() => {
    const create = (id, key, contexts, documentUrlPatterns) =>
      chrome.contextMenus.create({ id, title: title(key), contexts, documentUrlPatterns });
    create('clean', 'menuClean', page, http);
    create('cut', 'menuCut', page, http);
    create('panel', 'menuPanel', ['action', ...page]);
  });
  // Pages may not read what is remembered, and neither may what runs in them, where the browser can forbid it.
  chrome.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  register();
});

// Where there is neither a panel nor a sidebar, the button opens a popup.
if (!chrome.sidePanel && !chrome.sidebarAction) {
  chrome.action.setPopup({ popup: 'panel/panel.html' });
}
