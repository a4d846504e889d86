// Cleaning a page in place: attributes and a style sheet hide what is not article; undo takes them away.

import { inherited, readersOf } from './dom.js';
import { IN_PLACE_CSS, MARK } from './in-place-style.js';
import { isContent, Later } from './later.js';
import { TAGS } from './names.js';
import { columnsOf, nodesOf } from './nodes.js';
import { hindrance, isNuisance, lockersOf, locksOf, UNSEEN } from './nuisance.js';
import { atOnce, inSlices, STRIDE } from './slices.js';
import { snapshot } from './snapshot.js';

export { IN_PLACE_CSS };

const TEXT = 0;
const NONE = 0xffffffff;

/** What the nodes of a snapshot are to the article; more than one may hold. */
const KEPT = 1;
/** Around something kept. */
const FRAME = 2;
/** Inside something hidden, or hidden itself. */
const COVERED = 4;
/** The widest around something that was cut. */
const CUT = 8;
const SEEN = 16;

/** Tags of what shows nothing anyway. */
const UNSEEN_TAGS = new Set([...TAGS.keys()].filter((tag) => UNSEEN.has(TAGS[tag])));

/**
 * Hides what is not article. `root` is the document, the element or the snapshot that the article was made of.
 */
export function cleanInPlace(article, root, options) {
  const page = new Page(article, root, options);
  atOnce(page.clean());
  return {
    undo: () => page.undo(),
    show: (pieces) => atOnce(page.show(pieces)),
    measure: (on) => atOnce(page.measure(on)),
  };
}

/** The same as a promise: done in slices, between which the page goes on. */
export async function cleanInPlaceInSlices(article, root, options) {
  const page = new Page(article, root, options);
  await inSlices(page.clean());
  return {
    undo: () => page.undo(),
    show: (pieces) => inSlices(page.show(pieces)),
    measure: (on) => inSlices(page.measure(on)),
  };
}

class Page {
  /** What each node is, by its number: see `KEPT` and its like. */
  state = new Uint8Array(0);
  /** Elements around the article, and what has no number: shadow roots, the document, what is around the root. */
  frames = [];
  outer = new Set();
  /** Elements with the mark that they carry. */
  marked = new Map();
  /** Pieces of `removed` that are shown again. */
  shown = [];
  /** Elements that came later and were hidden. */
  late = new Set();
  sheets = [];
  later = null;
  done = false;

  constructor(article, root, { style = true, measure = false, onLost } = {}) {
    const source = [article, root].find(nodesOf) ?? snapshot(root);
    this.nodes = nodesOf(source);
    this.columns = columnsOf(source);
    this.numbers = new Map();
    for (let i = 0; i < this.nodes.length; i += 1) this.numbers.set(this.nodes[i], i);
    this.removed = article.removed;
    this.style = style;
    this.isMeasured = measure;
    this.onLost = onLost;
    this.ranges = [...article.blocks, ...article.parts].filter(({ start, end }) => start < end);
    if (this.ranges.length === 0 || this.nodes.length === 0) return;
    this.read = readersOf(this.nodes[0]);
    this.first = Math.min(...this.ranges.map(({ start }) => start));
    this.last = Math.max(...this.ranges.map(({ end }) => end)) - 1;
  }

  *clean() {
    if (!this.read) return;
    yield* this.arrange();
    if (this.done) return;
    const roots = [...this.outer].filter((node) => this.read.nodeType.call(node) !== 1);
    if (this.style) for (const root of roots) this.adopt(root);
    this.later = new Later(roots, this, lockersOf(this.read));
    yield* this.meanwhile();
  }

  /** Shows these pieces of `removed` in their places, and no others. */
  *show(pieces) {
    this.shown = pieces;
    if (this.read) yield* this.arrange();
  }

  /** Sets the article in a column of comfortable width, or as the page has it. */
  *measure(on) {
    this.isMeasured = on;
    if (this.read) yield* this.arrange();
  }

  *arrange() {
    this.state = new Uint8Array(this.nodes.length);
    const shown = this.shown.map((piece) => this.removed[piece]).filter(Boolean);
    for (const range of [...this.ranges, ...shown]) yield* this.keep(range);
    this.surround();
    const hidden = yield* this.furniture();
    if (!this.done) yield* this.mark(hidden);
  }

