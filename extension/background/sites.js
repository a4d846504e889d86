// Sites that are cleaned by themselves: their content scripts are registered with the browser, which injects them even
// while the background sleeps. Only sites whose host permission the reader has given.

import { originsOf } from '../protocol.js';
import { all } from './memory.js';

const ID = 'automatic';

/** Brings what is registered in step with what is remembered and permitted. */
export async function register() {
  const { sites } = await all();
  const automatic = Object.keys(sites).filter((name) => sites[name].mode === 'auto');
  const permitted = await Promise.all(automatic.map(isPermitted));
  const matches = automatic.filter((_, at) => permitted[at]).flatMap(originsOf);
  const [old] = await chrome.scripting.getRegisteredContentScripts({ ids: [ID] });
  if (matches.length === 0) {
    if (old) await chrome.scripting.unregisterContentScripts({ ids: [ID] });
    return;
  }
  const script = { id: ID, matches, js: ['content.js', 'auto.js'], runAt: 'document_idle' };
  if (old) await chrome.scripting.updateContentScripts([script]);
  else await chrome.scripting.registerContentScripts([script]);
}

/** Whether the reader has permitted a site. */
export function isPermitted(name) {
  return chrome.permissions.contains({ origins: originsOf(name) });
}
