// The columns of a snapshot, as they grow.

const TEXT = 0;
const ROOT = 0xffffffff;

/** The most UTF-16 code units of an attribute's value. */
const LONGEST_VALUE = 4096;

/** A list of 32-bit numbers that grows. */
class Numbers {
  length = 0;
  list = new Uint32Array(8192);

  pair(first, second) {
    if (this.length + 2 > this.list.length) {
      const longer = new Uint32Array(this.list.length * 2);
      longer.set(this.list);
      this.list = longer;
    }
    this.list[this.length] = first;
    this.list[this.length + 1] = second;
    this.length += 2;
  }

  finish() {
    return this.list.slice(0, this.length);
  }
}

/** Writes a snapshot node by node, in document order. */
export class Columns {
  nodes = new Numbers();
  strings = new Numbers();
  pieces = [];

  /** Begins a node and returns its number; its strings follow. A `parent` of -1 stands for none. */
  node(tag, flags, parent) {
    this.nodes.pair(tag | (flags << 8), parent < 0 ? ROOT : parent);
    return this.nodes.length / 2 - 1;
  }

  /** Sets flags of a node. */
  flag(node, flags) {
    this.nodes.list[2 * node] |= flags << 8;
  }

  /** Adds an attribute to the last node, unless its value is too long. */
  attribute(name, value) {
    if (value.length <= LONGEST_VALUE) this.string(name, value);
  }

  /** Adds a text; false when it was empty or became one with the text before it. */
  text(value, parent) {
    if (value === '') return false;
    const { list, length } = this.nodes;
    const last = length - 2;
    const under = parent < 0 ? ROOT : parent;
    if (last >= 0 && (list[last] & 0xff) === TEXT && list[last + 1] === under) {
      this.strings.list[this.strings.length - 1] += value.length;
      this.pieces.push(value);
      return false;
    }
    this.node(TEXT, 0, parent);
    this.string(TEXT, value);
    return true;
  }

  string(name, value) {
    const first = value.charCodeAt(0);
    // Half a character at its end and half at the next string's beginning would become one.
    const whole = first >= 0xdc00 && first <= 0xdfff ? `\ufffd${value.slice(1)}` : value;
    this.strings.pair(name, whole.length);
    this.pieces.push(whole);
    this.nodes.list[this.nodes.length - 2] += 1 << 16;
  }

  finish() {
    return {
      nodes: this.nodes.finish(),
      strings: this.strings.finish(),
      text: this.pieces.join(''),
    };
  }
}
