// An article as nodes. No string of HTML is made or read here.

import { safeImage } from './address.js';
import { trim } from './blank.js';
import { failure } from './failure.js';
import { common, runs, words } from './spans.js';

export { safeAddress } from './address.js';

/** The article as nodes of `document`: what toHtml writes, element by element. */
export function render(article, document) {
  const maker = new Maker(document);
  const blocks = article.blocks.map((block) => made(maker, block));
  const root = maker.element('article', ...head(maker, article), ...blocks.filter(Boolean));
  maker.attribute(root, 'lang', article.language);
  const fragment = document.createDocumentFragment();
  fragment.append(root);
  return fragment;
}

/** A block of an article as an element of `document`; null for one that would show nothing. */
export function renderBlock(block, document) {
  return made(new Maker(document), block) || null;
}

function made(maker, block) {
  const make = Object.hasOwn(BLOCKS, block.kind) && BLOCKS[block.kind];
  if (!make) throw failure('invalid-article', `There is no block of the kind ${block.kind}.`);
  return make(maker, block);
}

function head(maker, { title, deck, byline, published }) {
  const names = byline.map((name) => trim(name)).filter(Boolean);
  const date = trim(published ?? '');
  const time = maker.element('time', ...maker.lines(date));
  maker.attribute(time, 'datetime', date);
  const line = [maker.lines(names.join(', ')), date ? [time] : []].filter((part) => part.length);
  return [
    trim(title ?? '') && maker.line('h1', title),
    trim(deck ?? '') && maker.element('p', maker.line('em', deck)),
    line.length && maker.element('p', ...line.flatMap((part, i) => (i ? [' · ', ...part] : part))),
  ].filter(Boolean);
}

/** How each kind of block is made; null for one that would show nothing. */
const BLOCKS = {
  heading: (maker, block) => maker.marked(`h${Math.min(Math.max(block.level, 2), 6)}`, block),
  paragraph: (maker, block) => maker.marked('p', block),
  quote: (maker, block) => {
    const text = maker.marked('p', block);
    return text && maker.element('blockquote', text);
  },
  list: (maker, block) => {
    const next = words(block);
    const lists = [maker.list(block.ordered)];
    for (const [i, item] of block.items.entries()) {
      const { level, ordered } = block.nesting?.[i] ?? { level: 0 };
      // The first lies in none, and no other lies more than one deeper than the one before.
      const deep = Math.min(level, i && lists.length);
      lists.length = Math.min(lists.length, deep + 1);
      const list = maker.list(ordered);
      if (deep && lists[deep]?.localName !== list.localName) {
        lists[deep - 1].lastChild.append(list);
        lists[deep] = list;
      }
      lists[deep].append(maker.inline('li', next(item)));
    }
    return lists[0];
  },
  code: (maker, { text }) => maker.element('pre', maker.element('code', clean(text))),
  table: (maker, block) => {
    const [first, ...others] = block.rows;
    const next = words(block);
    const row = (tag, cells) =>
      maker.element('tr', ...cells.map((cell) => maker.inline(tag, next(cell))));
    const body = () => maker.element('tbody', ...others.map((cells) => row('td', cells)));
    return first && maker.element('table', maker.element('thead', row('th', first)), body());
  },
  figure: (maker, block) => {
    const src = safeImage(block.src);
    const image = src && maker.element('img');
    if (image) {
      maker.attribute(image, 'alt', block.alt ?? '');
      maker.attribute(image, 'src', src);
    }
    const parts = [image, maker.marked('figcaption', block)].filter(Boolean);
    return parts.length > 0 && maker.element('figure', ...parts);
  },
  rule: (maker) => maker.element('hr'),
};

/** Makes elements of one document. */
class Maker {
  constructor(document) {
    this.document = document;
  }

  element(name, ...children) {
    const element = this.document.createElement(name);
    element.append(...children);
    return element;
  }

  attribute(element, name, value) {
    if (value !== null && value !== undefined) element.setAttribute(name, clean(value));
  }

  /** An element that holds plain text. */
  line(name, text) {
    return this.element(name, ...this.lines(trim(text)));
  }

  /** Text whose line ends show. */
  lines(text) {
    const lines = clean(text).split('\n');
    const broken = lines.flatMap((line, i) => (i ? [this.element('br'), line] : [line]));
    return broken.filter((part) => part !== '');
  }

  list(ordered) {
    return this.element(ordered ? 'ol' : 'ul');
  }

  /** An element that holds a block's text with its marks, unless that is blank. */
  marked(name, block) {
    return trim(block.text) ? this.inline(name, block) : null;
  }

  /** An element that holds a text with its marks. */
  inline(name, block) {
    const root = this.element(name);
    let open = { marks: [], nodes: [root] };
    for (const { text, marks } of runs(block)) {
      const same = common(open.marks, marks);
      const nodes = open.nodes.slice(0, same + 1);
      for (const mark of marks.slice(same)) {
        const node = this.mark(mark);
        nodes.at(-1).append(node);
        nodes.push(node);
      }
      nodes.at(-1).append(...this.lines(text));
      open = { marks, nodes };
    }
    return root;
  }

  mark(mark) {
    const [name, href] = mark.split(' ');
    const element = this.element(name);
    this.attribute(element, 'href', href);
    return element;
  }
}

/** Line ends as in HTML, and no other control characters, which it has no way to write. */
function clean(text) {
  return text.replace(/\r\n?/gu, '\n').replace(/[^\P{Cc}\t\n]/gu, '');
}
