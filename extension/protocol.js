// Every message between the extension's parts. A message is `{type, …fields}`; its answer is `{done}` or
// `{failed: {code, message}}`. Both ends check: who sent it, that the type is known, and what its fields are.
//
//   page (panel, options, reader) ──► background ──► content script of a tab
//   content script ──► background                     (a snapshot to clean, a text to search)
//   content script ──► background and pages           (`changed`: ask for the view again)
//
// Pages use `ask`, and listen with `onChanged`; background and content script answer with `answer`.

/**
 * What a tab is at the moment.
 *
 * - `idle`: the page is as it came; also where nothing may run, as on the browser's own pages
 * - `working`: it is being cleaned
 * - `cleaned`
 * - `not-article`: it was left alone; `clean` with `anyway` cleans it
 * - `failed`: it was left alone; `code` says why
 *
 * @typedef {'idle' | 'working' | 'cleaned' | 'not-article' | 'failed'} State
 */

/**
 * Codes of failures: those of the package (`empty-input`, `too-many-nodes`, `too-many-bytes`, `load-failed`,
 * `internal`, …) and
 *
 * - `no-access`: the browser lets no extension into this page, or the reader has not let this one
 * - `no-page`: the tab shows nothing that was cleaned, or it has gone on to another address
 * - `invalid-message`: a message of an unknown type or shape, or from somebody who may not send it
 * - `off`: the reader has switched this site off
 * - `stale`: the page changed under us; ask again
 *
 * @typedef {string} Code
 */

/**
 * @typedef {object} View what the panel shows of a tab
 * @property {State} state
 * @property {Code} [code] why, when the state is `failed`
 * @property {string | null} site host name that settings are kept under; null where there is none
 * @property {Mode} mode of the site
 * @property {Head} [head] when the state is `cleaned`
 * @property {Piece[]} [pieces] what was removed, in the page's order, when the state is `cleaned`
 * @property {Named[] | null} [entities] by first mention; null while they are looked for, or when that failed
 * @property {'none' | 'working' | 'found' | 'failed'} [search] how far that is
 * @property {'names' | 'values'} [searched] what was looked for: see the package's `Searched`
 * @property {string[] | null} [kinds] kinds of entities that are marked; null for all
 * @property {{snapshot: number, clean: number, hide: number}} [took] milliseconds of each step of the cleaning, without the messages' way
 */

/** @typedef {'off' | 'click' | 'auto'} Mode */

/**
 * @typedef {object} Head
 * @property {string | null} title
 * @property {string | null} deck
 * @property {string[]} byline
 * @property {string | null} published ISO 8601
 * @property {string | null} modified ISO 8601
 * @property {string | null} site the publisher's name
 * @property {string | null} language BCP 47
 * @property {string | null} url
 * @property {number} wordCount
 * @property {[number, number]} readingMinutes for a fast and for a slow reader
 * @property {number} confidence 0 to 1
 */

/**
 * @typedef {object} Piece
 * @property {number} id stays the same until the page is cleaned again
 * @property {string} reason see the package's `Reason`
 * @property {string} text at most 300 UTF-16 code units of it
 * @property {number} length of the whole text, in UTF-16 code units
 * @property {boolean} shown whether it is shown again in its place
 * @property {boolean} remembered whether a correction of the reader keeps or cuts it on this site
 */

/**
 * @typedef {object} Named
 * @property {number} id
 * @property {string} kind see the package's `EntityKind`
 * @property {string} name
 * @property {number} count mentions that stand in the page, which `mention` can go to
 * @property {string} [value]
 * @property {string} [role]
 */

/**
 * @typedef {object} Correction an element that the reader wants kept or cut on a site
 * @property {string} id
 * @property {boolean} keep
 * @property {{tag: string, id?: string, classes?: string[]}[]} path the element, then at most four around it
 * @property {string} text its beginning, at most 80 UTF-16 code units, to show and to compare
 */

/**
 * @typedef {object} Settings of all sites
 * @property {string[] | null} kinds kinds of entities that are marked; null for all, an empty list for none
 * @property {boolean} measure whether the article is set in a column of comfortable width
 */

