/** Longest stretch that is laid out as one paragraph; browsers slow down far beyond it. */
export const LONGEST = 8192;
const MOST_ITEMS = 100;

/** Where to break a text for show: at white space when there is some, never inside a pair. */
export function cuts(text) {
  const at = [0];
  for (let from = 0; text.length - from > LONGEST; ) {
    const space = Math.max(
      text.lastIndexOf(' ', from + LONGEST),
      text.lastIndexOf('\n', from + LONGEST),
    );
    let to = space > from + LONGEST / 2 ? space + 1 : from + LONGEST;
    if (/[\udc00-\udfff]/.test(text[to])) to++;
    at.push(to);
    from = to;
  }
  return at;
}

/** A block as one or more blocks of a size that a browser lays out quickly, for show only. */
export function inShownSizes(block) {
  if (block.kind === 'list') return groups(block, 'items');
  if (block.kind === 'table') return groups(block, 'rows');
  if (block.text.length <= LONGEST) return [block];
  const at = cuts(block.text);
  return at.map((from, i) => ({ ...block, spans: [], text: block.text.slice(from, at[i + 1]) }));
}

function groups(block, name) {
  const all = block[name];
  if (all.length <= MOST_ITEMS) return [block];
  const parts = [];
  for (let i = 0; i < all.length; i += MOST_ITEMS) {
    parts.push({ ...block, text: '', [name]: all.slice(i, i + MOST_ITEMS) });
  }
  return parts;
}
