// Keys belong to the browser: they are shown here, and changed on a page of its own.

import { byId, make } from '../../www/js/dom.js';
import { say } from '../ui/words.js';

/** What each of the manifest's commands is called. */
const COMMANDS = { _execute_action: 'actionTitle', panel: 'commandPanel' };

/** Shows the keys, and the way to change them. */
export async function bindKeys() {
  byId('change-keys').addEventListener('click', () =>
    change().catch(() => {
      byId('keys-how').hidden = false;
    }),
  );
  addEventListener('focus', show);
  await show();
}

async function show() {
  const commands = await chrome.commands.getAll();
  const rows = commands
    .filter(({ name }) => Object.hasOwn(COMMANDS, name))
    .map(({ name, shortcut }) =>
      make(
        'div',
        {},
        make('dt', {}, say(COMMANDS[name])),
        make('dd', {}, shortcut ? make('kbd', {}, shortcut) : say('shortcutNone')),
      ),
    );
  byId('keys').replaceChildren(...rows);
}

/** Firefox has a call for it, Chromium an address. */
async function change() {
  if (chrome.commands.openShortcutSettings) await chrome.commands.openShortcutSettings();
  else await chrome.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