/**
 * @typedef {object} Site what is remembered of a site
 * @property {Mode} mode
 * @property {Correction[]} corrections
 */

/**
 * @typedef {object} Known what a content script has to know before it cleans
 * @property {Settings} settings
 * @property {Mode} mode of its site
 * @property {Correction[]} corrections of its site
 * @property {Uint32Array} probe arrives as something else where messages are JSON
 */

/**
 * @typedef {object} Elsewhere the answer of a document whose article is in a frame
 * @property {number} frame the frame's id in its tab
 * @property {boolean} isDone whether what was asked for is done, so that the frame need but be looked at
 */

/** @typedef {{settings: Settings, sites: Record<string, Site>}} Memory everything that is remembered */

export const STATES = ['idle', 'working', 'cleaned', 'not-article', 'failed'];
export const MODES = ['off', 'click', 'auto'];
export const FORMATS = ['markdown', 'text', 'html', 'json'];

// Checks of fields.

const own = Object.hasOwn;
const text = (value) => typeof value === 'string';
const short = (value) => text(value) && value.length <= 300;
const whole = (value) => Number.isInteger(value) && value >= 0;
const flag = (value) => typeof value === 'boolean';
const record = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const optional = (check) => (value) => value === undefined || value === null || check(value);
const oneOf = (list) => (value) => list.includes(value);
const listOf = (check, most) => (value) =>
  Array.isArray(value) && value.length <= most && value.every(check);
const host = (value) => text(value) && /^[^\s/]{1,255}$/.test(value) && value !== '__proto__';
const numbers = (value) => value instanceof Uint32Array || (text(value) && /^[\d,]*$/.test(value));

const step = (value) =>
  record(value) &&
  short(value.tag) &&
  optional(short)(value.id) &&
  optional(listOf(short, 20))(value.classes);

/** Whether something is a {@link Correction}. */
export const isCorrection = (value) =>
  record(value) &&
  short(value.id) &&
  flag(value.keep) &&
  short(value.text) &&
  listOf(step, 5)(value.path);

/** Whether something is {@link Settings}, or a part of them. */
export const isSettings = (value) =>
  record(value) && optional(listOf(short, 30))(value.kinds) && optional(flag)(value.measure);

/** Whether something is a {@link Site}. */
export const isSite = (value) =>
  record(value) && oneOf(MODES)(value.mode) && listOf(isCorrection, 1000)(value.corrections);

/** Whether something is a whole {@link Memory}, as `remember` takes and `remembered` gives. */
export const isMemory = (value) =>
  record(value) &&
  isSettings(value.settings) &&
  record(value.sites) &&
  Object.entries(value.sites).every(([name, site]) => host(name) && isSite(site));

const snapshot = (value) =>
  record(value) &&
  numbers(value.nodes) &&
  numbers(value.strings) &&
  text(value.text) &&
  optional(text)(value.url) &&
  flag(value.rendered);

/**
 * Messages of pages to the background: fields, and what `done` is.
 *
 * About a tab (`tab` is its id):
 *
 * | type | fields | done |
 * |---|---|---|
 * | `view` | tab | {@link View} |
 * | `clean` | tab, anyway? | View when it is cleaned, found to be no article, or failed |
 * | `undo` | tab | View |
 * | `show` | tab, piece | View; the piece is shown again in its place |
 * | `hide` | tab, piece | View; hidden again, and no longer kept by a correction |
 * | `keep` | tab, piece | View; shown, and always kept on this site |
 * | `scroll` | tab, piece | null; a shown piece comes into sight |
 * | `mention` | tab, entity, index | {index, count}; it comes into sight; the index wraps around |
 * | `export` | tab, format | the article, with the pieces that are shown again, as a string |
 * | `reader` | tab | null; opens the reader page, at `reader/reader.html#key` |
 * | `mode` | tab, mode | View; for `auto` ask first `chrome.permissions.request({origins: originsOf(site)})` |
 *
 * Others:
 *
 * | type | fields | done |
 * |---|---|---|
 * | `reading` | key | the package's `Article` that the reader page shows, with entities if they were found |
 * | `remembered` | – | {@link Memory}: for the options page, and to export |
 * | `remember` | memory | Memory; takes the place of all that was remembered (import) |
 * | `settings` | – | {@link Settings} |
 * | `set` | settings (a part of them) | Settings; tabs that are cleaned follow at once |
 * | `setMode` | site, mode | Memory; as `mode`, for a site by name |
 * | `forget` | site, correction? (its id) | Memory; without a correction, all of the site |
 */
