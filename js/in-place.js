// Cleaning a page in place: one attribute and one style sheet hide what is not article; undo takes both away.

import { readersOf } from './dom.js';
import { nodesOf, snapshot } from './snapshot.js';

const ATTRIBUTE = 'data-copydesk-hidden';
const RULE = `[${ATTRIBUTE}] { display: none !important }`;
/** Nodes that are looked at in something that was added, and the letters that make it prose. */
const MOST = 200;
const PROSE = 80;

const PICTURES = new Set(['img', 'picture', 'video', 'audio', 'figure', 'math', 'table']);
/** What shows nothing anyway. */
const UNSEEN = new Set([
  'base',
  'head',
  'link',
  'meta',
  'noscript',
  'script',
  'style',
  'template',
  'title',
]);

/**
 * Hides what is not article. `root` is the document, the element or the snapshot that the article was made of.
 */
export function cleanInPlace(article, root) {
  const nodes = nodesOf(article) ?? nodesOf(root) ?? nodesOf(snapshot(root));
  const page = new Page(article, nodes);
  page.clean();
  return { undo: () => page.undo() };
}

class Page {
  /** Nodes of the article, and everything around them, up to the document. */
  kept = new Set();
  frames = new Set();
  hidden = new Set();
  sheets = [];
  observer = null;

  constructor(article, nodes) {
    this.nodes = nodes;
    this.removed = article.removed;
    const ranges = [...article.blocks, ...article.parts].filter(({ start, end }) => start < end);
    if (ranges.length === 0 || nodes.length === 0) return;
    this.read = readersOf(nodes[0]);
    for (const { start, end } of ranges) {
      for (const node of nodes.slice(start, end)) this.keep(node);
    }
    this.first = Math.min(...ranges.map(({ start }) => start));
    this.last = Math.max(...ranges.map(({ end }) => end)) - 1;
  }

  /** The node around another one, as it is shown: past slots and shadow roots. */
  around(node) {
    const { assignedSlot, nodeType, parentNode } = this.read;
    const slot = nodeType.call(node) === 1 ? assignedSlot.call(node) : null;
    return slot ?? parentNode.call(node) ?? (node instanceof ShadowRoot ? node.host : null);
  }

  keep(node) {
    this.kept.add(node);
    for (let at = this.around(node); at && !this.frames.has(at); at = this.around(at)) {
      this.frames.add(at);
    }
  }

  clean() {
    if (this.kept.size === 0) return;
    const cut = this.cuts();
    for (const [number, node] of this.nodes.entries()) {
      if (number < this.first || number > this.last || cut.has(node)) this.hide(node);
    }
    const roots = [...this.frames].filter((node) => this.read.nodeType.call(node) !== 1);
    for (const root of roots) this.adopt(root);
    this.watch(roots);
  }

  /** The widest elements around what was cut that hold nothing of the article. */
  cuts() {
    const found = new Set();
    for (const { start, end } of this.removed) {
      for (const node of this.nodes.slice(start, end)) {
        let at = node;
        for (let next = this.around(at); !this.isKept(next); next = this.around(at)) at = next;
        found.add(at);
      }
    }
    return found;
  }

  isKept(node) {
    return !node || this.kept.has(node) || this.frames.has(node);
  }

  hide(node) {
    const { hasAttribute, localName, nodeType, setAttribute } = this.read;
    if (nodeType.call(node) !== 1 || this.isKept(node) || UNSEEN.has(localName.call(node))) return;
    const inside = this.hidden.has(this.around(node));
    if (!inside && hasAttribute.call(node, ATTRIBUTE)) return;
    if (!inside) setAttribute.call(node, ATTRIBUTE, '');
    this.hidden.add(node);
  }

  /** Gives a document or a shadow root the rule. */
  adopt(root) {
    const document = root.ownerDocument ?? root;
    try {
      const sheet = new document.defaultView.CSSStyleSheet();
      sheet.replaceSync(RULE);
      root.adoptedStyleSheets.push(sheet);
      this.sheets.push(() => {
        root.adoptedStyleSheets = root.adoptedStyleSheets.filter((own) => own !== sheet);
      });
    } catch {
      // Where a content script may not reach the list.
      const style = document.createElement('style');
      style.textContent = RULE;
      (root.head ?? root).append(style);
      this.sheets.push(() => style.remove());
    }
  }

  /** Judges what is added later when it comes: each thing once, looking at a bounded number of nodes in it. */
  watch(roots) {
    this.observer = new MutationObserver((records) => {
      for (const { addedNodes, target } of records) {
        for (const node of addedNodes) if (node instanceof Element) this.judge(node, target);
      }
    });
    for (const root of roots) this.observer.observe(root, { childList: true, subtree: true });
  }

  judge(element, parent) {
    // Inside something kept it belongs to it; inside something hidden it is hidden.
    if (!this.frames.has(parent) || this.kept.has(parent) || this.isKept(element)) return;
    const { DOCUMENT_POSITION_FOLLOWING: after, DOCUMENT_POSITION_PRECEDING: before } = Node;
    const [first, last] = [this.nodes[this.first], this.nodes[this.last]];
    const order = (node) => element.compareDocumentPosition(node);
    const inside = order(first) & before && order(last) & after;
    if (!inside || !isContent(element)) this.hide(element);
  }

  undo() {
    this.observer?.disconnect();
    this.observer = null;
    const remove = this.read?.removeAttribute;
    for (const element of this.hidden) remove.call(element, ATTRIBUTE);
    for (const root of this.frames) {
      // What the page copied meanwhile has the attribute too.
      const copies = root.nodeType === 1 ? [] : root.querySelectorAll(`[${ATTRIBUTE}]`);
      for (const copy of copies) remove.call(copy, ATTRIBUTE);
    }
    for (const take of this.sheets) take();
    this.hidden.clear();
    this.sheets = [];
  }
}

/** Whether something that came into the article is part of it: prose or a picture, and no frame. */
function isContent(element) {
  if (PICTURES.has(element.localName)) return true;
  const walker = element.ownerDocument.createTreeWalker(
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
  );
  let letters = 0;
  for (let node = element, seen = 0; node && seen < MOST; node = walker.nextNode(), seen += 1) {
    if (node.nodeType === 3)
      letters += isLinked(node, element) ? -node.length : node.data.trim().length;
    else if (node.localName === 'iframe' || node.localName === 'ins') return false;
    else if (PICTURES.has(node.localName)) letters += PROSE;
  }
  return letters >= PROSE;
}

function isLinked(text, within) {
  const link = text.parentElement?.closest('a, button');
  return Boolean(link) && within.contains(link);
}
