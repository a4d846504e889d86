/**
 * The reader's own words: names to mark or, with the kind `none`, not to mark. A list of
 * `{text, kind}`; no text stands in it twice. All functions are pure.
 */

/** A name as it is kept: without blanks at its edges and in rows. */
export const tidy = (text) => text.trim().replace(/\s+/gu, ' ');

/** Whether the core takes it for a name: it needs a letter or a digit. */
export const isWord = (text) => /[\p{Alphabetic}\p{N}]/u.test(text);

/** The list with these words; each takes the place of what was said of it before. */
export function withWords(list, words) {
  const all = new Map(list.map((word) => [word.text, word]));
  for (const word of words) all.set(word.text, word);
  return [...all.values()];
}

/** The list without the words of these texts. */
export function without(list, texts) {
  const gone = new Set(texts);
  return list.filter(({ text }) => !gone.has(text));
}

/** Words that give every mention of an entity this kind. */
export function wordsFor(mentions, body, kind) {
  const texts = mentions.map(({ start, end }) => tidy(body.slice(start, end)));
  return [...new Set(texts)].filter(isWord).map((text) => ({ text, kind }));
}
