// What a developer writes against the package's types. Only the compiler reads this; every line
// under an expected error has to be one.

import {
  type Article,
  type Block,
  type CopydeskError,
  cleanDocument,
  cleanHtml,
  cleanInPlace,
  cleanSnapshot,
  cleanText,
  type EntityKind,
  entitiesToCsv,
  type Found,
  findEntities,
  HIGHLIGHT_CSS,
  highlight,
  init,
  loadEntities,
  type Reason,
  render,
  type Snapshot,
  safeAddress,
  snapshot,
  toHtml,
  toMarkdown,
  toText,
  version,
  withEntities,
} from '../../pkg/copydesk.js';
import { render as renderAlone } from '../../pkg/render.js';

await init();
await init({ wasm: new URL('https://example.com/copydesk_bg.wasm') });
await init({ wasm: fetch('copydesk_bg.wasm') });
await init({ wasm: new Uint8Array(8) });
// @ts-expect-error: not a source of wasm
await init({ wasm: null });

const article: Article = cleanText('text', {
  url: 'https://example.com/',
  limits: { bytes: 1 },
  verdicts: [{ start: 0, end: 1, keep: true }],
});
cleanText('text');
cleanText('text', null);
cleanText('text', { onProgress: (done) => void done.toFixed(2) });
cleanText('text', { onProgress: (done) => done < 0.5 });
// @ts-expect-error: asked at once, and a promise is no answer
cleanText('text', { onProgress: async (done: number) => done < 0.5 });
// @ts-expect-error: there is no such option
cleanText('text', { urls: 'https://example.com/' });
// @ts-expect-error: every part of a verdict is needed
cleanText('text', { verdicts: [{ start: 0, end: 1 }] });
// @ts-expect-error: not a string
cleanText(7);

await loadEntities();
await loadEntities({ model: new Uint8Array(8), wasm: 'copydesk_bg.wasm' });
await loadEntities({ model: fetch('entities.bin') });
// @ts-expect-error: not a source of a model
await loadEntities({ model: 7 });

const found: Found = findEntities('text', {
  published: '2021-05-14',
  language: 'en',
  lexicon: [{ text: 'Blue Moon', kind: 'work' }],
  kinds: ['person', 'work'],
});
const kinds: EntityKind[] = found.entities.map((entity) => entity.kind);
const marked: Article = withEntities(article, { lexicon: [{ text: 'May', kind: 'none' }] });
// @ts-expect-error: there is no such kind
findEntities('text', { kinds: ['none'] });
// @ts-expect-error: a term needs a kind
findEntities('text', { lexicon: [{ text: 'May' }] });
// @ts-expect-error: verdicts are for cleaning
findEntities('text', { verdicts: [] });

const marks = highlight(marked, document.body, { style: false });
marks.show(['person']);
marks.show();
const ranges: Range[] | undefined = marks.ranges.get(0);
const range: Range | null = marks.select(0, 1);
marks.clear();
// @ts-expect-error: there is no such kind
marks.show(['none']);

const taken: Snapshot = snapshot(document, { limits: { nodes: 9 }, url: 'https://example.com/' });
const articles: Article[] = [
  cleanSnapshot(taken, { verdicts: [] }),
  cleanDocument(document.body),
  cleanHtml('<p>text'),
];
cleanInPlace(article, taken).undo();
cleanInPlace(article, document).undo();
// @ts-expect-error: a string is no document
cleanDocument('<p>text');

const strings: string[] = [
  toText(article),
  toMarkdown(article),
  toHtml(article),
  version(),
  HIGHLIGHT_CSS,
  toMarkdown(marked, { linkNames: true }),
  entitiesToCsv(marked),
];
const fragments: DocumentFragment[] = [render(article, document), renderAlone(article, document)];
const address: string | null = safeAddress('#part');
// @ts-expect-error: the title may be unknown
const title: string = article.title;

/** A switch over the kinds knows each kind's own fields, and that there are no others. */
function words(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
      return [`${block.level.toFixed()} ${block.text}`];
    case 'list':
      return block.ordered ? block.items : [];
    case 'table':
      return block.rows.flat();
    case 'code':
      return [block.language ?? block.text];
    case 'figure':
      return [block.src ?? '', block.alt ?? ''];
    case 'paragraph':
    case 'quote':
      return (block.spans ?? []).map((span) => (span.kind === 'link' ? span.href : span.kind));
    case 'rule':
      return [];
    default:
      return block satisfies never;
  }
}

// @ts-expect-error: not a reason
const reason: Reason = 'boring';

try {
  cleanText('');
} catch (error) {
  const { code } = error as CopydeskError;
  if (code === 'empty-input') strings.push(code);
  // @ts-expect-error: not a code
  if (code === 'empty') strings.push(code);
}

export {
  address,
  articles,
  fragments,
  kinds,
  marked,
  range,
  ranges,
  reason,
  strings,
  title,
  words,
};
