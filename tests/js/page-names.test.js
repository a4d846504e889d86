// The pure parts of the page's names: the list, the reader's words, CSV, look-ups.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { readCsv, writeCsv } from '../../www/js/csv.js';
import { ENTITY_KINDS } from '../../www/js/entity-kinds.js';
import { lookUps } from '../../www/js/look-up.js';
import { chosen, countKinds } from '../../www/js/name-list.js';
import { firstFrom } from '../../www/js/spots.js';
import { isWord, tidy, without, withWords, wordsFor } from '../../www/js/words.js';
import { wordsFromCsv, wordsToCsv } from '../../www/js/words-csv.js';
import { join, ROOT } from './support.js';

const entity = (id, kind, name, count, more) => ({
  id,
  kind,
  name,
  mentions: Array.from({ length: count }, (_, i) => ({ start: i, end: i + 1 })),
  ...more,
});
const ENTITIES = [
  entity(0, 'date', 'Friday', 2, { value: '2025-02-28' }),
  entity(1, 'person', 'Zoë Hofer', 2, { role: 'Chancellor' }),
  entity(2, 'place', 'Ålesund', 3),
  entity(3, 'place', 'Vienna', 1),
];
const ids = (how) =>
  chosen(ENTITIES, { sort: 'count', search: '', hidden: [], ...how }).map(({ id }) => id);

test('the page knows every kind of entity', async () => {
  const types = await readFile(join(ROOT, 'js/article.d.ts'), 'utf8');
  const [, union] = /export type EntityKind =([^;]*);/.exec(types);
  const kinds = [...union.matchAll(/'(\w+)'/g)].map(([, kind]) => kind);
  assert.deepEqual(Object.keys(ENTITY_KINDS).sort(), kinds.sort());
});

test('the list is sorted by count, names before values, by place or by name', () => {
  assert.deepEqual(ids({}), [2, 1, 0, 3]);
  assert.deepEqual(ids({ sort: 'place' }), [0, 1, 2, 3]);
  assert.deepEqual(ids({ sort: 'name' }), [2, 0, 3, 1]);
});

test('a search does without case and accents, and reads role and value', () => {
  assert.deepEqual(ids({ search: 'zoe' }), [1]);
  assert.deepEqual(ids({ search: ' ALES' }), [2]);
  assert.deepEqual(ids({ search: 'chancellor' }), [1]);
  assert.deepEqual(ids({ search: '2025-02' }), [0]);
  assert.deepEqual(ids({ search: 'nobody' }), []);
});

test('kinds that are switched off are not listed, but counted', () => {
  assert.deepEqual(ids({ hidden: ['place', 'date'] }), [1]);
  assert.equal(countKinds(ENTITIES).get('place'), 2);
});

test('the first mention from an offset on', () => {
  const mentions = [{ start: 3 }, { start: 8 }, { start: 8 }, { start: 20 }];
  assert.deepEqual(
    [0, 3, 4, 8, 9, 21].map((at) => firstFrom(mentions, at)),
    [0, 0, 1, 1, 3, 4],
  );
});

test('a word stands in the list once, and what was said last counts', () => {
  const list = withWords(
    [
      { text: 'A', kind: 'person' },
      { text: 'B', kind: 'place' },
    ],
    [{ text: 'A', kind: 'none' }],
  );
  assert.deepEqual(list, [
    { text: 'A', kind: 'none' },
    { text: 'B', kind: 'place' },
  ]);
  assert.deepEqual(without(list, ['A']), [{ text: 'B', kind: 'place' }]);
});

test('a correction speaks of every way in which the name is written', () => {
  const body = 'Maria\nHofer came. Hofer left, and Hofer — came back.';
  const spans = [
    [0, 11],
    [18, 23],
    [34, 39],
    [40, 41],
  ];
  const mentions = spans.map(([start, end]) => ({ start, end }));
  assert.deepEqual(wordsFor(mentions, body, 'group'), [
    { text: 'Maria Hofer', kind: 'group' },
    { text: 'Hofer', kind: 'group' },
  ]);
});

test('a name is tidied, and needs a letter or a digit', () => {
  assert.equal(tidy(' New\u00a0 York\n'), 'New York');
  assert.deepEqual(['a', '7', 'ش', '東', '--', '', '€'].map(isWord), [
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('CSV reads back as it was, whatever stands in it', () => {
  const rows = [
    ['text', 'kind'],
    ['=1+1', "'=x"],
    ["'abc", 'x,y'],
    ['say "so"', 'two\r\nlines'],
    ['-5', '@z;\t'],
    ['', 'last'],
  ];
  assert.deepEqual(
    readCsv(writeCsv(rows)).rows.map(({ cells }) => cells),
    rows,
  );
  assert.match(writeCsv([['=HYPERLINK("x")']]), /^"'=/);
});

test('CSV of other makers is read, with the numbers of its lines', () => {
  assert.deepEqual(readCsv('\ufeffa;b\r\n"x;\n""y""";z\n\n;\nlast;c').rows, [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x;\n"y"', 'z'] },
    { line: 6, cells: ['last', 'c'] },
  ]);
  assert.deepEqual(readCsv('a\tb\rc\td').rows[1], { line: 2, cells: ['c', 'd'] });
  const [error] = readCsv('a,b\n"c,d\ne').errors;
  assert.equal(error.line, 2);
  assert.equal(readCsv('a,b\n"c"d,e').errors[0].line, 2);
});

test('words are written as CSV and read from it', () => {
  const words = [
    { text: 'Lindt, Clara', kind: 'person' },
    { text: '=Novak', kind: 'none' },
  ];
  assert.deepEqual(wordsFromCsv(wordsToCsv(words)), { words, errors: [] });
  assert.deepEqual(wordsFromCsv('Vienna ; PLACE').words, [{ text: 'Vienna', kind: 'place' }]);
});

test('a line that is wrong is told with its number and the reason', () => {
  const source = 'text,kind\nA,person\nB,river\n--,place\nC\nD,place,x\nA,place\nA,person\n';
  const { errors } = wordsFromCsv(source);
  assert.deepEqual(
    errors.map(({ line }) => line),
    [3, 4, 5, 6, 7],
  );
  assert.match(errors[0].message, /“river” is no kind/);
  assert.match(errors[4].message, /line 2/);
});

test('names are looked up in the edition of the text’s language', () => {
  const { wikipedia, wikidata } = lookUps('Ann & Co', 'de-AT');
  assert.equal(wikipedia, 'https://de.wikipedia.org/w/index.php?search=Ann%20%26%20Co');
  assert.equal(wikidata, 'https://www.wikidata.org/w/index.php?search=Ann%20%26%20Co');
  assert.ok(lookUps('Ann', null).wikipedia.startsWith('https://en.'));
  assert.ok(lookUps('Ann', 'javascript:').wikipedia.startsWith('https://en.'));
});
