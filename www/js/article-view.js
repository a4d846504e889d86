import { renderBlock, safeAddress } from '../copydesk/render.js';
import { byId, make } from './dom.js';
import { headOf } from './head.js';
import { Lazy } from './lazy.js';

const RTL = /^(ar|fa|he|iw|ur|ps|sd|ug|yi|dv|ckb|ku-arab|pnb|syr)\b/i;
const WORDS = {
  headOf: (head) => headOf(head, navigator.language),
  doubts: [
    'We are not sure about this one. Have a look at the blue pencil: it may have struck too much, or too little.',
    'Nothing here reads like an article, so everything was struck. The blue pencil has all of it, and can bring it back.',
  ],
  picture: 'Open the picture',
};

/**
 * Shows the article of the state, and follows it.
 *
 * @param store the state
 * @param cleaner gives blocks that the state does not have
 * @param {{headOf: (head: object) => Node, doubts: [unsure: string, nothing: string], picture: string}} [words]
 *   in the reader's language
 * @returns {{reveal: (offset: number) => Promise<HTMLElement | undefined>}} `reveal` draws the block
 *   with an offset of the article's text
 */
export function createArticleView(store, cleaner, words = WORDS) {
  const article = byId('article');
  let result = null;
  let pointed;

  const lazy = new Lazy(byId('body'), {
    height: (characters, items) => (characters / 68) * 30 + items * 22,
    fill(from, to) {
      const starts = result.blockStarts.subarray(from, to);
      const draw = (blocks) => nodesOf(blocks, starts, words);
      if (to <= result.blocks.length) return draw(result.blocks.slice(from, to));
      return cleaner.blocks(from, to).then(draw);
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
    byId('head').replaceChildren(words.headOf(head));
    showDoubt(head, blockSizes.length, words.doubts);
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

  async function reveal(offset) {
    const i = result.blockStarts.findLastIndex((start) => start <= offset);
    const section = i < 0 ? null : lazy.reveal(i);
    if (!section) return undefined;
    const find = () =>
      [...section.querySelectorAll(`[data-at="${result?.blockStarts[i]}"]`)].at(-1);
    // Blocks that the page does not have are on their way from the worker.
    for (let tries = 0; !find() && tries < 100; tries++)
      await new Promise((next) => setTimeout(next, 20));
    return find();
  }

  return { reveal };
}

/** Body nodes, each with the places of its block: in the paste, and in the article's text. */
function nodesOf(blocks, starts, words) {
  const nodes = document.createDocumentFragment();
  for (const [i, block] of blocks.entries()) {
    // A block with nothing to show has no node.
    const node = nodeOf(block, words);
    if (!node) continue;
    node.dataset.start = block.start;
    if (node.hasChildNodes()) node.dataset.at = starts[i];
    nodes.append(node);
  }
  return nodes;
}

function nodeOf(block, words) {
  const picture = block.kind === 'figure';
  // No picture is made here, not even for a moment: it would be fetched.
  const node = renderBlock(picture ? { ...block, src: null } : block, document);
  for (const link of node?.querySelectorAll('a') ?? []) lead(link, link.getAttribute('href'));
  if (block.language) node.dataset.language = block.language;
  return picture ? pictureOf(block, node ?? make('figure'), words) : node;
}

/** A link leads out of this page, and takes nothing along. */
function lead(link, address) {
  // A part of the page that it came from is not to be found in this one.
  if (address.startsWith('#')) link.removeAttribute('href');
  else {
    link.href = address;
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return link;
}

/** What stands for a picture: what it shows, and a link that opens it. Nothing of it is fetched. */
function pictureOf({ src, alt }, figure, words) {
  const address = safeAddress(src ?? '');
  const open = address && lead(make('a', {}, words.picture), address);
  const host = address && make('small', {}, new URL(address).host);
  const parts = [alt, open, host].filter(Boolean).flatMap((part) => [part, ' ']);
  figure.prepend(make('p', { class: 'picture' }, ...parts));
  return figure;
}

/** Says in words when the article may not be right. */
function showDoubt({ confidence }, blocks, [unsure, nothing]) {
  const doubt = byId('doubt');
  doubt.hidden = confidence >= 0.6 && blocks > 0;
  doubt.textContent = blocks ? unsure : nothing;
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
