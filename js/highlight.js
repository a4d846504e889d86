// The entities of an article as CSS custom highlights in any document. Nothing is inserted: ranges
// are registered, and one adopted style sheet says how they look.

import { readersOf } from './dom.js';
import { HIGHLIGHT_CSS } from './highlight-style.js';
import { places } from './places.js';

export { HIGHLIGHT_CSS };

const CURRENT = 'copydesk-current';

/** Marks the article's entities below `root`, or in `texts`, wherever its text stands there. */
export function highlight(article, root, { style = true, texts } = {}) {
  const document = root.ownerDocument ?? root;
  const registry = document.defaultView?.CSS?.highlights ?? globalThis.CSS?.highlights;
  const ranges = rangesOf(article, texts ?? root, document);
  const marks = new Marks(registry);
  const kindOf = new Map(article.entities.map(({ id, kind }) => [id, kind]));
  const show = (kinds) => {
    const wanted = kinds && new Set(kinds);
    marks.clear();
    for (const [id, list] of ranges) {
      const kind = kindOf.get(id);
      if (!wanted || wanted.has(kind)) marks.add(`copydesk-${kind}`, list);
    }
  };
  const dress = style ? adopt(root, document) : () => {};
  const current = new Marks(registry);
  show();
  return {
    ranges,
    show,
    select(id, index = 0) {
      current.clear();
      const range = ranges.get(id)?.[index] ?? null;
      // Above the mark of its kind.
      if (range) current.add(CURRENT, [range], 1);
      return range;
    },
    clear() {
      marks.clear();
      current.clear();
      dress();
      ranges.clear();
    },
  };
}

/** Ranges by the entity's number; mentions whose text is not there are left out. */
function rangesOf({ entities, text }, where, document) {
  const { createRange } = readersOf(document);
  const mentions = entities.flatMap(({ id, mentions }) => mentions.map((m) => ({ id, ...m })));
  mentions.sort((a, b) => a.start - b.start);
  const found = new Map(entities.map(({ id }) => [id, []]));
  for (const { id, start, end } of places(text, mentions, where)) {
    const range = createRange.call(document);
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    found.get(id).push(range);
  }
  return found;
}

/** All ranges of all calls, by registry and name: a registry's own lists cannot be read from every world. */
const held = new WeakMap();

/** Ranges in the registry, which may hold those of other calls under the same names. */
class Marks {
  #registry;
  #held;
  #added = [];

  constructor(registry) {
    this.#registry = registry;
    if (registry && !held.has(registry)) held.set(registry, new Map());
    this.#held = held.get(registry);
  }

  add(name, ranges, priority = 0) {
    if (!this.#registry || ranges.length === 0) return;
    if (!this.#held.has(name)) this.#held.set(name, new Set());
    const all = this.#held.get(name);
    for (const range of ranges) all.add(range);
    this.#put(name, ranges, priority);
    this.#added.push([name, ranges]);
  }

  #put(name, ranges, priority = 0) {
    if (!this.#registry.has(name)) this.#registry.set(name, new Highlight());
    const highlight = this.#registry.get(name);
    highlight.priority = priority;
    for (const range of ranges) highlight.add(range);
  }

  clear() {
    for (const [name, ranges] of this.#added.splice(0)) {
      const all = this.#held.get(name);
      for (const range of ranges) all.delete(range);
      // Firefox takes a long time to delete many ranges one by one.
      this.#registry.delete(name);
      if (all.size > 0) this.#put(name, [...all]);
    }
  }
}

/** How many calls use the style sheet of a document or shadow tree. */
const dressed = new WeakMap();

/** Adopts the style sheet where `root` is; gives what takes it off again. */
function adopt(root, document) {
  const tree = root.getRootNode();
  const owner = tree.adoptedStyleSheets ? tree : document;
  const use = dressed.get(owner) ?? { sheet: sheetFor(document), count: 0 };
  dressed.set(owner, use);
  if (use.count++ === 0) owner.adoptedStyleSheets = [...owner.adoptedStyleSheets, use.sheet];
  let worn = true;
  return () => {
    if (!worn) return;
    worn = false;
    if (--use.count > 0) return;
    owner.adoptedStyleSheets = owner.adoptedStyleSheets.filter((sheet) => sheet !== use.sheet);
    dressed.delete(owner);
  };
}

function sheetFor(document) {
  // A sheet can be adopted only by documents of the window that made it.
  const { CSSStyleSheet } = document.defaultView ?? globalThis;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(HIGHLIGHT_CSS);
  return sheet;
}
