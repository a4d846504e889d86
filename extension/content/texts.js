// The text nodes that an article stands in.

import { readersOf } from '../../js/dom.js';
import { nodesOf } from '../../js/snapshot.js';

/** All of them, in order, also those in shadow roots. */
export function* textsOf({ blocks }, taken) {
  const nodes = nodesOf(taken);
  const { nextSibling, nodeType } = readersOf(nodes[0]);
  const isText = (node) => node && (nodeType.call(node) === 3 || nodeType.call(node) === 4);
  for (const { start, end } of blocks) {
    for (const node of nodes.slice(start, end)) {
      // Texts that follow each other are one node of the snapshot.
      for (let at = node; isText(at); at = nextSibling.call(at)) yield at;
    }
  }
}