  /** The number of the element around a node, or `NONE`. */
  parent(number) {
    return this.columns[2 * number + 1];
  }

  /** Whether one of these holds for a node of the snapshot. */
  is(number, what) {
    return number !== NONE && (this.state[number] & what) !== 0;
  }

  *keep({ start, end }) {
    for (let number = start; number < Math.min(end, this.nodes.length); number += 1) {
      if (number % STRIDE === 0) yield;
      this.state[number] |= KEPT;
      for (let at = this.parent(number); at !== NONE && !this.is(at, FRAME); at = this.parent(at)) {
        this.state[at] |= FRAME;
      }
    }
  }

  /** Finds everything around the article, up to the document. */
  surround() {
    this.frames = this.nodes.filter((_, number) => this.is(number, FRAME));
    const roots = this.frames.map((frame) => this.read.shadowRoot?.call(frame)).filter(Boolean);
    this.outer = new Set(roots);
    for (let at = this.around(this.nodes[0]); at; at = this.around(at)) this.outer.add(at);
  }

  /** The node around another one, as it is shown: past slots and shadow roots. */
  around(node) {
    const { assignedSlot, nodeType, parentNode } = this.read;
    const slot = nodeType.call(node) === 1 ? assignedSlot.call(node) : null;
    return slot ?? parentNode.call(node) ?? (node instanceof ShadowRoot ? node.host : null);
  }

  /** The widest elements that hold nothing of the article and are not to be seen. */
  *furniture() {
    yield* this.cuts();
    const widest = [];
    for (let number = 0; number < this.nodes.length; number += 1) {
      if (number % STRIDE === 0) yield;
      const tag = this.columns[2 * number] & 0xff;
      if (tag === TEXT || this.is(number, KEPT | FRAME)) continue;
      const under = this.is(this.parent(number), COVERED);
      const outside = number < this.first || number > this.last;
      if (!under && !outside && !this.is(number, CUT) && !this.isNuisance(number)) continue;
      if (UNSEEN_TAGS.has(tag)) continue;
      this.state[number] |= COVERED;
      if (!under) widest.push(this.nodes[number]);
    }
    return widest;
  }

  isNuisance(number) {
    return !this.is(this.parent(number), KEPT) && isNuisance(this.nodes[number], this.read);
  }

  /** Finds the widest elements around what was cut that hold nothing of the article. */
  *cuts() {
    for (const { start, end } of this.removed) {
      for (let number = start; number < Math.min(end, this.nodes.length); number += 1) {
        if (number % STRIDE === 0) yield;
        let at = number;
        let next = number;
        while (next !== NONE && !this.is(next, KEPT | FRAME | SEEN)) {
          this.state[next] |= SEEN;
          at = next;
          next = this.parent(at);
        }
        const around = this.parent(at);
        if (around === NONE || this.is(around, KEPT | FRAME)) this.state[at] |= CUT;
      }
    }
  }

  /** Hides these elements and no others; steadies what sticks, sharpens what is blurred; lets the page scroll. */
  *mark(hidden) {
    const wanted = new Map(hidden.map((element) => [element, MARK.hidden]));
    for (const [element, mark] of this.isMeasured ? this.column() : []) wanted.set(element, mark);
    let steps = 0;
    // All styles are read before any mark is set, so that they are computed once.
    const blocks = this.ranges.map(({ start }) => this.nodes[start]);
    for (const element of new Set([...this.frames, ...this.outer, ...blocks])) {
      if (++steps % STRIDE === 0) yield;
      if (this.read.nodeType.call(element) !== 1) continue;
      const mark = hindrance(element, this.read);
      if (mark && !wanted.has(element)) wanted.set(element, mark);
    }
    const locks = locksOf(this.read);
    for (const [element, mark] of [...this.marked]) {
      if (++steps % STRIDE === 0) yield;
      const stays = mark === MARK.free || (this.late.has(element) && !this.isKept(element));
      if (!stays && wanted.get(element) !== mark) this.take(element);
    }
    for (const [element, mark] of wanted) {
      if (++steps % STRIDE === 0) yield;
      this.give(element, mark);
    }
    for (const element of locks) this.give(element, MARK.free);
  }

