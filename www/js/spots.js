/**
 * Where the article's text stands in a block of the page. The page shows a block's text as it is,
 * but for blanks at its edges and at its line ends.
 */

/** Most blanks between two text nodes of one block. */
const GAP = 4;

/** The text nodes of a block: `{node, at}`, `at` being where each starts in the article's text. */
function* textNodes(block, text) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let at = Number(block.dataset.at);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    let from = at;
    while (from <= at + GAP && !text.startsWith(node.data, from)) from++;
    if (from > at + GAP) continue;
    yield { node, at: from };
    at = from + node.data.length;
  }
}

/**
 * Ranges of those mentions whose text stands in a block.
 *
 * @param {HTMLElement} block its `data-at` says where its text starts
 * @param {string} text the article's
 * @param {{start: number, end: number}[]} mentions in order
 * @returns {{mention: object, range: StaticRange}[]}
 */
export function rangesIn(block, text, mentions) {
  const found = [];
  let i = firstFrom(mentions, Number(block.dataset.at));
  let open = null;
  for (const { node, at } of textNodes(block, text)) {
    const end = at + node.data.length;
    while (i < mentions.length && mentions[i].start < end) {
      const mention = mentions[i];
      if (mention.start >= at) open = [node, mention.start - at];
      if (mention.end > end) break;
      if (open && mention.end > at) {
        const [startContainer, startOffset] = open;
        const range = { startContainer, startOffset, endContainer: node };
        found.push({ mention, range: new StaticRange({ ...range, endOffset: mention.end - at }) });
      }
      open = null;
      i++;
    }
  }
  return found;
}

/** The offset in the article's text of a place in a block, or -1. */
export function offsetOf(block, text, place, offset) {
  for (const { node, at } of textNodes(block, text)) if (node === place) return at + offset;
  return -1;
}

/** The first of ordered mentions that starts at an offset or behind it. */
export function firstFrom(mentions, offset) {
  let [low, high] = [0, mentions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle].start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
