// The panel beside the page: asks the background what the tab is, shows it, and passes on what is clicked.

import { byId } from '../../www/js/dom.js';
import { toast } from '../../www/js/toast.js';
import { ask, onChanged } from '../protocol.js';
import { copy, copyTrouble } from '../ui/copy.js';
import { headOf } from '../ui/head.js';
import { showAsMarked } from '../ui/marks.js';
import { Names } from '../ui/names.js';
import { mayHave } from '../ui/permit.js';
import { troubleOf } from '../ui/trouble.js';
import { count, figure, say, speak } from '../ui/words.js';
import { showCuts } from './cuts.js';
import { plainOf } from './plain.js';
import { follow } from './tab.js';
import { bindTabs } from './tabs.js';

/** Below this confidence the reader is told that it may be wrong. */
const DOUBT = 0.6;

let tab = null;
let view = null;
/** Counts requests for the view: an answer that was overtaken is dropped. */
let round = 0;

speak(document);
showAsMarked(document);
const names = new Names(
  (entity, index) => ask('mention', { tab, entity, index }).catch(tell),
  (kinds) => ask('set', { settings: { kinds } }).then(look, tell),
);
bindTabs();
bindActs();
onChanged((changed) => {
  if (changed === tab) look();
});
follow((id, anew) => {
  if (anew) names.reset();
  tab = id;
  look();
});

/** Asks what the tab is, and shows it. */
async function look() {
  const mine = ++round;
  const seen = await ask('view', { tab }).catch(failed);
  if (mine === round) show(seen);
}

/** Asks for something that answers with the view. */
async function act(type, fields) {
  const mine = ++round;
  const done = await ask(type, { tab, ...fields }).catch((error) => {
    if (type !== 'clean') tell(error);
    return type === 'clean' ? failed(error) : null;
  });
  if (mine === round && done) show(done);
}

function failed({ code }) {
  return { state: 'failed', code, site: view?.site ?? null, mode: view?.mode ?? 'click' };
}

/** Says what went wrong with a single thing; the rest of the panel stays. */
function tell(error) {
  toast(troubleOf(error.code));
  return null;
}

function show(seen) {
  const before = view?.state;
  view = seen;
  const { state, site, mode } = view;
  const moved = before !== state && byId('main').contains(document.activeElement);
  document.documentElement.dataset.state = state;
  byId('main').setAttribute('aria-busy', String(state === 'working'));
  byId('plain').hidden = state === 'cleaned';
  byId('cleaned').hidden = state !== 'cleaned';
  byId('site').hidden = !site;
  byId('site-name').textContent = site ? say('onSite', site) : '';
  for (const radio of document.getElementsByName('mode')) radio.checked = radio.value === mode;
  if (state === 'cleaned') showCleaned(view);
  else showPlain(plainOf(view));
  // Whoever pressed a button that is gone now goes on at the top of what came.
  if (moved) byId(state === 'cleaned' ? 'cleaned-title' : 'plain-title').focus();
  if (before && before !== state && state === 'cleaned') {
    toast(count('cleanedSaid', view.pieces.length));
  }
}

function showPlain({ title, hint, action, busy }) {
  byId('plain-title').textContent = title;
  byId('plain-hint').textContent = hint;
  byId('act').hidden = !action;
  byId('act').textContent = action?.label ?? '';
  byId('progress').hidden = !busy;
  byId('cancel').hidden = !busy;
}

function showCleaned({ head, pieces, site, entities, search, searched, kinds }) {
  byId('head').replaceChildren(headOf(head));
  byId('head').lang = head.language ?? '';
  byId('doubt').hidden = head.confidence >= DOUBT;
  byId('cuts-count').textContent = figure(pieces.length);
  byId('names-count').textContent = entities ? figure(entities.length) : '';
  showCuts(pieces, site);
  names.show({ entities, search, searched, kinds, language: head.language });
}

function bindActs() {
  byId('act').addEventListener('click', () => {
    const { action } = plainOf(view);
    if (action.type !== 'clean') return act(action.type, action.fields);
    show({ ...view, state: 'working' });
    return act('clean', action.fields);
  });
  byId('cancel').addEventListener('click', () => act('undo'));
  byId('undo').addEventListener('click', () => act('undo'));
  byId('reader').addEventListener('click', () => ask('reader', { tab }).catch(tell));
  byId('open-settings').addEventListener('click', () => chrome.runtime.openOptionsPage());
  for (const button of document.querySelectorAll('[data-format]')) {
    const { format } = button.dataset;
    const write = (written) => ask('export', { tab, format: written });
    button.addEventListener('click', () =>
      copy(format, write).then(
        () => toast(say('copied', button.textContent)),
        (error) => toast(copyTrouble(error)),
      ),
    );
  }
  byId('groups').addEventListener('click', ({ target }) => {
    const { does } = target.closest('button')?.dataset ?? {};
    const piece = Number(target.closest('[data-piece]')?.dataset.piece);
    if (does === 'scroll') ask('scroll', { tab, piece }).catch(tell);
    else if (does) act(does, { piece });
  });
  byId('site').addEventListener('change', ({ target }) => setMode(target.value));
}

/** The browser is asked first, within the click, whether this one site may be cleaned by itself. */
async function setMode(mode) {
  const { site } = view;
  if (await mayHave(mode, site)) await act('mode', { mode });
  else toast(say('autoRefused', site));
  show(view);
}
