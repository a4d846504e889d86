// What a reader has to permit before a site has a mode.

import { originsOf } from '../protocol.js';

/** Whether a site may have a mode. For `auto` the browser asks the reader, so it has to be within a click. */
export async function mayHave(mode, site) {
  if (mode !== 'auto') return true;
  return chrome.permissions.request({ origins: originsOf(site) }).catch(() => false);
}
