// What a page adds after it was cleaned. An observer, no timers; each thing is judged once, and the work is bounded:
// a page that never rests is left to itself in the end.

import { rest } from './slices.js';

/** Elements judged before the page goes on, and in all. */
const AT_ONCE = 100;
const IN_ALL = 20_000;

/** Nodes that are looked at in something that was added, and the letters that make it prose. */
const MOST = 200;
const PROSE = 80;

const PICTURES = new Set(['img', 'picture', 'video', 'audio', 'figure', 'math', 'table']);

export class Later {
  #page;
  #waiting = [];
  #left = IN_ALL;
  #busy = false;
  #asked = false;
  #observers = [];

  /**
   * @param {Node[]} roots documents and shadow roots
   * @param {{concerns: (parent: Node) => boolean, judge: (element: Element) => boolean,
   *   hide: (elements: Element[]) => void, unlock: () => void, isLost: () => boolean, lost: () => void}} page whether
   *   what is added under a parent is to be judged; whether something added is to be hidden; hides it; lets the page
   *   scroll; whether the article is no longer there; told so
   * @param {Element[]} lockers what may lock the page against scrolling
   */
  constructor(roots, page, lockers) {
    this.#page = page;
    for (const root of roots) {
      this.#observe(root, { childList: true, subtree: true }, (records) => this.#take(records));
    }
    for (const element of lockers) {
      this.#observe(element, { attributeFilter: ['class', 'style'] }, () => this.#ask());
    }
  }

  #observe(target, what, hear) {
    const observer = new MutationObserver(hear);
    observer.observe(target, what);
    this.#observers.push(observer);
  }

  end() {
    for (const observer of this.#observers.splice(0)) observer.disconnect();
    this.#waiting = [];
    this.#left = 0;
  }

  #take(records) {
    for (const { addedNodes, target } of records) {
      if (!this.#page.concerns(target)) continue;
      for (const node of addedNodes) if (node instanceof Element) this.#waiting.push(node);
      if (this.#waiting.length > this.#left) break;
    }
    if (!this.#busy) this.#work();
  }

  /** @returns {Promise<void>} */
  async #work() {
    this.#busy = true;
    while (this.#waiting.length > 0 && this.#left > 0) {
      if (this.#page.isLost()) return this.#page.lost();
      const some = this.#waiting.splice(0, Math.min(AT_ONCE, this.#left));
      this.#left -= some.length;
      // All are read before any is written, so that styles are computed once.
      this.#page.hide(some.filter((element) => this.#page.judge(element)));
      if (this.#waiting.length > 0) await rest();
    }
    this.#busy = false;
    if (this.#left <= 0) this.end();
  }

  /** Asks for the lock once a frame at most, when styles are computed anyway. */
  #ask() {
    if (this.#asked) return;
    this.#asked = true;
    requestAnimationFrame(() => {
      this.#asked = false;
      if (this.#observers.length > 0) this.#page.unlock();
    });
  }
}

/** Whether something that came into the article is part of it: prose or a picture, and no frame. */
export function isContent(element, read) {
  if (PICTURES.has(read.localName.call(element))) return true;
  const walker = read.createTreeWalker.call(
    read.document,
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
  );
  let letters = 0;
  for (let node = element, seen = 0; node && seen < MOST; node = walker.nextNode(), seen += 1) {
    if (node instanceof Text) {
      letters += isLinked(node, element, read) ? -node.length : node.data.trim().length;
      continue;
    }
    const name = read.localName.call(node);
    if (name === 'iframe' || name === 'ins') return false;
    if (PICTURES.has(name)) letters += PROSE;
  }
  return letters >= PROSE;
}

function isLinked(text, within, { localName, parentNode }) {
  for (let at = parentNode.call(text); at && at !== within; at = parentNode.call(at)) {
    if (at instanceof Element && ['a', 'button'].includes(localName.call(at))) return true;
  }
  return ['a', 'button'].includes(localName.call(within));
}
