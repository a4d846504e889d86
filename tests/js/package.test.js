// The package as Node has it: starting, failing, restarting, and what is in it.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { before, describe, test } from 'node:test';
import { cleanText, init, toHtml, toMarkdown, toText, version } from '../../pkg/copydesk.js';
import { join, project, ROOT, run } from './support.js';

const PASTE = 'A headline\n\nThe ferry will sail twice a day from the first of May, it was said.';

/** What a failure looks like: an `Error` with the code. */
const failing = (code, message = /./) => ({ name: 'CopydeskError', code, message });

/** Runs a module of its own, where nothing has been started, and gives what it prints. */
async function script(code) {
  const head = `import { readFile } from 'node:fs/promises';
    import * as copydesk from '${join(ROOT, 'pkg/copydesk.js')}';
    const file = '${join(ROOT, 'pkg/copydesk_bg.wasm')}';
    const { cleanText, init, version } = copydesk;
    const codeOf = async (work) => { try { await work(); } catch (error) { return error.code; } };`;
  const { stdout } = await run('node', ['--input-type=module', '--eval', `${head}\n${code}`]);
  return stdout.trim();
}

describe('starting', () => {
  test('a call before it says so', async () => {
    const code = `try { cleanText('a'); } catch (e) { console.log(e instanceof Error, e.code); }`;
    assert.equal(await script(code), 'true not-initialised');
  });

  const bytes = 'await readFile(file)';
  const typed = `{ headers: { 'Content-Type': 'application/wasm' } }`;
  const forms = {
    nothing: '',
    'an address': `{ wasm: new URL('file://' + file) }`,
    'a relative address': `{ wasm: 'copydesk_bg.wasm' }`,
    bytes: `{ wasm: ${bytes} }`,
    'a promise of bytes': '{ wasm: readFile(file) }',
    'a module': `{ wasm: await WebAssembly.compile(${bytes}) }`,
    'a response': `{ wasm: new Response(${bytes}, ${typed}) }`,
    'a response of another type': `{ wasm: new Response(${bytes}) }`,
  };
  for (const [name, options] of Object.entries(forms)) {
    test(`the wasm from ${name}`, async () => {
      assert.match(
        await script(`await init(${options}); console.log(version())`),
        /^\d+\.\d+\.\d+$/,
      );
    });
  }

  test('warming up makes the first cleaning faster', async () => {
    const first = async (before) => {
      const code = `
        const text = await readFile('${join(ROOT, 'www/example.txt')}', 'utf8');
        await init();
        ${before}
        const start = performance.now();
        cleanText(text);
        console.log(performance.now() - start);`;
      return Number(await script(code));
    };
    const [cold, warmed] = [[], []];
    for (let round = 0; round < 3; round += 1) {
      cold.push(await first(''));
      warmed.push(await first('copydesk.warm();'));
    }
    const [slow, fast] = [Math.min(...cold), Math.min(...warmed)];
    assert.ok(fast < 0.8 * slow, `${fast} ms, and ${slow} ms without`);
    assert.equal(await script('console.log(await codeOf(copydesk.warm));'), 'not-initialised');
  });

  test('twice at once and again is once', async () => {
    const code = `
      let compiled = 0;
      const compile = WebAssembly.compile;
      const { length } = await readFile(file); // Node compiles some of its own
      WebAssembly.compile = (bytes) => {
        compiled += bytes.byteLength === length;
        return compile(bytes);
      };
      await Promise.all([init(), init()]);
      await init();
      console.log(compiled, cleanText('A line of text.').blocks.length > 0);`;
    assert.equal(await script(code), '1 true');
  });

  test('a failure says so, and does not stand in the way of another try', async () => {
    const code = `
      const codes = [
        await codeOf(() => init({ wasm: 'nowhere.wasm' })),
        await codeOf(() => init({ wasm: new Response('no', { status: 404 }) })),
        await codeOf(() => init({ wasm: new Uint8Array(8) })),
        await codeOf(() => cleanText('a')),
      ];
      await init();
      console.log(...codes, version().length > 0);`;
    const expected = 'load-failed load-failed load-failed not-initialised true';
    assert.equal(await script(code), expected);
  });
});

