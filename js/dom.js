// Properties of nodes, read past what a page may have put in their way: in a form or a document,
// `<input name="firstChild">` hides the property of that name.

const NODE = ['firstChild', 'nextSibling', 'nodeType', 'nodeValue', 'ownerDocument'].concat([
  'parentNode',
  'compareDocumentPosition',
  'isConnected',
]);
const ELEMENT = ['attributes', 'localName', 'namespaceURI', 'shadowRoot', 'hasAttributes'].concat([
  'getAttribute',
  'getAttributeNames',
  'checkVisibility',
  'assignedSlot',
  'setAttribute',
  'removeAttribute',
  'hasAttribute',
]);
const DOCUMENT = ['defaultView', 'documentElement', 'body', 'URL'].concat([
  'createRange',
  'createTreeWalker',
]);

/** The getter or the method of a name that an object inherits. */
export function inherited(object, name) {
  for (let at = Object.getPrototypeOf(object); at; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, name);
    if (found) return found.get ?? found.value;
  }
  return undefined;
}

const readers = (object, names) =>
  Object.fromEntries(names.map((name) => [name, inherited(object, name)]));

/** Functions that read nodes of the document that `root` belongs to, each called on a node. */
export function readersOf(root) {
  const node = readers(root, NODE);
  const owner = node.ownerDocument.call(root) ?? root;
  const document = readers(owner, DOCUMENT);
  const first = document.documentElement?.call(owner);
  const element = first ?? root;
  return { ...node, ...readers(element, ELEMENT), ...document, document: owner };
}