  /** The smallest element around the whole article, and those around it below the body, with their marks. */
  *column() {
    const chain = (node) => {
      const elements = [];
      for (let at = this.around(node); at; at = this.around(at)) {
        if (this.read.nodeType.call(at) === 1) elements.push(at);
      }
      return elements;
    };
    const own = new Set(chain(this.nodes[this.first]));
    const common = chain(this.nodes[this.last]).filter((element) => own.has(element));
    // The last two are the body and the root.
    for (const [at, element] of common.slice(0, -2).entries()) {
      yield [element, at === 0 ? MARK.column : MARK.around];
    }
  }

  /** Judges what came between the snapshot and the observer. */
  *meanwhile() {
    const { firstChild, nextSibling, nodeType } = this.read;
    const found = [];
    let steps = 0;
    for (const frame of [...this.frames, ...this.outer]) {
      for (let at = firstChild.call(frame); at; at = nextSibling.call(at)) {
        if (++steps % STRIDE === 0) yield;
        if (nodeType.call(at) === 1 && !this.numbers.has(at) && this.judge(at)) found.push(at);
      }
    }
    this.hide(found);
  }

  give(element, mark) {
    const { hasAttribute, setAttribute } = this.read;
    if (this.done || this.marked.has(element) || hasAttribute.call(element, MARK.name)) return;
    setAttribute.call(element, MARK.name, mark);
    this.marked.set(element, mark);
  }

  take(element) {
    this.read.removeAttribute.call(element, MARK.name);
    this.marked.delete(element);
  }

  isKept(node) {
    const number = this.numbers.get(node) ?? NONE;
    return this.is(number, KEPT | FRAME) || this.outer.has(node);
  }

  /** Whether what is added under a node is judged: inside something kept it belongs to it, inside something hidden it is hidden. */
  concerns(parent) {
    const number = this.numbers.get(parent) ?? NONE;
    if (number === NONE) return this.outer.has(parent);
    return !this.is(number, KEPT) && (this.is(number, FRAME) || !this.is(number, COVERED));
  }

  /** Whether something that was added is to be hidden. */
  judge(element) {
    const { DOCUMENT_POSITION_FOLLOWING: after, DOCUMENT_POSITION_PRECEDING: before } = Node;
    const { DOCUMENT_POSITION_CONTAINED_BY: within } = Node;
    const { compareDocumentPosition, localName } = this.read;
    if (this.isKept(element) || UNSEEN.has(localName.call(element))) return false;
    const order = (number) => compareDocumentPosition.call(element, this.nodes[number]);
    const [first, last] = [order(this.first), order(this.last)];
    if ((first | last) & within) return false; // The page has put the article into something new.
    const inside = first & before && last & after;
    return !inside || !isContent(element, this.read) || isNuisance(element, this.read);
  }

  /** Whether the page has put something else in the article's place. */
  isLost() {
    const { isConnected } = this.read;
    return ![this.first, this.last].every((number) => isConnected.call(this.nodes[number]));
  }

  lost() {
    this.undo();
    this.onLost?.();
  }

  hide(elements) {
    for (const element of elements) {
      this.give(element, MARK.hidden);
      this.late.add(element);
    }
  }

  unlock() {
    for (const element of locksOf(this.read)) this.give(element, MARK.free);
  }

  undo() {
    if (this.done) return;
    this.done = true;
    this.later?.end();
    for (const element of [...this.marked.keys()]) this.take(element);
    for (const root of this.outer) {
      if (this.read.nodeType.call(root) === 1) continue;
      // What the page copied meanwhile has the attribute too.
      const copies = inherited(root, 'querySelectorAll').call(root, MARK.any);
      for (const copy of copies) this.read.removeAttribute.call(copy, MARK.name);
    }
    for (const remove of this.sheets.splice(0)) remove();
  }

  /** Gives a document or a shadow root the style sheet. */
  adopt(root) {
    const document = root.ownerDocument ?? root;
    try {
      const sheet = new document.defaultView.CSSStyleSheet();
      sheet.replaceSync(IN_PLACE_CSS);
      root.adoptedStyleSheets.push(sheet);
      this.sheets.push(() => {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((own) => own !== sheet);
      });
    } catch {
      // Where a content script may not reach the list.
      const style = document.createElement('style');
      style.textContent = IN_PLACE_CSS;
      (root.head ?? root).append(style);
      this.sheets.push(() => style.remove());
    }
  }
}
