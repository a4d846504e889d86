/**
 * A document as flat columns: what `cleanSnapshot` takes. Plain data, which can be posted to a worker or kept.
 */
export interface Snapshot {
  /** Two numbers for each node, in document order: what it is, and its parent's number. */
  nodes: Uint32Array;
  /** Two numbers for each string of a node: what it is, and its length in UTF-16 code units. */
  strings: Uint32Array;
  /** All strings, one after the other. */
  text: string;
  /** The document's address; null when it is not shown in a browser and none was given. */
  url: string | null;
  /** Whether what is hidden is known from computed style. */
  rendered: boolean;
}

export interface SnapshotOptions {
  /** The document's address. Default: its own when a browser shows it, else null. */
  url?: string | null | undefined;
  limits?: { nodes?: number | null | undefined } | null | undefined;
}

/**
 * Takes a snapshot of a document, an element or a fragment, with open shadow roots and without templates. Nothing is
 * changed. Needs no wasm and no `init()`. The time is linear in the nodes: in a browser, about three walks over them.
 *
 * @throws {CopydeskError} `too-many-nodes`, `invalid-option`
 */
export function snapshot(root: Node, options?: SnapshotOptions | null): Snapshot;

/**
 * The same, taken in slices of some 12 ms, between which the page goes on. Of a page that does not change meanwhile, it is
 * the same snapshot.
 *
 * @throws {CopydeskError} `too-many-nodes`, `invalid-option`
 */
export function snapshotInSlices(root: Node, options?: SnapshotOptions | null): Promise<Snapshot>;

/**
 * The nodes that the numbers of a snapshot, or of an article made of it, stand for; undefined when it was made elsewhere. A text may stand for
 * several that follow each other.
 */
export function nodesOf(snapshot: object): readonly Node[] | undefined;
