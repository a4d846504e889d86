// Which nodes the numbers of snapshots and articles stand for.

const MEANT = new WeakMap();

/** The nodes that the numbers of a snapshot, or of an article made of it, stand for; undefined for one made elsewhere. */
export function nodesOf(of) {
  return MEANT.get(of)?.nodes;
}

/** The column `nodes` of that snapshot. */
export function columnsOf(of) {
  return MEANT.get(of)?.columns;
}

/** Keeps what the numbers of a snapshot stand for. */
export function keepNodes(snapshot, nodes) {
  MEANT.set(snapshot, { nodes, columns: snapshot.nodes });
}

/** An article's numbers are those of the snapshot that it was made of. */
export function shareNodes(article, snapshot) {
  const meant = MEANT.get(snapshot);
  if (meant) MEANT.set(article, meant);
}
