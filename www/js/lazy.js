/**
 * A long list as sections that are filled when they come near the window and emptied when they
 * are far off. Short lists are filled whole and stay, so that the browser's own search and
 * printing see everything. Work is done in small turns: the page stays free in between.
 */
const NEAR = '1500px';
const SHORT = 3000;
/** Characters and items in a section. */
const CHARACTERS = 40_000;
const ITEMS = { least: 60, most: 1000 };
/** Sections that are made in one turn. */
const TURN = 60;

const nextTurn = () => new Promise((next) => setTimeout(next));

export class Lazy {
  #root;
  #fill;
  #height;
  #sections = [];
  #known = new Map();
  #observer;
  #round = 0;
  #stay = true;

  /**
   * @param {HTMLElement} root
   * @param {{fill: (from: number, to: number) => Node | Promise<Node>, height: (characters: number, items: number) => number}} view
   */
  constructor(root, { fill, height }) {
    this.#root = root;
    this.#fill = fill;
    this.#height = height;
    const margins = { rootMargin: NEAR, scrollMargin: NEAR };
    this.#observer = new IntersectionObserver((seen) => this.#moved(seen), margins);
  }

  /**
   * Shows `count` items anew; sections that are still there keep their place on screen. When it
   * returns, what is on screen is up to date; the rest follows.
   *
   * @param {number} count
   * @param {(i: number) => number} [size] characters of item `i`
   * @param {(i: number) => boolean} [joined] whether item `i` had better not start a section
   */
  async update(count, size = () => 0, joined = () => false) {
    const round = ++this.#round;
    const bounds = boundsOf(count, size, joined);
    const characters = bounds.reduce((sum, bound) => sum + bound.characters, 0);
    this.#stay = count <= SHORT && characters < 10 * CHARACTERS;
    for (const { element } of this.#sections.splice(bounds.length)) {
      this.#observer.unobserve(element);
      this.#known.delete(element);
      element.remove();
    }
    for (const [k, bound] of bounds.entries()) {
      if (k > 0 && k % TURN === 0) await nextTurn();
      if (round !== this.#round) return;
      this.#place(k, bound);
    }
    if (this.#stay) await this.#fillAll(round);
  }

  /** The section with item `i`, filled. */
  reveal(i) {
    const section = this.#sections.find(({ to }) => i < to);
    if (section && !section.filled) this.#show(section);
    return section?.element;
  }

  #place(k, bound) {
    this.#sections[k] ??= this.#add();
    const section = this.#sections[k];
    Object.assign(section, bound);
    section.height = Math.round(this.#height(bound.characters, bound.to - bound.from));
    if (section.filled || k === 0) this.#show(section);
    else section.element.style.minBlockSize = `${section.height}px`;
  }

  async #fillAll(round) {
    for (const section of this.#sections) {
      if (section.filled) continue;
      await nextTurn();
      if (round !== this.#round) return;
      if (!section.filled) this.#show(section);
    }
  }

  #add() {
    const element = document.createElement('div');
    const section = { element, filled: false, turn: 0 };
    this.#known.set(element, section);
    this.#root.append(element);
    this.#observer.observe(element);
    return section;
  }

  #moved(seen) {
    for (const { target, isIntersecting, boundingClientRect } of seen) {
      const section = this.#known.get(target);
      if (!section) continue;
      if (isIntersecting && !section.filled) this.#show(section);
      else if (
        !isIntersecting &&
        section.filled &&
        !this.#stay &&
        !target.contains(document.activeElement)
      ) {
        section.filled = false;
        section.turn++;
        target.className = '';
        target.style.minBlockSize = `${boundingClientRect.height || section.height}px`;
        target.replaceChildren();
      }
    }
  }

  #show(section) {
    const { element, from, to } = section;
    const turn = ++section.turn;
    section.filled = true;
    const place = (nodes) => {
      if (turn !== section.turn) return;
      element.className = 'part';
      element.style.containIntrinsicBlockSize = `auto ${section.height}px`;
      element.style.minBlockSize = '';
      element.replaceChildren(nodes);
    };
    const fail = () => {
      if (turn === section.turn) section.filled = false;
    };
    const nodes = this.#fill(from, to);
    if (nodes instanceof Promise) nodes.then(place, fail);
    else place(nodes);
  }
}

/** Sections of neither too many items nor too many characters. */
function boundsOf(count, size, joined) {
  const most = Math.min(ITEMS.most, Math.max(ITEMS.least, count / 600));
  const bounds = [];
  for (let from = 0; from < count; ) {
    let to = from;
    let characters = 0;
    while (to < count && characters < CHARACTERS && to - from < most * (joined(to) ? 1.5 : 1)) {
      characters += size(to++);
    }
    bounds.push({ from, to, characters });
    from = to;
  }
  return bounds;
}
