// Entities in the npm package: loading the model, failing, spans in UTF-16, and the same in both
// browsers, whatever the text.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import {
  cleanText,
  entitiesToCsv,
  findEntities,
  init,
  loadEntities,
  toMarkdown,
  toText,
  withEntities,
} from '../../pkg/copydesk.js';
import { BROWSER_NAMES, inBrowser, join, project, ROOT, run, serve } from './support.js';

const TEXT =
  '😀 Chancellor Maria Hofer flew to Vienna on Friday. “Hofer’s visit costs €5 million,” said Peter Novak.';

const PROSE =
  'The ferry will sail to the islands twice a day, and it will be free for those who live there.';

/** Texts that leave the beaten track. */
const ODD = {
  empty: '',
  blank: ' \n\t\u00a0\u3000\n',
  signs: '12 34 %% -- !! ... ??? €€ 5% -3 1/2 @@ ## 99:99 32/13/2021',
  capitals: 'PRESIDENT ANNA BERG OF ACME CORP MET JOHN SMITH IN LONDON ON 3 MAY 2021. '.repeat(20),
  small: 'president anna berg of acme corp met john smith in london on 3 may 2021. '.repeat(20),
  word: 'Abcdefghij'.repeat(100_000),
  digits: '1234567890'.repeat(20_000),
  mixed: 'Анна met 田中さん in القاهرة, and Αθήνα said «Oui» to José Peña in München 2021年5月3日.',
  emoji: `👩‍👩‍👧‍👦 Anna Berg 🏳️‍🌈 met 👨🏿‍🚀 John Smith in 🇦🇹 Vienna ${'👩‍💻'.repeat(500)} on 3 May 2021`,
  bidi: '\u202eAngela Merkel\u202c \u2067ירושלים\u2069 \u200fJohn Smith\u200e in \u2066London\u2069',
  combining: `A\u0301nna Be\u0308rg${'\u0301'.repeat(1000)} of Malmo\u0308 met Zoe\u0308 in A\u030angstro\u0308m`,
  lone: '\ud83d Anna Berg \ude00 met John\ud800 Smith in \udc00London on 3 May 2021',
  nul: 'Anna\u0000Berg met \u0000John Smith\ufeff in Lon\u200bdon',
  brackets: `${'(['.repeat(5000)}Anna Berg${'])'.repeat(5000)}`,
  money: `$${'9'.repeat(400)} and €${'1,'.repeat(400)}5 billion million million`,
};

const failing = (code, message = /./) => ({ name: 'CopydeskError', code, message });

/** Every mention is a stretch of whole characters without blank edges; none overlaps another. */
function checkSpans(text, { entities }, name) {
  const mentions = entities.flatMap((entity) => entity.mentions).sort((a, b) => a.start - b.start);
  let last = 0;
  for (const { start, end } of mentions) {
    const slice = text.slice(start, end);
    assert.ok(last <= start && start < end && end <= text.length, `${name}: ${start}-${end}`);
    assert.equal(slice, slice.trim(), name);
    assert.ok(/[\p{L}\p{N}%€$]/u.test(slice), `${name}: ${slice}`);
    const splits = (at) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
    assert.ok(!splits(start) && !splits(end), `${name}: ${slice}`);
    last = end;
  }
  assert.deepEqual(
    entities.map((entity) => entity.id),
    entities.map((_, index) => index),
  );
}

/** Runs a module of its own, where nothing has been loaded, and gives what it prints. */
async function script(code) {
  const head = `import { readFile } from 'node:fs/promises';
    import { cleanText, findEntities, init, loadEntities } from '${join(ROOT, 'pkg/copydesk.js')}';
    const file = '${join(ROOT, 'pkg/entities.bin')}';
    const names = () => findEntities('Anna Berg left.').entities.map((e) => e.name).join();
    const codeOf = async (work) => { try { await work(); } catch (error) { return error.code; } };`;
  const { stdout } = await run('node', ['--input-type=module', '--eval', `${head}\n${code}`]);
  return stdout.trim();
}

