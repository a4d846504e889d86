// What is remembered, on this device alone: settings of all sites under one key, each site under a key of its own.

import { failure, isSettings, isSite } from '../protocol.js';

const SETTINGS = 'settings';
const PREFIX = 'site:';
/** Corrections that are kept of a site; the oldest go first. */
const MOST = 200;

const DEFAULTS = { kinds: null, measure: false };
const EMPTY = { mode: 'click', corrections: [] };

const store = () => chrome.storage.local;

/** Changes come one after the other, each seeing what the last has written. */
let last = Promise.resolve();
function inTurn(work) {
  const turn = last.then(work);
  last = turn.catch(() => {});
  return turn;
}

/** The host name that an address's settings are kept under, or null. */
export function siteOf(address) {
  if (!URL.canParse(address ?? '')) return null;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) ? hostname : null;
}

export async function settings() {
  const found = (await store().get(SETTINGS))[SETTINGS];
  return { ...DEFAULTS, ...(isSettings(found) ? found : {}) };
}

export function change(part) {
  return inTurn(async () => {
    const { kinds, measure } = { ...(await settings()), ...part };
    await store().set({ [SETTINGS]: { kinds, measure } });
    return settings();
  });
}

/** What is remembered of a site; of one that nothing is known of, and of none, the defaults. */
export async function site(name) {
  if (name === null) return EMPTY;
  const key = PREFIX + name;
  const found = (await store().get(key))[key];
  return isSite(found) ? found : EMPTY;
}

/** Changes a site by a function; a site that is as if never touched is forgotten. */
export function changeSite(name, by) {
  return inTurn(async () => {
    if (name === null) throw failure('no-access', 'Nothing can be remembered of this page.');
    const { mode, corrections } = by(await site(name));
    const key = PREFIX + name;
    if (mode === EMPTY.mode && corrections.length === 0) await store().remove(key);
    else await store().set({ [key]: { mode, corrections: corrections.slice(-MOST) } });
  });
}

/** Everything: a `Memory`. */
export async function all() {
  const sites = {};
  for (const [key, found] of Object.entries(await store().get(null))) {
    if (key.startsWith(PREFIX) && isSite(found)) sites[key.slice(PREFIX.length)] = found;
  }
  return { settings: await settings(), sites };
}

/** Puts a `Memory` in the place of everything. */
export function replace({ settings: general, sites }) {
  return inTurn(async () => {
    const { kinds, measure } = { ...DEFAULTS, ...general };
    const entries = Object.entries(sites).map(([name, one]) => [PREFIX + name, one]);
    await store().clear();
    await store().set({ [SETTINGS]: { kinds, measure }, ...Object.fromEntries(entries) });
  });
}
