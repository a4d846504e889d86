// Whether a page is an article at all. Measured on pages of known kinds: of articles 99 in 100 pass, of lists, shops and
// collections six to eight in ten, which are mostly those with texts of their own.

const CONFIDENCE = 0.5;
/** How many paragraphs of some length an article has. */
const PARAGRAPHS = 2;
const LONG = 120;
/** The same length in a script that writes words with one or two characters. */
const LONG_DENSE = 40;
const DENSE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** Whether what was found reads like an article. */
export function isArticle({ blocks, confidence }) {
  const long = blocks.filter(({ kind, text }) => {
    const prose = kind === 'paragraph' || kind === 'quote' || kind === 'list';
    return prose && text.length >= (DENSE.test(text) ? LONG_DENSE : LONG);
  });
  return confidence >= CONFIDENCE && long.length >= PARAGRAPHS;
}
