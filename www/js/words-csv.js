import { readCsv, writeCsv } from './csv.js';
import { ENTITY_KINDS } from './entity-kinds.js';
import { isWord, tidy } from './words.js';

const HEAD = ['text', 'kind'];

export function wordsToCsv(words) {
  return writeCsv([HEAD, ...words.map(({ text, kind }) => [text, kind])]);
}

/**
 * The words in a CSV of two columns, with or without their heads.
 *
 * @returns {{words: {text: string, kind: string}[], errors: {line: number, message: string}[]}}
 */
export function wordsFromCsv(source) {
  const { rows, errors } = readCsv(source);
  const words = [];
  const lines = new Map();
  const first = rows[0]?.cells.map((cell) => cell.trim().toLowerCase());
  const body = first?.[0] === HEAD[0] && first[1] === HEAD[1] ? rows.slice(1) : rows;
  for (const { line, cells } of body) {
    const [text, kind] = [tidy(cells[0]), (cells[1] ?? '').trim().toLowerCase()];
    const message = objection(text, kind, cells) ?? repeated(lines.get(text), kind);
    if (message) errors.push({ line, message });
    else words.push({ text, kind });
    if (!lines.has(text)) lines.set(text, { line, kind });
  }
  return { words, errors: errors.sort((a, b) => a.line - b.line) };
}

function objection(text, kind, cells) {
  if (cells.slice(2).some((cell) => cell.trim())) return 'there are more than two columns.';
  if (!isWord(text)) return 'the name has no letter and no digit.';
  if (!kind) return 'the kind is missing.';
  if (kind === 'none' || Object.hasOwn(ENTITY_KINDS, kind)) return null;
  return `“${kind}” is no kind. Kinds are: ${Object.keys(ENTITY_KINDS).join(', ')}, none.`;
}

function repeated(earlier, kind) {
  if (!earlier || earlier.kind === kind) return null;
  return `the name stands on line ${earlier.line} with another kind.`;
}
