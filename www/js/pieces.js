import { FIRST_CUT, KINDS } from './kinds.js';
import { cuts, LONGEST } from './split.js';

/**
 * Plain columns of all pieces of an article, in the order of the paste; cheap to transfer. Places
 * are offsets of the pasted `text`, and so are those of the words; of a page they are numbers of
 * its nodes, and `words` holds the words, one piece after the other.
 *
 * Very long pieces are split in several, so that each is shown quickly.
 */
export function layOut({ parts, blocks, removed }, text) {
  const pieces = [
    ...parts.map((part) => [part, part.role]),
    ...blocks.map((block) => [block, block.kind]),
    ...removed.map((cut) => [cut, cut.reason]),
  ].sort(([a], [b]) => a.start - b.start || a.end - b.end);
  const page = text === undefined;
  let words = '';
  const all = [];
  for (const [piece, kind] of pieces) {
    const { start, end } = piece;
    const shown = page ? shownOf(piece) : text.slice(start, end);
    // A line between two parts of a page has no words to strike.
    if (!shown) continue;
    const first = page ? words.length : start;
    const code = KINDS.indexOf(kind);
    const at = shown.length > LONGEST ? cuts(shown) : [0];
    for (const [i, offset] of at.entries()) {
      const from = first + offset;
      const to = first + (at[i + 1] ?? shown.length);
      all.push(page ? { start, end, from, to, code } : { start: from, end: to, code });
    }
    if (page) words += shown;
  }
  const column = (name) => Uint32Array.from(all, (piece) => piece[name]);
  const [starts, ends] = [column('start'), column('end')];
  const codes = Uint8Array.from(all, ({ code }) => code);
  const [froms, tos] = page ? [column('from'), column('to')] : [starts, ends];
  return { columns: { starts, ends, froms, tos, codes }, words: page ? words : undefined };
}

/** What a piece of a page shows: a picture may have no words but those that stand in for it. */
function shownOf({ kind, text, alt, src }) {
  return kind === 'figure' ? [alt, text].filter(Boolean).join('\n') || src : text;
}

/** The pieces of a paste: what each is, where it stands, where its words are, and its run. */
export class Pieces {
  constructor(columns) {
    Object.assign(this, columns);
    this.length = this.codes.length;
  }

  isCut(i) {
    return this.codes[i] >= FIRST_CUT;
  }

  kind(i) {
    return KINDS[this.codes[i]];
  }

  /** The run of neighbouring cuts that piece `i` belongs to, as [first, past the last]. */
  run(i) {
    let from = i;
    let to = i + 1;
    while (from > 0 && this.isCut(from - 1)) from--;
    while (to < this.length && this.isCut(to)) to++;
    return [from, to];
  }

  /** The first piece that ends after a place; the last one when there is none. */
  at(place) {
    const i = this.ends.findIndex((end) => end > place);
    return i < 0 ? Math.max(0, this.length - 1) : i;
  }

  /** How many pieces of each kind stand in `from..to`. */
  count(from = 0, to = this.length) {
    const counts = new Uint32Array(KINDS.length);
    for (let i = from; i < to; i++) counts[this.codes[i]]++;
    return counts;
  }

  /** The same pieces with those that overlap `start..end` given the code `to(code)`. */
  with(start, end, to) {
    const codes = this.codes.map((code, i) =>
      this.starts[i] < end && this.ends[i] > start ? to(code) : code,
    );
    return new Pieces({ ...this, codes });
  }
}