const PAGE = {
  view: { tab: whole },
  clean: { tab: whole, anyway: optional(flag) },
  undo: { tab: whole },
  show: { tab: whole, piece: whole },
  hide: { tab: whole, piece: whole },
  keep: { tab: whole, piece: whole },
  scroll: { tab: whole, piece: whole },
  mention: { tab: whole, entity: whole, index: Number.isInteger },
  export: { tab: whole, format: oneOf(FORMATS) },
  reader: { tab: whole },
  mode: { tab: whole, mode: oneOf(MODES) },
  reading: { key: short },
  remembered: {},
  remember: { memory: isMemory },
  settings: {},
  set: { settings: isSettings },
  setMode: { site: host, mode: oneOf(MODES) },
  forget: { site: host, correction: optional(short) },
};

/**
 * Messages of a content script to the background.
 *
 * | type | fields | done |
 * |---|---|---|
 * | `begin` | – | {@link Known}, of the sender's site |
 * | `frame` | – | the number of a frame of the tab that was cleaned, for a document that is no article; or null |
 * | `article` | snapshot, verdicts | {article, took}: the package's `Article`, without entities; milliseconds |
 * | `entities` | text, language?, published? | {entities, searched} |
 * | `sheet` | on | null; puts the style sheet into the page, or takes it out |
 * | `correct` | correction | null; remembers it for the sender's site |
 * | `uncorrect` | correction (its id) | null |
 * | `changed` | state | null; goes to pages too |
 */
const verdict = (value) =>
  record(value) && whole(value.start) && whole(value.end) && flag(value.keep);
const CONTENT = {
  begin: {},
  frame: {},
  article: { snapshot, verdicts: listOf(verdict, 10_000) },
  entities: { text, language: optional(short), published: optional(short) },
  sheet: { on: flag },
  correct: { correction: isCorrection },
  uncorrect: { correction: short },
  changed: { state: oneOf(STATES) },
};

/**
 * Messages of the background to a content script. `do` carries one of the page's own (`view`, `show`, …) without
 * its tab; `toggle` is the click; `article` gives the whole article; `alone` says that the frame with the article is gone.
 * What is `known` need not be asked for by `begin`. Where the article is in a frame, the answer is an {@link Elsewhere}.
 */
const known = (value) => record(value) && isSettings(value.settings) && isSite(value);
const BACKGROUND = {
  toggle: { known: optional(known) },
  view: {},
  clean: { anyway: optional(flag), known: optional(known) },
  undo: {},
  show: { piece: whole },
  hide: { piece: whole },
  keep: { piece: whole },
  scroll: { piece: whole },
  mention: { entity: whole, index: Number.isInteger },
  article: {},
  settle: { settings: isSettings },
  cut: {},
  alone: {},
};

const TYPES = { page: PAGE, content: CONTENT, background: BACKGROUND };

/** An error as messages carry it. */
export function failure(code, message = code) {
  return Object.assign(new Error(message), { name: 'CopydeskError', code });
}

/** Whether a sender may send a role's messages. A renderer that a page has taken over is still only `content`. */
const SENDERS = {
  page: ({ url }) => ofOurs(url),
  content: ({ tab, url }) => tab !== undefined && !ofOurs(url),
  background: ({ tab, url }) => tab === undefined || ofOurs(url),
};

/** Whether an address is of one of the extension's own pages. */
const ofOurs = (url) => Boolean(url?.startsWith(chrome.runtime.getURL('')));