describe('loading the model', () => {
  test('a search before it says so, and cleaning does not need it', async () => {
    const code = `
      await init();
      console.log(await codeOf(() => findEntities('Anna')), cleanText('A line.').entities.length);`;
    assert.equal(await script(code), 'not-initialised 0');
  });

  const forms = {
    nothing: '',
    'an address': `{ model: new URL('file://' + file) }`,
    'a relative address': `{ model: 'entities.bin' }`,
    bytes: '{ model: await readFile(file) }',
    'a promise of bytes': '{ model: readFile(file) }',
    'a buffer': '{ model: new Uint8Array(await readFile(file)).buffer }',
    'a response': '{ model: new Response(await readFile(file)) }',
  };
  for (const [name, options] of Object.entries(forms)) {
    test(`from ${name}`, async () => {
      assert.equal(
        await script(`await loadEntities(${options}); console.log(names())`),
        'Anna Berg',
      );
    });
  }

  test('a failure says so, and does not stand in the way of another try', async () => {
    const code = `
      const codes = [
        await codeOf(() => loadEntities({ model: 'nowhere.bin' })),
        await codeOf(() => loadEntities({ model: new Response('no', { status: 404 }) })),
        await codeOf(() => loadEntities({ model: 7 })),
        await codeOf(() => loadEntities({ model: new Uint8Array(100) })),
        await codeOf(async () => loadEntities({ model: (await readFile(file)).subarray(0, 1000) })),
        await codeOf(() => findEntities('Anna')),
      ];
      await Promise.all([loadEntities(), loadEntities()]);
      console.log(...codes, names());`;
    const expected =
      'load-failed load-failed load-failed invalid-model invalid-model not-initialised Anna Berg';
    assert.equal(await script(code), expected);
  });

  test('after a trap the model is still there', async () => {
    await loadEntities();
    let nested = [];
    for (let depth = 0; depth < 1_000_000; depth++) nested = [nested];
    const article = cleanText('A line of text.');
    article.blocks.push({ kind: 'rule', text: '', start: 0, end: 0, nested });
    const found = findEntities(TEXT);
    assert.throws(() => toText(article), failing('internal'));
    assert.deepEqual(findEntities(TEXT), found);
  });
});

describe('finding', () => {
  before(() => loadEntities());

  test('names, mentions and values', () => {
    const { entities, language, searched } = findEntities(TEXT, { published: '2024-03-18' });
    const brief = entities.map(({ kind, mentions, name, role, value }) => ({
      kind,
      name,
      mentions: mentions.map(({ start, end }) => TEXT.slice(start, end)),
      ...(role && { role }),
      ...(value && { value }),
    }));
    assert.deepEqual(brief, [
      {
        kind: 'person',
        name: 'Maria Hofer',
        mentions: ['Maria Hofer', 'Hofer'],
        role: 'Chancellor',
      },
      { kind: 'place', name: 'Vienna', mentions: ['Vienna'] },
      { kind: 'date', name: 'Friday', mentions: ['Friday'], value: '2024-03-15' },
      { kind: 'money', name: '€5 million', mentions: ['€5 million'], value: '5000000 EUR' },
      { kind: 'person', name: 'Peter Novak', mentions: ['Peter Novak'] },
    ]);
    assert.deepEqual([language, searched], [null, 'names']);
    assert.equal(findEntities(`${TEXT} ${PROSE}`).language, 'en');
  });

  test('options', () => {
    const names = (options) => findEntities(TEXT, options).entities.map((entity) => entity.name);
    assert.deepEqual(names({ kinds: ['place'] }), ['Vienna']);
    const lexicon = [
      { text: 'Vienna', kind: 'none' },
      { text: 'visit', kind: 'event' },
    ];
    assert.deepEqual(names({ lexicon, kinds: ['place', 'event'] }), ['visit']);
    assert.deepEqual(names({ language: 'fi' }), ['Friday', '€5 million']);
    assert.equal(findEntities(TEXT, { language: 'fi' }).searched, 'values');
    assert.deepEqual(findEntities(TEXT, { kinds: null, lexicon: undefined }), findEntities(TEXT));
  });

  test('what is wrong is named', () => {
    const wrong = [
      [{ kinds: 'person' }, /options\.kinds .*list/],
      [{ kinds: ['human'] }, /human/],
      [{ lexicon: [{ text: 'a', kind: 'human' }] }, /human.*person/],
      [{ lexicon: [{ text: 'a' }] }, /kind/],
      [{ lexicon: [{ text: 7, kind: 'none' }] }, /options\.lexicon\[0\]\.text .*string/],
      [{ lexicon: [{ text: '!', kind: 'none' }] }, /options\.lexicon\[0\]\.text/],
      [{ language: 7 }, /options\.language .*string/],
      [{ published: 7 }, /options\.published .*string/],
    ];
    for (const [options, message] of wrong) {
      assert.throws(() => findEntities(TEXT, options), failing('invalid-option', message));
    }
    assert.throws(() => findEntities(7), failing('not-text'));
    assert.throws(() => findEntities('é', { limits: { bytes: 1 } }), failing('too-many-bytes'));
  });

  test('an article gets the entities of its text', () => {
    const article = cleanText(
      `A day in May\n\nPublished 18 March 2024\n\n${PROSE}\n\n${TEXT} ${PROSE}`,
    );
    const copy = structuredClone(article);
    const marked = withEntities(article);
    assert.deepEqual(article, copy);
    const { entities, searched, ...rest } = marked;
    assert.deepEqual({ ...rest, entities: [] }, article);
    assert.equal(searched, 'names');
    assert.equal(entities.find((entity) => entity.name === 'Friday').value, '2024-03-15');
    assert.deepEqual(structuredClone(marked), marked);
    assert.deepEqual(JSON.parse(JSON.stringify(marked)), marked);
    const dated = withEntities(article, { published: '2020-01-01' }).entities;
    assert.equal(dated.find((entity) => entity.name === 'Friday').value, '2019-12-27');
  });
});

