// Where the text of an article stands in a document. Blanks do not count, since a page lays them
// out as it likes; the lines of the article are looked for in their order, the long ones first,
// because short ones stand in menus too.

/** What does not count: white space, controls, and characters that only steer the layout. */
const BLANKS =
  /[\p{White_Space}\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
const BLANK = new RegExp(BLANKS.source.slice(0, -1), 'u');

/** Text that no reader sees as such. */
const SKIPPED = 'script, style, noscript, template, textarea, select, title';

/** Lines with fewer characters are looked for between the places of longer ones. */
const LONG = 40;
/** Pieces with fewer are not split further. */
const SHORT = 16;

/**
 * The places of stretches of a text below a root, in order: each stretch with `start` and `end` as
 * `{node, offset}`. Those that are not found are left out.
 *
 * @param {string} text lines of an article
 * @param {{start: number, end: number}[]} stretches in order, none over a line's end
 * @param {Node} root
 */
export function places(text, stretches, root) {
  const page = new Page(root);
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
  return between(lines, page.length).flatMap(({ line, low, high }) =>
    line.place >= 0 ? [line] : parts(solid, line, page.slice(low, high), low),
  );
}

/** Every line with the stretch of the page that its neighbours leave for it. */
function between(lines, length) {
  let high = length;
  const highs = lines.toReversed().map((line) => {
    const own = high;
    if (line.place >= 0) high = line.place;
    return own;
  });
  highs.reverse();
  let low = 0;
  return lines.map((line, i) => {
    const own = { line, low, high: highs[i] };
    if (line.place >= 0) low = line.place + line.to - line.from;
    return own;
  });
}

/** What is found of a piece in a stretch of the page: all of it, or what is found of its halves. */
function parts(solid, { from, to }, page, shift) {
  const at = page.indexOf(solid.slice(from, to));
  if (at >= 0) return [{ from, to, place: at + shift }];
  if (to - from < 2 * SHORT) return [];
  const middle = (from + to) >> 1;
  const first = parts(solid, { from, to: middle }, page, shift);
  const last = first.at(-1);
  const behind = last ? last.place + last.to - last.from - shift : 0;
  const second = parts(solid, { from: middle, to }, page.slice(behind), shift + behind);
  return [...first, ...second];
}

/** The text nodes below a root, and their solid characters in one string. */
class Page {
  #nodes = [];
  /** Where each node starts in `text`. */
  #starts = [];

  constructor(root) {
    const document = root.ownerDocument ?? root;
    // Constants of NodeFilter, which not every world has: elements and text; take, refuse, skip.
    const walker = document.createTreeWalker(root, 5, (node) => {
      if (node.nodeType === 3) return 1;
      return node.matches(SKIPPED) ? 2 : 3;
    });
    const texts = [];
    let length = 0;
    while (walker.nextNode()) {
      const solid = walker.currentNode.data.replace(BLANKS, '');
      if (!solid) continue;
      this.#nodes.push(walker.currentNode);
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