/** Which of the roles a sender has, if any. */
function roleOf(sender, roles) {
  if (sender.id !== chrome.runtime.id) return undefined;
  return roles.find((role) => SENDERS[role](sender));
}

/** Whether a message is known and well-formed for a role. */
export function isMessage(message, role) {
  const types = TYPES[role];
  if (!record(message) || !text(message.type) || !own(types, message.type)) return false;
  return Object.entries(types[message.type]).every(([name, check]) =>
    check(own(message, name) ? message[name] : undefined),
  );
}

/**
 * Answers messages of the given roles by handlers of their types' names: `handlers.view(message, sender)`.
 * What is unknown or malformed is answered with `invalid-message`; what a role outside `roles` sends, not at all.
 *
 * @param {('page' | 'content' | 'background')[]} roles
 * @param {Record<string, (message: object, sender: chrome.runtime.MessageSender) => unknown>} handlers
 */
export function answer(roles, handlers) {
  const listen = (message, sender, respond) => {
    const role = roleOf(sender, roles);
    if (!role) return undefined;
    if (!isMessage(message, role) || !own(handlers, message.type)) {
      respond({ failed: { code: 'invalid-message', message: 'Not a message of this extension.' } });
      return undefined;
    }
    Promise.resolve()
      .then(() => handlers[message.type](message, sender))
      .then(
        (done) => respond({ done: done ?? null }),
        ({ code, message: why }) => respond({ failed: { code: code ?? 'internal', message: why } }),
      );
    return true;
  };
  chrome.runtime.onMessage.addListener(listen);
  return () => chrome.runtime.onMessage.removeListener(listen);
}

/** What an answer holds; throws an `Error` with its code when it failed. */
function opened(reply) {
  if (reply && own(reply, 'done')) return reply.done;
  const { code = 'no-page', message = 'There was no answer.' } = reply?.failed ?? {};
  throw failure(code, message);
}

/**
 * Asks the background, from a page or from a content script.
 *
 * @param {string} type
 * @param {object} [fields]
 * @throws an `Error` with a {@link Code}
 */
export async function ask(type, fields) {
  return opened(await chrome.runtime.sendMessage({ type, ...fields }).catch(unheard));
}

/** Asks the content script of a frame, from the background; `no-page` where there is none. */
export async function askFrame(tab, frameId, type, fields) {
  const sent = chrome.tabs.sendMessage(tab, { type, ...fields }, { frameId });
  return opened(await sent.catch(unheard));
}

/**
 * Asks the content script of a tab, from the background: that of its document, or of the frame that this one says the
 * article is in.
 */
export async function askTab(tab, type, fields) {
  const done = await askFrame(tab, 0, type, fields);
  if (!isElsewhere(done)) return done;
  try {
    return await (done.isDone
      ? askFrame(tab, done.frame, 'view')
      : askFrame(tab, done.frame, type, fields));
  } catch (error) {
    if (error.code !== 'no-page') throw error;
    await askFrame(tab, 0, 'alone');
    return askTab(tab, type, fields);
  }
}

/** Whether an answer is an {@link Elsewhere}. */
const isElsewhere = (value) => record(value) && whole(value.frame) && flag(value.isDone);

/** A message that nobody answered: there is no such script, or it was stopped. */
function unheard({ message }) {
  return { failed: { code: 'no-page', message } };
}

/**
 * For pages: hears that the state of a tab has changed, or what was found there; then ask for its `view` again.
 *
 * @param {(tab: number, state: State) => void} hear
 * @returns {() => void} ends it
 */
export function onChanged(hear) {
  const listen = (message, sender) => {
    if (!roleOf(sender, ['content']) || !isMessage(message, 'content')) return;
    if (message.type === 'changed') hear(sender.tab.id, message.state);
  };
  chrome.runtime.onMessage.addListener(listen);
  return () => chrome.runtime.onMessage.removeListener(listen);
}

/**
 * What `chrome.permissions.request` has to be asked for before a site can be automatic. Firefox refuses what no single
 * pattern of the manifest covers, and so `*://`.
 */
export function originsOf(site) {
  return [`http://${site}/*`, `https://${site}/*`];
}
