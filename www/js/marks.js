import { byId } from './dom.js';
import { ENTITY_KINDS } from './entity-kinds.js';
import { firstFrom, offsetOf, rangesIn } from './spots.js';

const PREFIX = 'copydesk-';

/**
 * The marks in the article, as custom highlights: nothing is put into its text. It follows what is
 * found, which kinds are shown, and what of the article is drawn.
 *
 * @returns {{at: (x: number, y: number) => object | null, go: (mention: object | null) => Promise<void>}}
 *   the mention under a point; scrolling to a mention and marking it as the current one
 */
export function createMarks(store, article) {
  const body = byId('body');
  const layers = globalThis.Highlight && CSS.highlights ? layersOf(CSS.highlights) : null;
  /** Ranges of every block drawn, `{mention, range}`. */
  const drawn = new Map();
  let found = null;

  function sync() {
    for (const block of drawn.keys()) if (!block.isConnected || !found) erase(block);
    if (!found || !layers) return;
    for (const block of body.querySelectorAll('[data-at]')) if (!drawn.has(block)) draw(block);
  }

  function draw(block) {
    const ranges = rangesIn(block, found.body, found.mentions);
    drawn.set(block, ranges);
    for (const { mention, range } of ranges) layers[mention.entity.kind].add(range);
  }

  function erase(block) {
    for (const { mention, range } of drawn.get(block)) layers[mention.entity.kind].delete(range);
    drawn.delete(block);
  }

  store.subscribe((state, before) => {
    // What was found for another article has no place in this one.
    const fits = state.found?.head === state.result?.head ? state.found : null;
    if (fits !== found) {
      for (const block of drawn.keys()) erase(block);
      found = fits;
      layers?.current.clear();
      sync();
    }
    if (layers && state.hiddenKinds !== before.hiddenKinds) show(layers, state.hiddenKinds);
  });
  new MutationObserver(sync).observe(body, { childList: true, subtree: true });

  return {
    at(x, y) {
      const [node, offset] = placeAt(x, y);
      const block = node?.parentElement?.closest('#body [data-at]');
      if (!block || !found) return null;
      const at = offsetOf(block, found.body, node, offset);
      const mention = found.mentions[firstFrom(found.mentions, at + 1) - 1];
      if (!mention || store.state.hiddenKinds.includes(mention.entity.kind)) return null;
      // The nearest place of the text may be far from the point.
      const spot = rangesIn(block, found.body, [mention])[0]?.range;
      const boxes = spot ? [...liveRange(spot).getClientRects()] : [];
      const holds = (box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
      return boxes.some(holds) ? mention : null;
    },
    async go(mention) {
      layers?.current.clear();
      const block = mention && found && (await article.reveal(mention.start));
      if (!block || !found?.mentions.includes(mention)) return;
      const spot = rangesIn(block, found.body, [mention])[0]?.range;
      if (!spot) return block.scrollIntoView({ block: 'center' });
      layers?.current.add(spot);
      const range = liveRange(spot);
      if (!layers) select(range);
      scrollTo(range);
      // Sections above may have got their true height only now.
      requestAnimationFrame(() => scrollTo(range));
    },
  };
}

/** One highlight for every kind, and one for the current mention, above the others. */
function layersOf(registry) {
  const layers = {};
  for (const kind of Object.keys(ENTITY_KINDS)) layers[kind] = new Highlight();
  layers.current = new Highlight();
  layers.current.priority = 1;
  registry.set(`${PREFIX}current`, layers.current);
  return layers;
}

function show(layers, hidden) {
  for (const kind of Object.keys(ENTITY_KINDS)) {
    if (hidden.includes(kind)) CSS.highlights.delete(PREFIX + kind);
    else CSS.highlights.set(PREFIX + kind, layers[kind]);
  }
}

function liveRange({ startContainer, startOffset, endContainer, endOffset }) {
  const range = document.createRange();
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

function select(range) {
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

function placeAt(x, y) {
  if (document.caretPositionFromPoint) {
    const place = document.caretPositionFromPoint(x, y);
    return [place?.offsetNode, place?.offset];
  }
  const range = document.caretRangeFromPoint(x, y);
  return [range?.startContainer, range?.startOffset];
}

/** Brings a range to a good height of what is free of the window, if it is not in sight. */
function scrollTo(range) {
  const { top, bottom } = range.getBoundingClientRect();
  const sheet = byId('names').getBoundingClientRect();
  // In narrow windows the panel covers the lower part.
  const free = sheet.top > 100 ? Math.min(sheet.top, innerHeight) : innerHeight;
  if (top > 90 && bottom < free - 40) return;
  scrollBy({ top: top - free * 0.4, behavior: 'instant' });
}
