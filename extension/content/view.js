// What the panel is shown of a page: a `View` of the protocol, without what the background knows of the site.

const LONGEST = 300;

export function viewOf(desk) {
  const { state, code, article, settings, search, marks, took } = desk;
  if (state !== 'cleaned') return code ? { state, code } : { state };
  const { kinds } = settings;
  const named = ({ id, kind, name, value, role }) => {
    const count = marks?.ranges.get(id)?.length ?? 0;
    return { id, kind, name, count, ...(value && { value }), ...(role && { role }) };
  };
  return {
    state,
    head: headOf(article),
    pieces: article.removed.map(({ reason, text }, id) => ({
      id,
      reason,
      text: text.slice(0, LONGEST),
      length: text.length,
      shown: desk.shown.has(id),
      remembered: desk.remembered.has(id),
    })),
    entities: search === 'found' ? article.entities.map(named) : null,
    search,
    searched: article.searched,
    kinds,
    took,
  };
}

function headOf(article) {
  const { title, deck, byline, published, modified, site, language, url } = article;
  const { wordCount, readingMinutes, confidence } = article;
  return {
    ...{ title, deck, byline, published, modified, site, language, url },
    ...{ wordCount, readingMinutes, confidence },
  };
}
