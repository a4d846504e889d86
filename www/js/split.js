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

/**
 * The blocks of an article in sizes that a browser lays out quickly, for show only; `at` of each
 * is where its text starts in the article's.
 */
export function inShownSizes(blocks) {
  let at = 0;
  return blocks.flatMap((block) => {
    const from = at;
    // Blocks without text are no part of the article's.
    if (block.text) at += block.text.length + 2;
    return parts(block).map(({ offset, ...part }) => ({ ...part, at: from + offset }));
  });
}

function parts(block) {
  if (block.kind === 'list') return groups(block, 'items', (item) => item);
  if (block.kind === 'table') return groups(block, 'rows', (row) => row.join('\t'));
  if (block.text.length <= LONGEST) return [{ ...block, offset: 0 }];
  const at = cuts(block.text);
  return at.map((offset, i) => {
    return { ...block, offset, spans: [], text: block.text.slice(offset, at[i + 1]) };
  });
}

function groups(block, name, textOf) {
  const all = block[name];
  if (all.length <= MOST_ITEMS) return [{ ...block, offset: 0 }];
  const parts = [];
  let offset = 0;
  for (let i = 0; i < all.length; i += MOST_ITEMS) {
    const some = all.slice(i, i + MOST_ITEMS);
    parts.push({ ...block, offset, text: '', [name]: some });
    offset += some.reduce((sum, item) => sum + textOf(item).length + 1, 0);
  }
  return parts;
}
