// The numbers that stand for names in a snapshot: src/snapshot/names.rs has the same lists.

const list = (words) => words.trim().split(/\s+/);

/** What nodes are, in the order of their numbers. */
export const TAGS = list(`#text #other
  a abbr address area article aside audio b base bdi bdo big blockquote body br button canvas caption
  center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
  fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr
  html i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav
  nobr noscript object ol optgroup option output p param picture plaintext pre progress q rp rt ruby
  s samp script search section select slot small source span strike strong sub summary sup svg table
  tbody td textarea tfoot th thead time title tr track tt u ul var video wbr xmp`);

/** What strings of nodes are, in the order of their numbers. */
export const ATTRIBUTES = list(`#text #name
  allowfullscreen alt aria-expanded aria-hidden aria-label cite class colspan content data-lang
  data-language data-lazy-src data-lazy-srcset data-original data-src data-srcset datetime dir height
  href id itemprop itemscope itemtype lang name poster property rel role rowspan src srcset start
  title type width`);
