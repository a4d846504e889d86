// Cleaning a page in place: attributes and a style sheet hide what is not article; undo takes them away.

import { inherited, readersOf } from './dom.js';
import { IN_PLACE_CSS, MARK } from './in-place-style.js';
import { isContent, Later } from './later.js';
import { hindrance, isNuisance, lockersOf, locksOf, UNSEEN } from './nuisance.js';
import { atOnce, inSlices, STRIDE } from './slices.js';
import { nodesOf, snapshot } from './snapshot.js';

export { IN_PLACE_CSS };

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
  /** Nodes of the article and of what is shown again. */
  kept = new Set();
  /** Everything around them, up to the document. */
  frames = new Set();
  /** Nodes inside what is hidden, and it itself. */
  covered = new Set();
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
    this.nodes = nodesOf(article) ?? nodesOf(root) ?? nodesOf(snapshot(root));
    this.known = new Set(this.nodes);
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
    const roots = [...this.frames].filter((node) => this.read.nodeType.call(node) !== 1);
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
    this.kept = new Set();
    this.frames = new Set();
    const shown = this.shown.map((piece) => this.removed[piece]).filter(Boolean);
    for (const range of [...this.ranges, ...shown]) yield* this.keep(range);
    const hidden = yield* this.furniture();
    if (!this.done) yield* this.mark(hidden);
  }

  *keep({ start, end }) {
    for (let number = start; number < end; number += 1) {
      if (number % STRIDE === 0) yield;
      const node = this.nodes[number];
      if (!node) return;
      this.kept.add(node);
      for (let at = this.around(node); at && !this.frames.has(at); at = this.around(at)) {
        this.frames.add(at);
      }
    }
  }

  /** The node around another one, as it is shown: past slots and shadow roots. */
  around(node) {
    const { assignedSlot, nodeType, parentNode } = this.read;
    const slot = nodeType.call(node) === 1 ? assignedSlot.call(node) : null;
    return slot ?? parentNode.call(node) ?? (node instanceof ShadowRoot ? node.host : null);
  }

  isKept(node) {
    return !node || this.kept.has(node) || this.frames.has(node);
  }

  /** The widest elements that hold nothing of the article and are not to be seen. */
  *furniture() {
    const { localName, nodeType } = this.read;
    const cut = yield* this.cuts();
    const covered = new Set();
    this.covered = covered;
    const widest = [];
    for (const [number, node] of this.nodes.entries()) {
      if (number % STRIDE === 0) yield;
      if (nodeType.call(node) !== 1 || this.isKept(node)) continue;
      const under = covered.has(this.around(node));
      const outside = number < this.first || number > this.last;
      if (!under && !outside && !cut.has(node) && !this.isNuisance(node)) continue;
      if (UNSEEN.has(localName.call(node))) continue;
      covered.add(node);
      if (!under) widest.push(node);
    }
    return widest;
  }

  isNuisance(element) {
    return !this.kept.has(this.around(element)) && isNuisance(element, this.read);
  }

  /** The widest elements around what was cut that hold nothing of the article. */
  *cuts() {
    const found = new Set();
    const seen = new Set();
    for (const { start, end } of this.removed) {
      for (let number = start; number < end; number += 1) {
        if (number % STRIDE === 0) yield;
        let at = this.nodes[number];
        for (let next = at; next && !this.isKept(next) && !seen.has(next); next = this.around(at)) {
          seen.add(next);
          at = next;
        }
        if (this.isKept(this.around(at))) found.add(at);
      }
    }
    return found;
  }

  /** Hides these elements and no others; steadies what sticks, sharpens what is blurred; lets the page scroll. */
  *mark(hidden) {
    const wanted = new Map(hidden.map((element) => [element, MARK.hidden]));
    for (const [element, mark] of this.isMeasured ? this.column() : []) wanted.set(element, mark);
    let steps = 0;
    // All styles are read before any mark is set, so that they are computed once.
    const blocks = this.ranges.map(({ start }) => this.nodes[start]);
    for (const element of new Set([...this.frames, ...blocks])) {
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
    for (const frame of this.frames) {
      for (let at = firstChild.call(frame); at; at = nextSibling.call(at)) {
        if (++steps % STRIDE === 0) yield;
        if (nodeType.call(at) === 1 && !this.known.has(at) && this.judge(at)) found.push(at);
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

  /** Whether what is added under a node is judged: inside something kept it belongs to it, inside something hidden it is hidden. */
  concerns(parent) {
    const { covered, frames, kept, known } = this;
    return !kept.has(parent) && (frames.has(parent) || (known.has(parent) && !covered.has(parent)));
  }

  /** Whether something that was added is to be hidden. */
  judge(element) {
    const { DOCUMENT_POSITION_FOLLOWING: after, DOCUMENT_POSITION_PRECEDING: before } = Node;
    const { compareDocumentPosition, localName } = this.read;
    if (this.isKept(element) || UNSEEN.has(localName.call(element))) return false;
    const order = (number) => compareDocumentPosition.call(element, this.nodes[number]);
    const inside = order(this.first) & before && order(this.last) & after;
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
    for (const root of this.frames) {
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
