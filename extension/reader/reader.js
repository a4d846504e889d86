// The reader page: the article that was cleaned in a tab, set like on the web page.

import { createArticleView } from '../../www/js/article-view.js';
import { byId, make } from '../../www/js/dom.js';
import { createMarks } from '../../www/js/marks.js';
import { listed } from '../../www/js/names.js';
import { bindSettings, loadSettings } from '../../www/js/settings.js';
import { inShownSizes } from '../../www/js/split.js';
import { createStore } from '../../www/js/store.js';
import { toast } from '../../www/js/toast.js';
import { bindMenus } from '../../www/js/views.js';
import { safeAddress } from '../copydesk/render.js';
import { ask } from '../protocol.js';
import { copy, copyTrouble } from '../ui/copy.js';
import { headOf } from '../ui/head.js';
import { ENTITY_KINDS } from '../ui/kinds.js';
import { Names } from '../ui/names.js';
import { troubleOf } from '../ui/trouble.js';
import { say, speak } from '../ui/words.js';
import { write } from './write.js';

const BLANK = { result: null, found: null, at: null, view: 'article', verdicts: { past: [] } };

speak(document);
bindMenus();
bindSettings(loadSettings());
const store = createStore({ ...BLANK, hiddenKinds: [], current: null });
const view = createArticleView(store, null, {
  headOf,
  doubts: [say('doubt'), say('readerEmpty')],
  picture: say('openPicture'),
});
const marks = createMarks(store, view);
await open();
byId('main').setAttribute('aria-busy', 'false');

async function open() {
  try {
    show(await ask('reading', { key: location.hash.slice(1) }));
  } catch (error) {
    byId('reader').hidden = true;
    byId('problem').hidden = false;
    byId('problem').textContent =
      error.code === 'no-page' ? say('readerGone') : troubleOf(error.code);
  }
}

/** @param {import('../../js/article.js').Article} article */
function show(article) {
  const { blocks, text, removed, parts, entities, searched, ...head } = article;
  const shown = inShownSizes(blocks);
  const result = {
    head,
    body: text,
    blocks: shown,
    blockSizes: Uint32Array.from(shown, (block) => block.text.length),
    blockStarts: Uint32Array.from(shown, (block) => block.at),
  };
  store.set({ result, found: { head, body: text, entities, searched, ...listed(entities) } });
  document.title = head.title ? `${head.title.slice(0, 200)} · Copydesk` : 'Copydesk';
  const source = safeAddress(head.url);
  byId('source').hidden = !source;
  if (source) {
    byId('source').append(make('a', { href: source, rel: 'noreferrer' }, say('readerSource')));
  }
  bindNames(article);
  bindCopy(article);
}

function bindNames({ entities, searched, language }) {
  const { of } = store.state.found;
  const all = entities.map((entity) => ({ ...entity, count: entity.mentions.length }));
  const search = searched ? 'found' : 'failed';
  const draw = (kinds) => names.show({ entities: all, search, searched, kinds, language });
  const go = async (id, index) => {
    const list = of.get(id);
    const at = (index + list.length) % list.length;
    await marks.go(list[at]);
    return { index: at, count: list.length };
  };
  const choose = (kinds) => {
    const wanted = kinds ?? Object.keys(ENTITY_KINDS);
    const hiddenKinds = Object.keys(ENTITY_KINDS).filter((kind) => !wanted.includes(kind));
    store.set({ hiddenKinds });
    draw(kinds);
  };
  const names = new Names(go, choose);
  draw(null);
  byId('names-open').hidden = !searched;
  byId('names-open').addEventListener('click', () => openNames(byId('names').hidden));
  byId('names-close').addEventListener('click', () => openNames(false));
  byId('names').addEventListener('keydown', ({ key, target }) => {
    if (key === 'Escape' && !target.value) openNames(false);
  });
}

function openNames(open) {
  byId('names').hidden = !open;
  document.documentElement.classList.toggle('named', open);
  byId('names-open').setAttribute('aria-expanded', String(open));
  if (!open) byId('names-open').focus();
}

function bindCopy(article) {
  byId('print').addEventListener('click', () => print());
  byId('export').addEventListener('click', ({ target }) => {
    const { format } = target.dataset;
    if (!format) return;
    byId('export').open = false;
    byId('export').querySelector('summary').focus();
    copy(format, (written) => write(article, written)).then(
      () => toast(say('copied', target.textContent)),
      (error) => toast(copyTrouble(error)),
    );
  });
}
