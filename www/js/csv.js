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
 *   rows that are not blank, each with the number of its first line, from 1; reading ends at an
 *   error
 */
export function readCsv(text) {
  const source = text.replace(/^\ufeff/, '');
  const [, separator = ','] = /^(?:"[^"]*"|[^",;\t\r\n])*([,;\t])/.exec(source) ?? [];
  const plain = `[^"${separator}\r\n][^${separator}\r\n]*`;
  const cell = new RegExp(`(?:"([^"]*(?:""[^"]*)*)"|(${plain})?)(${separator}|\r\n?|\n|$)`, 'y');
  const rows = [];
  let row = { line: 1, cells: [] };
  for (let line = 1; cell.lastIndex < source.length; ) {
    const match = cell.exec(source);
    if (!match) {
      const message = 'a quotation mark is not closed, or there is text behind it.';
      return { rows, errors: [{ line, message }] };
    }
    const [whole, quoted, bare = '', end] = match;
    row.cells.push(unsafe(quoted?.replaceAll('""', '"') ?? bare));
    line += whole.match(/\r\n?|\n/g)?.length ?? 0;
    if (end === separator && cell.lastIndex < source.length) continue;
    if (row.cells.some((one) => one.trim())) rows.push(row);
    row = { line, cells: [] };
  }
  return { rows, errors: [] };
}

const unsafe = (content) => (FORMULA.test(content) ? content.replace(/^'/, '') : content);
