/**
 * CSV as RFC 4180 has it, safe to open in a spreadsheet: what could be taken for a formula gets an
 * apostrophe in front, which reading takes off again.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

/** Rows of cells as one text. */
export function writeCsv(rows) {
  return rows.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(value) {
  const text = String(value ?? '');
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Reads rows apart; a line may end in any way, and cells be split by commas, semicolons or tabs,
 * whichever the first line has.
 *
 * @returns {{rows: {line: number, cells: string[]}[], errors: {line: number, message: string}[]}}
 *   rows that are not blank, each with the number of its first line, from 1
 */
export function readCsv(text) {
  const source = text.replace(/^\ufeff/, '');
  const separator = /^[^\r\n]*?([,;\t])/.exec(source.replace(/"(?:[^"]|"")*"/g, ''))?.[1] ?? ',';
  const errors = [];
  const rows = [];
  const reader = { source, at: 0, line: 1, separator };
  while (reader.at < source.length) {
    const { line } = reader;
    const cells = [];
    let more = true;
    while (more) {
      const quoted = source[reader.at] === '"';
      const content = quoted ? readQuoted(reader) : readPlain(reader);
      if (content === null) errors.push({ line, message: 'a quotation mark is not closed.' });
      else if (quoted && !atEdge(reader)) {
        errors.push({ line: reader.line, message: 'there is text behind a quotation mark.' });
        readPlain(reader);
      }
      cells.push(unsafe(content ?? ''));
      more = source[reader.at] === separator;
      if (more) reader.at++;
    }
    lineEnd(reader);
    if (cells.some((one) => one.trim())) rows.push({ line, cells });
  }
  return { rows, errors };
}

const unsafe = (content) => (FORMULA.test(content) ? content.replace(/^'/, '') : content);

function readQuoted(reader) {
  const { source } = reader;
  const start = reader.at + 1;
  let end = source.indexOf('"', start);
  while (source[end + 1] === '"' && end >= 0) end = source.indexOf('"', end + 2);
  reader.at = end < 0 ? source.length : end + 1;
  if (end < 0) return null;
  const content = source.slice(start, end);
  reader.line += content.match(/\r\n?|\n/g)?.length ?? 0;
  return content.replaceAll('""', '"');
}

function readPlain(reader) {
  const { source, at } = reader;
  while (!atEdge(reader)) reader.at++;
  return source.slice(at, reader.at);
}

function atEdge({ source, at, separator }) {
  return at >= source.length || source[at] === separator || /[\r\n]/.test(source[at]);
}

function lineEnd(reader) {
  const { source, at } = reader;
  if (at >= source.length) return;
  reader.at += source.startsWith('\r\n', at) ? 2 : 1;
  reader.line++;
}