describe('failing', () => {
  before(() => init());

  test('inputs have codes', () => {
    assert.throws(() => cleanText(''), failing('empty-input'));
    assert.throws(() => cleanText(' \n\t\u00a0'), failing('empty-input'));
    assert.throws(() => cleanText(7), failing('not-text'));
    assert.throws(() => cleanText(undefined), failing('not-text'));
    assert.throws(
      () => cleanText('ab', { limits: { bytes: 1 } }),
      failing('too-many-bytes', /limits\.bytes/),
    );
    assert.throws(() => cleanText('é', { limits: { bytes: 1 } }), failing('too-many-bytes'));
    assert.throws(() => cleanText('x'.repeat(50_000_000)), failing('too-many-bytes', /33554432/));
  });

  test('a wrong option is named', () => {
    const wrong = [
      [{ urls: 'a' }, /options\.urls.*url/],
      [{ url: 7 }, /options\.url .*string/],
      [{ limits: 7 }, /options\.limits .*object/],
      [{ limits: { byte: 7 } }, /options\.limits\.byte;/],
      [{ limits: { bytes: '7' } }, /options\.limits\.bytes .*whole number/],
      [{ limits: { bytes: -1 } }, /options\.limits\.bytes/],
      [{ limits: { bytes: 1.5 } }, /options\.limits\.bytes/],
      [{ limits: { bytes: Number.NaN } }, /options\.limits\.bytes/],
      [{ verdicts: {} }, /options\.verdicts .*list/],
      [{ verdicts: [7] }, /options\.verdicts\[0\] .*object/],
      [
        { verdicts: [{ start: 0, end: 1, keep: 'yes' }] },
        /options\.verdicts\[0\]\.keep .*true or false/,
      ],
      [{ verdicts: [{ start: 0, end: 1 }] }, /keep/],
      [{ onProgress: 7 }, /options\.onProgress .*function/],
      ['fast', /options .*object/],
      [[], /options .*object/],
    ];
    for (const [options, message] of wrong) {
      assert.throws(() => cleanText(PASTE, options), failing('invalid-option', message));
    }
  });

  test('undefined and null stand for the default', () => {
    const plain = cleanText(PASTE);
    for (const options of [undefined, null, {}, { url: null, limits: undefined, verdicts: null }]) {
      assert.deepEqual(cleanText(PASTE, options), plain);
    }
    assert.deepEqual(cleanText(PASTE, { limits: { bytes: undefined } }), plain);
  });

  test('what is not an article is refused', () => {
    for (const thing of [undefined, null, 7, 'text', {}, { blocks: [] }, []]) {
      for (const write of [toText, toMarkdown, toHtml]) {
        assert.throws(() => write(thing), failing('invalid-article'));
      }
    }
  });

  test('after a trap the next call starts afresh', () => {
    const article = cleanText(PASTE);
    // An exception goes straight through the wasm, which is in an unknown state then.
    const ownKeys = () => {
      throw new Error('mine');
    };
    const options = new Proxy({}, { ownKeys });
    for (let i = 0; i < 3; i++) {
      assert.throws(() => cleanText(PASTE, options), failing('internal'));
      assert.deepEqual(cleanText(PASTE).text, article.text);
    }
  });

  test('an error of the caller within a call is told as the cause', () => {
    const cause = new Error('mine');
    const options = new Proxy(
      {},
      {
        ownKeys: () => {
          throw cause;
        },
      },
    );
    assert.throws(() => cleanText(PASTE, options), { ...failing('internal'), cause });
    assert.ok(cleanText(PASTE).text);
  });
});

describe('progress', () => {
  before(() => init());

  /** Enough lines for many reports. */
  const LONG = PASTE.replaceAll('\n\n', '\n').concat('\n').repeat(30_000);

  test('rises to 1, and changes nothing', () => {
    const heard = [];
    const article = cleanText(LONG, { onProgress: (done) => void heard.push(done) });
    assert.ok(heard.length > 5, `${heard.length} reports`);
    assert.ok(heard.every((share, i) => i === 0 || share >= heard[i - 1]));
    assert.ok(heard[0] > 0);
    assert.equal(heard.at(-1), 1);
    assert.deepEqual(article, cleanText(LONG));
  });

  test('false ends the work; anything else does not', () => {
    let asked = 0;
    const onProgress = () => ++asked < 3;
    assert.throws(() => cleanText(LONG, { onProgress }), failing('cancelled'));
    assert.equal(asked, 3);
    for (const answer of [undefined, null, 0, '']) {
      assert.ok(cleanText(PASTE, { onProgress: () => answer }).text);
    }
  });

  test('what it throws ends the work and is the cause', () => {
    const cause = new Error('mine');
    const onProgress = () => {
      throw cause;
    };
    assert.throws(() => cleanText(PASTE, { onProgress }), { ...failing('cancelled'), cause });
    assert.ok(cleanText(PASTE).text);
  });

  test('another text can be cleaned on the way', () => {
    const inner = new Set();
    const outer = cleanText(LONG, { onProgress: () => void inner.add(cleanText(PASTE).text) });
    assert.deepEqual([...inner], [cleanText(PASTE).text]);
    assert.deepEqual(outer, cleanText(LONG));
  });
});

