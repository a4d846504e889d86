import { writeCsv } from './csv.js';
import { isName } from './entity-kinds.js';
import { lookUps } from './look-up.js';

const COLUMNS = ['id', 'kind', 'name', 'value', 'role', 'start', 'end', 'text'];

/** An article's entities as CSV: a row for every mention. */
export function entitiesCsv({ entities, text }) {
  const rows = entities.flatMap(({ id, kind, name, value, role, mentions }) =>
    mentions.map(({ start, end }) => {
      return [id, kind, name, value, role, start, end, text.slice(start, end)];
    }),
  );
  return writeCsv([COLUMNS, ...rows]);
}

/** Blocks whose text carries spans. */
const SPANNED = new Set(['paragraph', 'heading', 'quote', 'figure']);

/** The article with a link to Wikipedia at the first mention of each name that can hold one. */
export function linked(article) {
  const mentions = article.entities
    .filter(({ kind }) => isName(kind))
    .flatMap((entity) => entity.mentions.map((mention) => ({ ...mention, entity })))
    .sort((a, b) => a.start - b.start);
  const done = new Set();
  let at = 0;
  let next = 0;
  const blocks = article.blocks.map((block) => {
    const end = at + block.text.length;
    const links = [];
    for (; next < mentions.length && mentions[next].end <= end; next++) {
      const { start, end: last, entity } = mentions[next];
      const span = { kind: 'link', start: start - at, end: last - at };
      if (done.has(entity) || !SPANNED.has(block.kind) || taken(block, span)) continue;
      done.add(entity);
      links.push({ ...span, href: lookUps(entity.name, article.language).wikipedia });
    }
    if (block.text) at = end + 2;
    return links.length ? { ...block, spans: [...(block.spans ?? []), ...links] } : block;
  });
  return { ...article, blocks };
}

/** Whether a link or code is there already. */
function taken({ spans = [] }, { start, end }) {
  const stands = (span) => span.kind === 'link' || span.kind === 'code';
  return spans.some((span) => stands(span) && span.start < end && start < span.end);
}
