// The page's pure parts: decisions and their history, pieces, splitting, decoding.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from '../../www/js/decode.js';
import { FIRST_CUT, KINDS, NAMES, OTHER, WHY } from '../../www/js/kinds.js';
import { layOut, Pieces } from '../../www/js/pieces.js';
import { cuts, inShownSizes, LONGEST } from '../../www/js/split.js';
import { decide, inForce, lastWord, NO_VERDICTS, redo, undo } from '../../www/js/verdicts.js';

const keep = (start, end) => ({ start, end, keep: true });
const strike = (start, end) => ({ start, end, keep: false });

test('a decision can be undone and redone, and a new one ends the future', () => {
  const once = decide(NO_VERDICTS, keep(0, 5));
  const twice = decide(once, strike(6, 9));
  assert.deepEqual(undo(twice), { past: [keep(0, 5)], future: [strike(6, 9)] });
  assert.deepEqual(redo(undo(twice)), twice);
  assert.deepEqual(decide(undo(twice), keep(1, 2)).future, []);
});

test('with nothing to undo or redo the history stays the very same', () => {
  assert.equal(undo(NO_VERDICTS), NO_VERDICTS);
  assert.equal(redo(NO_VERDICTS), NO_VERDICTS);
});

test('a decision that a later one covers is no longer in force', () => {
  const history = [keep(0, 5), strike(6, 9), keep(0, 20), strike(3, 4)].reduce(decide, NO_VERDICTS);
  assert.deepEqual(inForce(history), [keep(0, 20), strike(3, 4)]);
});

test('the last word on a stretch is that of the latest decision that touches it', () => {
  const history = [keep(0, 20), strike(3, 4)].reduce(decide, NO_VERDICTS);
  assert.equal(lastWord(history, 3, 4), false);
  assert.equal(lastWord(history, 4, 6), true);
  assert.equal(lastWord(history, 20, 30), undefined);
});

const ARTICLE = {
  parts: [{ role: 'title', start: 10, end: 20 }],
  blocks: [
    { kind: 'paragraph', start: 30, end: 40 },
    { kind: 'heading', start: 60, end: 70 },
  ],
  removed: [
    { reason: 'navigation', start: 0, end: 4 },
    { reason: 'ad', start: 42, end: 50 },
    { reason: 'share', start: 51, end: 58 },
  ],
};
const pieces = () => new Pieces(layOut(ARTICLE, 'x'.repeat(70)).columns);

test('pieces stand in the order of the paste, each with its kind', () => {
  const kinds = Array.from({ length: 6 }, (_, i) => pieces().kind(i));
  assert.deepEqual(kinds, ['navigation', 'title', 'paragraph', 'ad', 'share', 'heading']);
});

test('neighbouring cuts are a run', () => {
  assert.deepEqual(pieces().run(3), [3, 5]);
  assert.deepEqual(pieces().run(4), [3, 5]);
  assert.deepEqual(pieces().run(0), [0, 1]);
});

test('a piece is found by an offset into it, or into the gap before it', () => {
  assert.deepEqual(
    [0, 4, 15, 41, 69, 500].map((offset) => pieces().at(offset)),
    [0, 1, 1, 3, 5, 5],
  );
});

test('changing a stretch leaves the rest and the original alone', () => {
  const all = pieces();
  const changed = all.with(30, 40, () => OTHER);
  assert.equal(changed.kind(2), 'other');
  assert.equal(all.kind(2), 'paragraph');
  assert.equal(changed.kind(1), 'title');
});

test('every reason has a name and a sentence', () => {
  for (const kind of KINDS) assert.ok(NAMES[kind], kind);
  for (const reason of KINDS.slice(FIRST_CUT)) assert.match(WHY[reason], /^\p{Lu}.*\.$/u);
});

test('a long text is split at white space, without a loss', () => {
  const text = 'harbour '.repeat(5000);
  const at = [...cuts(text), text.length];
  const parts = at.slice(1).map((to, i) => text.slice(at[i], to));
  assert.equal(parts.join(''), text);
  assert.ok(parts.length > 4);
  for (const part of parts) assert.ok(part.length <= LONGEST + 1 && part.endsWith(' '));
});

test('a pair of surrogates is never split', () => {
  for (const text of ['🚢'.repeat(9000), `x${'🚢'.repeat(9000)}`]) {
    for (const at of cuts(text)) assert.ok(!/^[\udc00-\udfff]/.test(text.slice(at)), `at ${at}`);
  }
});

test('long lists and tables are shown in groups', () => {
  const items = Array.from({ length: 250 }, (_, i) => `item ${i}`);
  const shown = inShownSizes([{ kind: 'list', ordered: false, items, text: items.join('\n') }]);
  assert.deepEqual(
    shown.flatMap((block) => block.items),
    items,
  );
  assert.equal(shown.length, 3);
});

test('every block that is shown says where its text starts in the article’s', () => {
  const items = Array.from({ length: 250 }, (_, i) => `item ${i}`);
  const rows = Array.from({ length: 150 }, (_, i) => [`cell ${i}`, `other ${i}`]);
  const table = rows.map((row) => row.join('\t')).join('\n');
  const blocks = [
    { kind: 'paragraph', text: 'A first one.' },
    { kind: 'rule', text: '' },
    { kind: 'list', ordered: false, items, text: items.join('\n') },
    { kind: 'paragraph', text: 'word '.repeat(LONGEST) },
    { kind: 'table', rows, text: table },
    { kind: 'paragraph', text: 'The last one.' },
  ];
  const texts = blocks.map(({ text }) => text).filter(Boolean);
  const body = texts.join('\n\n');
  for (const block of inShownSizes(blocks)) {
    const text = block.items?.[0] ?? block.rows?.[0][0] ?? block.text;
    assert.ok(body.startsWith(text, block.at), `${block.kind} at ${block.at}`);
  }
});

test('files are read as UTF-8 or, by their mark, as UTF-16', () => {
  const text = 'Żółw 🐢 at sea';
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  const bigEndian = Buffer.from(utf16).swap16();
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), utf16, bigEndian]) {
    assert.equal(decode(Uint8Array.from(bytes).buffer), text);
  }
});

test('bytes that are no text, or text of an older encoding, are refused with a code', () => {
  const code = (bytes) => {
    try {
      return decode(Uint8Array.from(bytes).buffer);
    } catch (error) {
      return error.code;
    }
  };
  assert.equal(code([1, 0, 2, 0]), 'not-text');
  assert.equal(code([0x4b, 0xfc, 0x73, 0x74, 0x65]), 'not-utf8');
});
