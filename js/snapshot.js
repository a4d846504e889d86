// A document as flat columns, by the rules that src/snapshot/mod.rs gives. Nothing is changed.

import { Columns } from './columns.js';
import { readersOf } from './dom.js';
import { failure } from './failure.js';
import { ATTRIBUTES, TAGS } from './names.js';
import { keepNodes } from './nodes.js';
import { atOnce, inSlices, STRIDE } from './slices.js';

export { nodesOf } from './nodes.js';

const HTML = 'http://www.w3.org/1999/xhtml';
const HIDDEN = 1;
const OTHER = 1;
const NAME = 1;
const MOST_NODES = 2 << 20;

const TAG = new Map(TAGS.map((name, number) => [name, number]));
const ATTRIBUTE = new Map(ATTRIBUTES.map((name, number) => [name, number]));
const NOSCRIPT = TAG.get('noscript');
const SLOT = TAG.get('slot');
/** Elements that are left out with all that is in them, whatever their namespace. */
const LEFT_OUT = new Set(['style', 'template', 'noembed', 'noframes']);
/** Elements of other namespaces that have a number of their own. */
const FOREIGN = { svg: 'http://www.w3.org/2000/svg', math: 'http://www.w3.org/1998/Math/MathML' };

/** The document, element or fragment `root` and all that is in it, as columns. */
export function snapshot(root, options) {
  return atOnce(take(root, options));
}

/** The same as a promise: taken in slices, between which the page goes on. */
export function snapshotInSlices(root, options) {
  return inSlices(take(root, options));
}

function* take(root, options) {
  if (typeof root?.nodeType !== 'number') {
    throw failure('invalid-option', 'snapshot() takes a document or an element.');
  }
  const { url, limits } = options ?? {};
  const walker = new Walker(root, limits?.nodes ?? MOST_NODES);
  yield* walker.walk(root);
  const { rendered } = walker;
  const address = rendered ? walker.read.URL.call(walker.read.document) : null;
  const taken = { ...walker.columns.finish(), url: url ?? address, rendered };
  keepNodes(taken, walker.nodes);
  return taken;
}

class Walker {
  columns = new Columns();
  nodes = [];
  /** Nodes to write: each is followed by its siblings, unless it stands in a slot. */
  next = [];
  parents = [];
  alone = [];
  /** Inside a hidden element, how many nodes were still to write outside it. */
  outside = Number.POSITIVE_INFINITY;

  constructor(root, most) {
    this.most = most;
    this.read = readersOf(root);
    this.view = this.read.defaultView?.call(this.read.document) ?? null;
    this.rendered = this.view !== null;
  }

  *walk(root) {
    const { nextSibling, nodeType, nodeValue } = this.read;
    this.push(root, -1, true);
    for (let steps = 1; this.next.length > 0; steps += 1) {
      if (steps % STRIDE === 0) yield;
      if (this.next.length <= this.outside) this.outside = Number.POSITIVE_INFINITY;
      const node = this.next.pop();
      const parent = this.parents.pop();
      if (!this.alone.pop()) this.push(nextSibling.call(node), parent, false);
      const type = nodeType.call(node);
      if (type === 1) this.element(node, parent);
      else if (type === 3 || type === 4) this.text(node, nodeValue.call(node), parent);
      else if (type === 9 || type === 11) this.inside(node, parent);
    }
  }

  push(node, parent, alone) {
    if (!node) return;
    this.next.push(node);
    this.parents.push(parent);
    this.alone.push(alone);
  }

  inside(node, parent) {
    this.push(this.read.firstChild.call(node), parent, false);
  }

  text(node, value, parent) {
    if (this.columns.text(value, parent)) this.keep(node);
  }

  keep(node) {
    if (this.nodes.push(node) > this.most) {
      throw failure(
        'too-many-nodes',
        `The document has more nodes than the limit of ${this.most} (limits.nodes). Clean a part of it, or raise the limit.`,
      );
    }
  }

  element(element, parent) {
    const { read, columns } = this;
    const local = read.localName.call(element);
    if (LEFT_OUT.has(local) || (local === 'script' && !isData(element, read))) return;
    const space = read.namespaceURI.call(element);
    const known = space === HTML || space === FOREIGN[local];
    const tag = (known && TAG.get(local)) || OTHER;
    const own = columns.node(tag, 0, parent);
    this.keep(element);
    if (tag === OTHER) columns.string(NAME, local);
    this.attributes(element, own);
    if (this.rendered && this.outside === Number.POSITIVE_INFINITY && !this.isShown(element, tag)) {
      columns.flag(own, HIDDEN);
      this.outside = this.next.length;
    }
    if (local === 'iframe') return;
    if (tag === NOSCRIPT && this.rendered) this.noscript(element, own);
    else this.children(element, tag, own);
  }

  attributes(element, own) {
    const { read, columns, rendered } = this;
    if (!read.hasAttributes.call(element)) return;
    for (const name of read.getAttributeNames.call(element)) {
      const number = ATTRIBUTE.get(name);
      if (number > NAME) columns.attribute(number, read.getAttribute.call(element, name));
      else if (!rendered && (name === 'hidden' || name === 'style')) {
        if (hides(name, read.getAttribute.call(element, name))) columns.flag(own, HIDDEN);
      }
    }
  }

  /** Whether an element is shown, as far as that is its own doing. */
  isShown(element, tag) {
    // What its style says of a `noscript` differs between browsers.
    if (tag === NOSCRIPT) return false;
    if (this.read.checkVisibility?.call(element, VISIBLE)) return true;
    const { display, visibility } = this.view.getComputedStyle(element);
    return display !== 'none' && visibility === 'visible';
  }

  children(element, tag, own) {
    const root = this.read.shadowRoot?.call(element);
    if (root) {
      this.inside(root, own);
      return;
    }
    const assigned = tag === SLOT ? element.assignedNodes() : [];
    if (assigned.length === 0) this.inside(element, own);
    for (const node of assigned.reverse()) this.push(node, own, true);
  }

  /** With scripting, what is in a `noscript` is a single text that nobody has parsed. */
  noscript(element, own) {
    const text = element.textContent;
    const inner = parsed(text);
    if (!inner) return;
    // The stack gives back the last first.
    this.inside(inner.body, own);
    this.inside(inner.head, own);
  }
}

const VISIBLE = { visibilityProperty: true, checkVisibilityCSS: true };

function isData(script, { getAttribute }) {
  const type = getAttribute.call(script, 'type');
  return type?.trim().toLowerCase() === 'application/ld+json';
}

/** Whether an attribute of a document that is not rendered hides its element. */
function hides(name, value) {
  if (name === 'hidden') return value.toLowerCase() !== 'until-found';
  const bare = value.replace(/[\t\n\f\r ]+/g, '').toLowerCase();
  return bare.includes('display:none') || bare.includes('visibility:hidden');
}

/** A document of its own, without scripts. A page whose policy allows no parsing has none. */
function parsed(html) {
  try {
    return new DOMParser().parseFromString(html, 'text/html');
  } catch {
    return null;
  }
}