describe('writing', () => {
  const blocks = [{ kind: 'paragraph', text: TEXT, start: 0, end: 0 }];
  let article;

  before(async () => {
    await loadEntities();
    const plain = { ...cleanText('A line of text.'), blocks, text: TEXT };
    article = withEntities(plain, { lexicon: [{ text: 'costs', kind: 'event' }] });
  });

  test('CSV has spans of the text', () => {
    const [head, ...rows] = entitiesToCsv(article).trimEnd().split('\r\n');
    assert.equal(head, 'id,kind,name,value,role,text,start,end');
    const mentions = article.entities.flatMap((entity) => entity.mentions);
    assert.equal(rows.length, mentions.length);
    for (const row of rows) {
      const cells = row.split(',');
      assert.equal(TEXT.slice(cells[6], cells[7]), cells[5]);
    }
    assert.throws(() => entitiesToCsv({ text: 'a' }), failing('invalid-article'));
  });

  test('Markdown has links when it is asked to', () => {
    const search = 'https://en.wikipedia.org/w/index.php?search=';
    const linked = toMarkdown({ ...article, language: null }, { linkNames: true });
    assert.ok(
      linked.includes(`[Hofer](${search}Maria+Hofer)’s visit [costs](${search}costs) €5`),
      linked,
    );
    assert.ok(!toMarkdown(article).includes(search));
    assert.equal(toMarkdown(article, { linkNames: false }), toMarkdown(article, null));
  });
});

describe('odd texts', { timeout: 600_000 }, () => {
  let installed;
  let site;
  let expected;

  before(async () => {
    await loadEntities();
    expected = Object.fromEntries(
      Object.entries(ODD).map(([name, text]) => [name, findEntities(text)]),
    );
    installed = await project({
      'index.html': `<!doctype html><meta charset="utf-8"><title>entities</title>
        <script type="module">
          import { findEntities, loadEntities } from './node_modules/copydesk/copydesk.js';
          await loadEntities();
          globalThis.findAll = (texts) => Object.fromEntries(
            Object.entries(texts).map(([name, text]) => [name, findEntities(text)]),
          );
        </script>`,
    });
    site = await serve(installed.folder);
  });

  after(async () => {
    await site?.close();
    await installed?.remove();
  });

  test('spans are whole and in order', () => {
    for (const [name, text] of Object.entries(ODD)) checkSpans(text, expected[name], name);
    const count = (name) => expected[name].entities.length;
    assert.deepEqual([count('empty'), count('blank'), count('word')], [0, 0, 0]);
    const names = (name) => expected[name].entities.map((entity) => entity.name);
    assert.ok(names('emoji').includes('Vienna') && names('emoji').includes('3 May 2021'));
    assert.ok(names('capitals').length > 0 && names('small').length > 0);
    assert.ok(names('lone').includes('Anna Berg'));
  });

  for (const browser of BROWSER_NAMES) {
    test(`the same in ${browser}`, async () => {
      const found = await inBrowser(browser, `${site.url}index.html`, async (tab) => {
        await tab.waitForFunction('globalThis.findAll');
        // As JSON: the way to the page does not keep lone surrogates.
        return tab.evaluate(
          (json) => JSON.stringify(window.findAll(JSON.parse(json))),
          JSON.stringify(ODD),
        );
      });
      assert.deepEqual(JSON.parse(found), expected);
    });
  }
});

test('the model is a file of the package', async () => {
  await init();
  const [packed, own] = await Promise.all(
    ['pkg/entities.bin', 'models/entities.bin'].map((path) => readFile(join(ROOT, path))),
  );
  assert.ok(packed.equals(own));
});
