// The list of sites: when each is cleaned, and what the reader corrected there.

import { byId, make } from '../../www/js/dom.js';
import { MODES, originsOf } from '../protocol.js';
import { count, language, say } from '../ui/words.js';

const MODE_NAMES = { off: 'modeOff', click: 'modeClick', auto: 'modeAuto' };
const letters = new Intl.Collator(language);
/** Sites whose corrections are unfolded. */
const open = new Set();
/** What is shown, to leave it alone while nothing changes: a button must not go away under a finger. */
let drawn = '';

/** Has the list drawn anew although nothing is different: a choice in it did not come to pass. */
export function forgetDrawn() {
  drawn = '';
}

/**
 * Shows all sites, by name; what has the focus keeps it.
 *
 * @param {Record<string, import('../protocol.js').Site>} sites
 */
export async function showSites(sites) {
  const names = Object.keys(sites).sort(letters.compare);
  const allowed = await Promise.all(
    names.map((name) =>
      chrome.permissions.contains({ origins: originsOf(name) }).catch(() => false),
    ),
  );
  const now = JSON.stringify([sites, allowed]);
  if (now === drawn) return;
  drawn = now;
  const list = byId('sites');
  const focused = list.contains(document.activeElement) ? document.activeElement : null;
  const site = focused?.closest('[data-site]')?.dataset.site;
  const role = focused?.dataset.role;
  list.replaceChildren(...names.map((name, i) => rowOf(name, sites[name], allowed[i])));
  byId('sites-none').hidden = names.length > 0;
  if (!focused) return;
  const row = [...list.children].find((one) => one.dataset.site === site);
  (
    row?.querySelector(`[data-role="${role}"]`) ??
    row?.querySelector('summary, select') ??
    byId('sites-title')
  ).focus();
}

function rowOf(site, { mode, corrections }, allowed) {
  const select = make(
    'select',
    { 'data-role': 'mode', 'aria-label': say('modeOn', site) },
    ...MODES.map((one) =>
      make('option', { value: one, selected: one === mode }, say(MODE_NAMES[one])),
    ),
  );
  const forget = make(
    'button',
    {
      type: 'button',
      'data-does': 'site',
      'data-role': 'forget',
      'aria-label': `${say('remove')}: ${site}`,
    },
    say('remove'),
  );
  const row = make(
    'li',
    { 'data-site': site },
    make('div', { class: 'row' }, make('strong', { class: 'name' }, site), select, forget),
  );
  if (mode === 'auto' && !allowed) row.append(permissionOf());
  if (corrections.length > 0) row.append(correctionsOf(site, corrections));
  return row;
}

function permissionOf() {
  const allow = make(
    'button',
    { type: 'button', 'data-does': 'allow', 'data-role': 'allow' },
    say('allow'),
  );
  return make('p', { class: 'row trouble' }, make('span', {}, say('noPermission')), allow);
}

function correctionsOf(site, corrections) {
  const items = corrections.map(({ id, keep, text }, i) =>
    make(
      'li',
      {},
      make(
        'p',
        { id: `correction-${site}-${i}` },
        make('span', { class: 'how' }, say(keep ? 'kept' : 'cut')),
        ' ',
        make(keep ? 'span' : 's', { dir: 'auto' }, text || say('noText')),
      ),
      make(
        'button',
        {
          type: 'button',
          'data-does': 'correction',
          'data-correction': id,
          'data-role': `correction-${id}`,
          'aria-describedby': `correction-${site}-${i}`,
        },
        say('remove'),
      ),
    ),
  );
  const details = make(
    'details',
    {},
    make('summary', { 'data-role': 'summary' }, count('corrections', corrections.length)),
    make('ul', {}, ...items),
  );
  details.open = open.has(site);
  details.addEventListener('toggle', () => (details.open ? open.add(site) : open.delete(site)));
  return details;
}
