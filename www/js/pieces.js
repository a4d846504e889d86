import { FIRST_CUT, KINDS } from './kinds.js';
import { cuts, LONGEST } from './split.js';

/**
 * Plain columns of all pieces of an article, in the order of the paste; cheap to transfer.
 * Very long pieces are split in several, so that each is shown quickly.
 */
export function layOut({ parts, blocks, removed }, text) {
  const all = [];
  const add = ({ start, end }, kind) => {
    const code = KINDS.indexOf(kind);
    const at = end - start > LONGEST ? cuts(text.slice(start, end)) : [0];
    for (const [i, from] of at.entries()) {
      all.push({ start: start + from, end: i + 1 < at.length ? start + at[i + 1] : end, code });
    }
  };
  for (const part of parts) add(part, part.role);
  for (const block of blocks) add(block, block.kind);
  for (const cut of removed) add(cut, cut.reason);
  all.sort((a, b) => a.start - b.start || a.end - b.end);
  return {
    starts: Uint32Array.from(all, ({ start }) => start),
    ends: Uint32Array.from(all, ({ end }) => end),
    codes: Uint8Array.from(all, ({ code }) => code),
  };
}

/** The pieces of a paste: what each is, where it stands (UTF-16 code units), and its run. */
export class Pieces {
  constructor({ starts, ends, codes }) {
    this.starts = starts;
    this.ends = ends;
    this.codes = codes;
    this.length = codes.length;
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

  /** The first piece that ends after `offset`; the last one when there is none. */
  at(offset) {
    let low = 0;
    let high = Math.max(0, this.length - 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.ends[middle] > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** How many pieces of each kind stand in `from..to`. */
  count(from = 0, to = this.length) {
    const counts = new Uint32Array(KINDS.length);
    for (let i = from; i < to; i++) counts[this.codes[i]]++;
    return counts;
  }

  /** The same pieces with those that overlap `start..end` given the code `to(code)`. */
  with(start, end, to) {
    const codes = this.codes.slice();
    for (let i = this.at(start); i < this.length && this.starts[i] < end; i++)
      codes[i] = to(codes[i]);
    return new Pieces({ starts: this.starts, ends: this.ends, codes });
  }
}
