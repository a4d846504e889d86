// Which nodes the numbers of snapshots and articles stand for.

const MEANT = new WeakMap();

/** The nodes that the numbers of a snapshot, or of an article made of it, stand for; undefined for one made elsewhere. */
export function nodesOf(of) {
  return MEANT.get(of);
}

/** Keeps what the numbers of a snapshot, or of an article, stand for. */
export function keepNodes(of, nodes) {
  if (nodes) MEANT.set(of, nodes);
}
