// The reader's corrections: how an element is described, and how it is found again on another day or another page of
// the site, as verdicts for the cleaning.

import { readersOf } from '../../js/dom.js';
import { nodesOf } from '../../js/snapshot.js';

/** Elements around the one described that belong to its description. */
const AROUND = 4;
const TEXT = 80;
const CLASSES = 8;
const LONGEST = 100;
/** Names that a machine made up anew are of no use on another day. */
const MADE_UP = /\d{3}/;

/** A `Correction` of the protocol for an element. */
export function describe(element, keep) {
  const read = readersOf(element);
  const path = [];
  for (let at = element; at && path.length <= AROUND; at = read.parentNode.call(at)) {
    if (read.nodeType.call(at) !== 1) break;
    path.push(stepOf(at, read));
  }
  const text = beginning(element);
  return { id: hash(JSON.stringify([keep, path, text])), keep, path, text };
}

function stepOf(element, { getAttribute, localName }) {
  const usable = (name) => name !== '' && name.length <= LONGEST && !MADE_UP.test(name);
  const id = getAttribute.call(element, 'id') ?? '';
  const names = (getAttribute.call(element, 'class') ?? '').split(/\s+/);
  const classes = names.filter(usable).slice(0, CLASSES);
  return {
    tag: localName.call(element),
    ...(usable(id) && { id }),
    ...(classes.length > 0 && { classes }),
  };
}

/** The first characters of an element's text, with single spaces. */
function beginning(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = '';
  while (text.length < TEXT && walker.nextNode()) {
    text = `${text} ${walker.currentNode.data.slice(0, 10 * TEXT)}`.replace(/\s+/g, ' ').trim();
  }
  return text.slice(0, TEXT);
}

/** FNV-1a, as eight hexadecimal digits. */
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1)
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}

/** The element that a range of a snapshot's nodes is, or begins in. */
export function elementOf({ start }, taken) {
  const node = nodesOf(taken)[start];
  const { nodeType, parentNode } = readersOf(node);
  return nodeType.call(node) === 1 ? node : parentNode.call(node);
}

/** The verdicts of a site's corrections on a snapshot. */
export function verdictsOf(corrections, taken) {
  if (corrections.length === 0) return [];
  const nodes = nodesOf(taken);
  const read = readersOf(document);
  const wanted = Map.groupBy
    ? Map.groupBy(corrections, tagOf)
    : corrections.reduce(
        (map, one) => map.set(tagOf(one), [...(map.get(tagOf(one)) ?? []), one]),
        new Map(),
      );
  const verdicts = [];
  for (const [start, node] of nodes.entries()) {
    if (read.nodeType.call(node) !== 1) continue;
    const found = wanted.get(read.localName.call(node))?.find((one) => isSame(one, node, read));
    if (found) verdicts.push({ start, end: endOf(start, taken), keep: found.keep });
  }
  return verdicts;
}

const tagOf = ({ path }) => path[0]?.tag;

/** The number behind the last node inside a node. */
function endOf(start, { nodes }) {
  let end = start + 1;
  while (2 * end < nodes.length && nodes[2 * end + 1] >= start && nodes[2 * end + 1] < end)
    end += 1;
  return end;
}

/** Whether an element is one that was described: by its id, by its text, or by its classes and those around it. */
function isSame({ path, text }, element, read) {
  const [own, ...around] = path;
  const step = stepOf(element, read);
  if (own.id && own.id === step.id) return true;
  if (text !== '' && text === beginning(element)) return true;
  if (!own.classes || !shares(own, step)) return false;
  let at = element;
  return around.every((one) => {
    at = read.parentNode.call(at);
    return at && read.nodeType.call(at) === 1 && isLike(one, stepOf(at, read));
  });
}

function isLike(one, other) {
  return one.tag === other.tag && (!one.classes || one.id === other.id || shares(one, other));
}

/** Whether at least two thirds of the classes are there. */
function shares({ classes }, other) {
  const there = classes.filter((name) => other.classes?.includes(name)).length;
  return 3 * there >= 2 * classes.length;
}
