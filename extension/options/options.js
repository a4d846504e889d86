// The options page: what is remembered, all of it on this device.

import { byId, make } from '../../www/js/dom.js';
import { save } from '../../www/js/save.js';
import { toast } from '../../www/js/toast.js';
import { ask, isMemory } from '../protocol.js';
import { ENTITY_KINDS } from '../ui/kinds.js';
import { showAsMarked } from '../ui/marks.js';
import { mayHave } from '../ui/permit.js';
import { troubleOf } from '../ui/trouble.js';
import { say, speak } from '../ui/words.js';
import { hostOf } from './host.js';
import { bindKeys } from './keys.js';
import { forgetDrawn, showSites } from './sites.js';

const KINDS = Object.keys(ENTITY_KINDS);
const FILE = 'copydesk-settings.json';
/** More than that is no file of ours: settings of thousands of sites take less. */
const MOST_BYTES = 8 << 20;
const BLANK = { settings: { kinds: null, measure: false }, sites: {} };

let memory = BLANK;

speak(document);
showAsMarked(document);
document.title = say('optionsTitle');
bindKeys();
bindSettings();
bindSites();
bindFile();
await follow(ask('remembered'));
// Another page, or the panel, may change what is shown here.
addEventListener('focus', () => follow(ask('remembered')));

/** Shows what the background answers, or what went wrong. */
async function follow(answer) {
  try {
    memory = await answer;
    byId('problem').hidden = true;
  } catch (error) {
    byId('problem').textContent = troubleOf(error.code);
    byId('problem').hidden = false;
    forgetDrawn();
  }
  await show();
  byId('main').setAttribute('aria-busy', 'false');
}

async function show() {
  const { settings, sites } = memory;
  byId('measure').checked = Boolean(settings.measure);
  showKinds(settings.kinds ?? KINDS);
  await showSites(sites);
}

function showKinds(on) {
  const holder = byId('kinds');
  const drawn = holder.querySelectorAll('[aria-pressed="true"]');
  if (holder.hasChildNodes() && String([...drawn].map(({ value }) => value)) === String(on)) return;
  const focused = holder.contains(document.activeElement) && document.activeElement.value;
  const chips = KINDS.map((kind) =>
    make(
      'button',
      { type: 'button', value: kind, 'aria-pressed': String(on.includes(kind)) },
      make('span', { 'data-kind': kind }, say(`kinds_${kind}`)),
    ),
  );
  holder.replaceChildren(...chips);
  if (focused) holder.querySelector(`[value="${focused}"]`).focus();
}

function bindSettings() {
  const set = (settings) =>
    follow(ask('set', { settings }).then((all) => ({ ...memory, settings: all })));
  byId('measure').addEventListener('change', ({ target }) => set({ measure: target.checked }));
  byId('kinds').addEventListener('click', ({ target }) => {
    const kind = target.closest('button')?.value;
    if (!kind) return;
    const on = new Set(memory.settings.kinds ?? KINDS);
    if (!on.delete(kind)) on.add(kind);
    set({ kinds: on.size === KINDS.length ? null : KINDS.filter((one) => on.has(one)) });
  });
}

function bindSites() {
  byId('add').addEventListener('submit', async (event) => {
    event.preventDefault();
    const site = hostOf(byId('site').value);
    const trouble = site ? '' : say('siteInvalid');
    byId('add-problem').textContent = trouble;
    byId('add-problem').hidden = !trouble;
    byId('site').setAttribute('aria-invalid', String(Boolean(trouble)));
    if (trouble) return byId('site').focus();
    if (await setMode(site, byId('mode').value)) byId('site').value = '';
  });
  byId('sites').addEventListener('change', ({ target }) => {
    const { site } = target.closest('[data-site]').dataset;
    setMode(site, target.value);
  });
  byId('sites').addEventListener('click', async ({ target }) => {
    const { does, correction } = target.closest('button')?.dataset ?? {};
    const { site } = target.closest('[data-site]')?.dataset ?? {};
    if (does === 'allow') setMode(site, 'auto');
    if (does === 'correction') await follow(ask('forget', { site, correction }));
    if (does === 'site') {
      await follow(ask('forget', { site }));
      toast(say('forgotSite', site));
      byId('sites-title').focus();
    }
  });
}

/** The browser is asked first, within the click, whether a site may be cleaned by itself. */
async function setMode(site, mode) {
  const granted = await mayHave(mode, site);
  if (granted) await follow(ask('setMode', { site, mode }));
  else {
    toast(say('autoRefused', site));
    forgetDrawn();
    await show();
  }
  return granted;
}

function bindFile() {
  byId('export').addEventListener('click', () =>
    save(FILE, 'application/json', `${JSON.stringify(memory, null, 2)}\n`),
  );
  byId('import').addEventListener('click', () => byId('file').click());
  byId('file').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    target.value = '';
    const read = file && (await readMemory(file));
    if (!read) return toast(say('importInvalid'));
    await follow(ask('remember', { memory: read }));
    if (byId('problem').hidden) toast(say('imported'));
  });
  byId('forget-all').addEventListener('click', () => byId('sure').showModal());
  byId('sure').addEventListener('click', async ({ target }) => {
    if (target.value) byId('sure').close();
    if (target.value !== 'forget') return;
    await follow(ask('remember', { memory: BLANK }));
    if (byId('problem').hidden) toast(say('forgotten'));
  });
}

/** What an exported file holds, or null when it is none. */
async function readMemory(file) {
  if (file.size > MOST_BYTES) return null;
  try {
    const read = JSON.parse(await file.text());
    return isMemory(read) ? read : null;
  } catch {
    return null;
  }
}