describe('results', () => {
  before(() => init());

  test('are plain data', () => {
    const article = cleanText(PASTE, { url: 'https://example.com/' });
    assert.deepEqual(structuredClone(article), article);
    assert.deepEqual(JSON.parse(JSON.stringify(article)), article);
    assert.equal(Object.getPrototypeOf(article.blocks[0]), Object.prototype);
    assert.equal(article.site, null);
  });

  test('a lone surrogate counts one', () => {
    const text = `\ud83d${PASTE.replace('ferry', 'fer\udc00ry 😀')}\ud83d\n`;
    const { blocks, parts, removed } = cleanText(text);
    const pieces = [...blocks, ...parts, ...removed];
    assert.ok(pieces.length > 0);
    for (const piece of pieces) {
      const slice = text.slice(piece.start, piece.end).replace(/\p{Cs}/gu, '\ufffd');
      assert.equal(slice.trim(), piece.text);
    }
  });

  test('spans inside blocks are UTF-16 for the writers', () => {
    const article = cleanText(PASTE);
    const spans = [
      { start: 3, end: 7, kind: 'strong' },
      { start: 8, end: 10, kind: 'link', href: 'https://example.com/' },
    ];
    article.blocks = [{ kind: 'paragraph', text: '😀 bold 😀', start: 0, end: 0, spans }];
    assert.match(toMarkdown(article), /😀 \*\*bold\*\* \[😀\]\(https:\/\/example\.com\/\)/);
    assert.match(
      toHtml(article),
      /😀 <strong>bold<\/strong> <a href="https:\/\/example\.com\/">😀<\/a>/,
    );
  });
});

describe('the package', () => {
  test('holds every file that it names, types and licences included', async () => {
    const cache = await mkdtemp(join(tmpdir(), 'copydesk-npm-'));
    const args = ['pack', '--dry-run', '--json', '--cache', cache];
    const { stdout } = await run('npm', args, { cwd: join(ROOT, 'pkg') });
    await rm(cache, { recursive: true });
    const packed = JSON.parse(stdout)[0].files.map(({ path }) => path);
    const manifest = JSON.parse(await readFile(join(ROOT, 'pkg/package.json'), 'utf8'));
    const named = Object.values(manifest.exports).flatMap((e) =>
      typeof e === 'string' ? [e] : Object.values(e),
    );
    for (const name of [
      ...named.map((path) => path.slice(2)),
      'README.md',
      'LICENSE-MIT',
      'LICENSE-APACHE',
    ]) {
      assert.ok(packed.includes(name), name);
    }
    const imports = packed.filter((path) => /\.(js|d\.ts)$/.test(path));
    for (const path of imports) {
      const text = await readFile(join(ROOT, 'pkg', path), 'utf8');
      for (const [, from] of text.matchAll(/from '\.\/(.*?)'/g))
        assert.ok(
          packed.includes(path.endsWith('.d.ts') ? from.replace(/js$/, 'd.ts') : from),
          from,
        );
    }
  });

  test('has the version of the crate', async () => {
    await init();
    const manifest = JSON.parse(await readFile(join(ROOT, 'pkg/package.json'), 'utf8'));
    assert.equal(version(), manifest.version);
  });

  test('the examples of its README run', async () => {
    const readme = await readFile(join(ROOT, 'pkg/README.md'), 'utf8');
    const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
    const inNode = examples.filter((code) => !code.includes('.wasm'));
    assert.equal(inNode.length, 5);
    const files = Object.fromEntries(inNode.map((code, i) => [`example-${i}.js`, code]));
    const installed = await project(files);
    try {
      for (const name of Object.keys(files)) {
        const { stdout } = await run('node', [join(installed.folder, name)]);
        assert.match(stdout, /\w/);
      }
    } finally {
      await installed.remove();
    }
  });
});
