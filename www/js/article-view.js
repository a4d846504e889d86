import { render } from '../copydesk/render.js';
import { byId } from './dom.js';
import { headOf } from './head.js';
import { Lazy } from './lazy.js';

const RTL = /^(ar|fa|he|iw|ur|ps|sd|ug|yi|dv|ckb|ku-arab|pnb|syr)\b/i;
const BARE = {
  title: null,
  deck: null,
  byline: [],
  published: null,
  modified: null,
  site: null,
  url: null,
  image: null,
  entities: [],
};

/** Shows the article of the state, and follows it. */
export function createArticleView(store, cleaner) {
  const article = byId('article');
  let result = null;
  let pointed;

  const lazy = new Lazy(byId('body'), {
    height: (characters, items) => (characters / 68) * 30 + items * 22,
    fill(from, to) {
      const drawn = result.head;
      if (to <= result.blocks.length) return nodesOf(drawn, result.blocks.slice(from, to));
      return cleaner.blocks(from, to).then((blocks) => nodesOf(drawn, blocks));
    },
  });

  store.subscribe((state, before) => {
    if (state.at !== before.at) showPlace(article, state.at);
    if (state.result?.head === before.result?.head) return;
    result = state.result;
    if (!result) return clear();
    const { head, blockSizes } = result;
    const language = head.language ?? '';
    article.lang = language;
    article.dir = RTL.test(language) ? 'rtl' : language ? 'ltr' : 'auto';
    byId('head').replaceChildren(headOf(head, navigator.language));
    showDoubt(head, blockSizes.length);
    const drawn = lazy.update(blockSizes.length, (i) => blockSizes[i]);
    const last = state.verdicts.past.at(-1);
    if (last?.keep && last !== pointed) drawn.then(() => pointAt(article, last, state.view));
    pointed = last;
  });

  /** What was forgotten must not stay in the document either. */
  function clear() {
    byId('head').replaceChildren();
    lazy.update(0);
  }
}

/** Body nodes, each with the place of its block in the paste. */
function nodesOf(head, blocks) {
  const nodes = document.createDocumentFragment();
  nodes.append(...render({ ...head, ...BARE, blocks }, document).firstChild.childNodes);
  // A block with nothing to show has no node, and then the places are not known.
  if (nodes.childNodes.length === blocks.length) {
    for (const [i, { start }] of blocks.entries()) nodes.childNodes[i].dataset.start = start;
  }
  return nodes;
}

/** Says in words when the article may not be right. */
function showDoubt({ confidence }, blocks) {
  const doubt = byId('doubt');
  doubt.hidden = confidence >= 0.6 && blocks > 0;
  doubt.textContent = blocks
    ? 'We are not sure about this one. Have a look at the blue pencil: it may have struck too much, or too little.'
    : 'Nothing here reads like an article, so everything was struck. The blue pencil has all of it, and can bring it back.';
}

/** Marks what the pencil points at. */
function showPlace(article, at) {
  article.querySelector('.here')?.classList.remove('here');
  if (at) blocksIn(article, at)[0]?.classList.add('here');
}

function blocksIn(article, { start, end }) {
  const blocks = [...article.querySelectorAll('[data-start]')];
  return blocks.filter(({ dataset }) => dataset.start >= start && dataset.start < end);
}

/** Shows where in the article a restored piece has come back to. */
function pointAt(article, verdict, view) {
  const back = blocksIn(article, verdict);
  for (const block of back) block.classList.add('fresh');
  // Beside the pencil the article follows; alone it stays where the reader is.
  if (view === 'both') back[0]?.scrollIntoView({ block: 'nearest' });
}
