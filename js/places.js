// Where the text of an article stands in a document. Blanks do not count, since a page lays them
// out as it likes; the lines of the article are looked for in their order, the long ones first,
// because short ones stand in menus too.

import { readersOf } from './dom.js';

/** What does not count: white space, controls, and characters that only steer the layout. */
const BLANKS = /[\p{White_Space}\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
const BLANK = new RegExp(BLANKS.source.slice(0, -1), 'u');

/** Text that no reader sees as such. */
const SKIPPED = new Set('script style noscript template textarea select title'.split(' '));

/** Lines with fewer characters are looked for between the places of longer ones. */
const LONG = 40;
/** Characters that have to agree before a piece of a changed line is taken for found. */
const SEED = 16;
/** Characters from one try to the next. */
const STEP = 8;
/** How often the whole page may be searched for pieces, which keeps the time linear. */
const SEARCHES = 50;

/**
 * The places of stretches of a text below a root, in order: each stretch with `start` and `end` as
 * `{node, offset}`. Those that are not found are left out.
 *
 * @param {string} text lines of an article
 * @param {{start: number, end: number}[]} stretches in order, none over a line's end
 * @param {Node | Iterable<Text>} where a root, or the text nodes themselves
 */
export function places(text, stretches, where) {
  const page = new Page('nodeType' in where ? textsBelow(where) : where);
  const counts = countSolid(text);
  const pieces = locate(text, counts, page.text);
  const found = [];
  let at = 0;
  for (const stretch of stretches) {
    const [from, to] = [counts[stretch.start], counts[stretch.end]];
    while (at < pieces.length && pieces[at].to < to) at += 1;
    const piece = pieces[at];
    if (!piece || piece.from > from || from === to) continue;
    const shift = piece.place - piece.from;
    found.push({
      ...stretch,
      start: page.before(from + shift),
      end: page.behind(to + shift),
    });
  }
  return found;
}

/** For every offset of a text, how many characters before it are not blank. */
function countSolid(text) {
  const counts = new Uint32Array(text.length + 1);
  for (let i = 0; i < text.length; i += 1) counts[i + 1] = counts[i] + !BLANK.test(text[i]);
  return counts;
}

/**
 * Pieces of the text that stand in the page: from `from` to `to` of its solid characters, at
 * `place` of the page's. In order.
 */
function locate(text, counts, page) {
  const solid = text.replace(BLANKS, '');
  const lines = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const [from, to] = [counts[start], counts[start + line.length]];
    if (from < to) lines.push({ from, to, place: -1 });
    start += line.length + 1;
  }
  let cursor = 0;
  for (const line of lines.filter(({ from, to }) => to - from >= LONG)) {
    line.place = page.indexOf(solid.slice(line.from, line.to), cursor);
    if (line.place >= 0) cursor = line.place + line.to - line.from;
  }
  const budget = { left: SEARCHES * page.length };
  const highs = limits(lines, page.length);
  const pieces = [];
  for (const [i, line] of lines.entries()) {
    const last = pieces.at(-1);
    const low = last ? last.place + last.to - last.from : 0;
    const window = { text: page, low, high: highs[i] };
    if (line.place >= 0) pieces.push(line);
    else pieces.push(...parts(solid, line, window, budget));
  }
  return pieces;
}

/** For every line, where the next one that was found begins. */
function limits(lines, length) {
  let high = length;
  const highs = lines.toReversed().map(({ place }) => {
    const own = high;
    if (place >= 0) high = place;
    return own;
  });
  return highs.reverse();
}

/** The pieces of a line that stand in a stretch of the page, in order, each as long as can be. */
function parts(solid, { from, to }, { text, low, high }, budget) {
  const pieces = [];
  const window = text.slice(low, high);
  let [at, behind, floor] = [from, 0, from];
  while (at < to && budget.left > 0) {
    const seed = solid.slice(at, Math.min(at + SEED, to));
    // A line may be short as a whole; what is left at its end is too short to be told apart.
    const enough = seed.length === SEED || at === from;
    const place = enough ? window.indexOf(seed, behind) : -1;
    budget.left -= (place < 0 ? window.length : place) - behind;
    if (place < 0) {
      at += STEP;
      continue;
    }
    let [start, end] = [at, at + seed.length];
    const shift = place - at;
    while (
      start > floor &&
      start + shift > behind &&
      solid[start - 1] === window[start - 1 + shift]
    )
      start -= 1;
    while (end < to && solid[end] === window[end + shift]) end += 1;
    pieces.push({ from: start, to: end, place: start + shift + low });
    [at, floor, behind] = [end, end, end + shift];
  }
  return pieces;
}

function* textsBelow(root) {
  const { createTreeWalker, document, localName, nodeType } = readersOf(root);
  // Constants of NodeFilter, which not every world has: elements and text; take, refuse, skip.
  const walker = createTreeWalker.call(document, root, 5, (node) => {
    if (nodeType.call(node) === 3) return 1;
    return SKIPPED.has(localName.call(node)) ? 2 : 3;
  });
  while (walker.nextNode()) yield walker.currentNode;
}

/** Text nodes, and their solid characters in one string. */
class Page {
  #nodes = [];
  /** Where each node starts in `text`. */
  #starts = [];

  constructor(nodes) {
    const texts = [];
    let length = 0;
    for (const node of nodes) {
      const solid = node.data.replace(BLANKS, '');
      if (!solid) continue;
      this.#nodes.push(node);
      this.#starts.push(length);
      texts.push(solid);
      length += solid.length;
    }
    this.text = texts.join('');
  }

  /** The place in front of a solid character. */
  before(at) {
    const index = this.#node(at);
    const node = this.#nodes[index];
    return { node, offset: offset(node.data, at - this.#starts[index]) };
  }

  /** The place behind the solid character before `at`. */
  behind(at) {
    const { node, offset } = this.before(at - 1);
    return { node, offset: offset + 1 };
  }

  /** The last node that starts at or before a solid character. */
  #node(at) {
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= at) low = middle;
      else high = middle;
    }
    return low;
  }
}

/** The offset of a text's solid character. */
function offset(data, solid) {
  let seen = 0;
  for (let i = 0; i < data.length; i += 1) {
    if (BLANK.test(data[i])) continue;
    if (seen === solid) return i;
    seen += 1;
  }
  return data.length;
}
