// Spans, which may overlap in any way, as runs of text with marks. The core's
// src/render/inline.rs does the same for Markdown and HTML, where the why is told.

import { safeAddress } from './address.js';
import { inside, isBlank, trim } from './blank.js';

/** Elements of the marks, in the order of nesting. */
const TAGS = ['a', 'strong', 'em', 'code'];
const TAG_OF = { link: 'a', strong: 'strong', emphasis: 'em', code: 'code' };

/**
 * The runs of a block's text, in order: `{text, marks}`, outermost mark first. A mark is the name
 * of an element; for `a`, a space and the address follow.
 */
export function runs({ text, spans = [] }) {
  return tightened(text, cut(text, edges(text, spans)));
}

/**
 * Finds words, items of a list or cells of a table, one after the other in a block's text: a
 * function that gives the next ones the spans that lie inside them. As src/render/parts.rs does.
 */
export function words({ text, spans = [] }) {
  const sorted = spans.toSorted((a, b) => a.start - b.start);
  let at = 0;
  let passed = 0;
  return (item) => {
    const bare = trim(item);
    let from = at;
    while (from < text.length && isBlank(text[from])) from++;
    const found = text.startsWith(bare, from);
    const own = [];
    if (found) at = from + bare.length;
    for (; sorted[passed]?.start < at; passed++) {
      const { start, ...span } = sorted[passed];
      const end = Math.min(span.end, text.length);
      if (found && start >= from && end <= at)
        own.push({ ...span, start: start - from, end: end - from });
    }
    return { text: bare, spans: own };
  };
}

/** How many marks two lists begin with in common. */
export function common(a, b) {
  const differing = a.findIndex((mark, i) => mark !== b[i]);
  return differing < 0 ? a.length : differing;
}

/** Cuts a text wherever its marks change. */
function cut(text, edges) {
  const active = new Map(TAGS.map((tag) => [tag, []]));
  const marks = () => TAGS.flatMap((tag) => active.get(tag).slice(0, 1));
  const runs = [];
  let from = 0;
  for (const { at, opens, mark } of edges) {
    push(runs, from, at, marks());
    const open = active.get(mark.split(' ', 1)[0]);
    if (opens) open.push(mark);
    else open.pop();
    from = at;
  }
  push(runs, from, text.length, []);
  return runs;
}

/** Takes the blanks at the ends of each run out of all marks that do not go on beyond them. */
function tightened(text, runs) {
  const tight = [];
  let before = [];
  let at = 0;
  for (const { from, to, marks } of runs) {
    const [start, end] = inside(text.slice(from, to));
    if (start === end) continue;
    push(tight, at, from + start, marks.slice(0, common(before, marks)));
    push(tight, from + start, from + end, marks);
    before = marks;
    at = from + end;
  }
  push(tight, at, text.length, []);
  return tight.map(({ from, to, marks }) => ({ text: text.slice(from, to), marks }));
}

function push(runs, from, to, marks) {
  const last = runs.at(-1);
  if (from === to) return;
  if (last && last.marks.length === marks.length && common(last.marks, marks) === marks.length) {
    last.to = to;
  } else {
    runs.push({ from, to, marks });
  }
}

/** Both ends of every span that can be shown. */
function edges(text, spans) {
  const edges = [];
  let lastLink = 0;
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const [start, end] = [place(text, span.start), place(text, span.end)];
    const link = span.kind === 'link';
    const href = link ? safeAddress(span.href) : '';
    if (start >= end || (link && (start < lastLink || !href))) continue;
    if (link) lastLink = end;
    const mark = link ? `a ${href}` : TAG_OF[span.kind];
    edges.push({ at: start, opens: true, mark }, { at: end, opens: false, mark });
  }
  return edges.sort((a, b) => a.at - b.at || a.opens - b.opens);
}

/** An offset within the text, and not inside a pair of surrogates. */
function place(text, offset) {
  const at = Math.min(offset, text.length);
  return at > 0 && text.codePointAt(at - 1) > 0xffff ? at - 1 : at;
}
