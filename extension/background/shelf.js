// Articles on their way to the reader page, until the browser is closed.

const PREFIX = 'reader:';
const MOST = 5;

/** Puts an article on the shelf and gives its key. */
export async function put(article) {
  const { session } = chrome.storage;
  const keys = Object.keys(await session.get(null)).filter((key) => key.startsWith(PREFIX));
  const old = keys.sort().slice(0, Math.max(0, keys.length - MOST + 1));
  await session.remove(old);
  // Keys that begin with the time sort by it.
  const key = `${Date.now().toString(36)}-${crypto.randomUUID()}`;
  await session.set({ [PREFIX + key]: article });
  return key;
}

/** The article of a key, or undefined. */
export async function get(key) {
  return (await chrome.storage.session.get(PREFIX + key))[PREFIX + key];
}
