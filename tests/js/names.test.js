// The names of the result and of the errors are the same in Rust, in the types and in the
// renderer. Rust's come from the sources, as serde writes them.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { init, render } from '../../pkg/copydesk.js';
import { join, ROOT } from './support.js';

const read = (path) => readFile(join(ROOT, path), 'utf8');
const [article, error, types, articleTypes, limits] = await Promise.all([
  read('src/article.rs'),
  read('src/error.rs'),
  read('js/copydesk.d.ts'),
  read('js/article.d.ts'),
  read('src/limits.rs'),
]);

const camel = (name) => name[0].toLowerCase() + name.slice(1);
const snakeToCamel = (name) => name.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** The body of a Rust item, without comments and attributes. */
function rust(source, item) {
  const [, body] = new RegExp(`pub ${item} \\{\\n(.*?)\\n\\}`, 's').exec(source) ?? [];
  assert.ok(body, item);
  return body.replace(/^\s*(\/\/\/|#\[).*$/gm, '');
}

const variants = (name) =>
  [...rust(article, `enum ${name}`).matchAll(/^ {4}(\w+)/gm)].map(([, v]) => camel(v)).sort();

const fields = (source, name) =>
  [...rust(source, `struct ${name}`).matchAll(/^ {4}pub (\w+):/gm)].map(([, f]) => snakeToCamel(f));

/** The strings of a union in the types. */
function union(source, name) {
  const [, body] =
    new RegExp(`export type ${name} =([^;]*(?:;[^;]*\\*/[^;]*)*);`).exec(source) ?? [];
  assert.ok(body, name);
  const text = body.replace(/\/\*\*.*?\*\//gs, '');
  return [...text.matchAll(/'([\w-]+)'/g)].map(([, s]) => s).sort();
}

/** The fields of an interface in the types, with those that it extends. */
function members(source, name) {
  const pattern = new RegExp(`interface ${name}(?: extends (\\w+))? \\{(.*?)\\n\\}`, 's');
  const [, base, body] = pattern.exec(source) ?? [];
  assert.ok(body, name);
  const own = [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, f]) => f);
  return base ? [...members(source, base), ...own] : own;
}

/** The values of `kind` in the types that are in a union of interfaces. */
function kinds(name) {
  const [, list] = new RegExp(`export type ${name} = ([^;']*);`).exec(articleTypes) ?? [];
  return list
    .split('|')
    .flatMap((type) => {
      const [, body] = new RegExp(`interface ${type.trim()} .*?\\{(.*?)\\n\\}`, 's').exec(
        articleTypes,
      );
      return [...body.match(/kind: (.*);/)[1].matchAll(/'(\w+)'/g)].map(([, kind]) => kind);
    })
    .sort();
}

for (const name of ['Reason', 'Role', 'EntityKind', 'Searched']) {
  test(name, () => {
    assert.ok(variants(name).length > 1);
    assert.deepEqual(union(articleTypes, name), variants(name));
  });
}

test('kinds of blocks and spans', () => {
  assert.deepEqual(kinds('Block'), variants('BlockKind'));
  assert.deepEqual(kinds('Span'), variants('SpanKind'));
});

test('fields of the result and of the options', () => {
  for (const name of ['Article', 'Removed', 'Part', 'Found', 'Entity', 'Mention']) {
    assert.deepEqual(members(articleTypes, name).sort(), fields(article, name).sort(), name);
  }
  // A function is no data: it is asked on the way, and never reaches Rust's options.
  const data = (name) => members(types, name).filter((field) => field !== 'onProgress');
  for (const name of ['Options', 'Limits', 'Verdict', 'Term']) {
    assert.deepEqual(data(name).sort(), fields(limits, name).sort(), name);
  }
});

test('codes of errors', () => {
  const codes = [...error.matchAll(/=> "([\w-]+)"/g)].map(([, code]) => code);
  assert.ok(codes.length > 3);
  const ours = ['no-dom', 'not-initialised', 'load-failed', 'internal'];
  assert.deepEqual(union(types, 'CopydeskErrorCode'), [...codes, ...ours].sort());
});

test('the renderer knows every kind of block', async () => {
  await init();
  const document = { createElement: (name) => ({ name, append() {}, setAttribute() {} }) };
  const source = await read('js/render.js');
  const [, table] = /const BLOCKS = \{(.*?)\n\};/s.exec(source);
  const known = [...table.matchAll(/^ {2}(\w+):/gm)].map(([, kind]) => kind).sort();
  assert.deepEqual(known, variants('BlockKind'));
  assert.throws(() => render({ byline: [], blocks: [{ kind: 'marquee', text: '' }] }, document), {
    code: 'invalid-article',
  });
});
