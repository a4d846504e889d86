// The words of the extension: in every language the same messages, all of them used, none missing.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CODES, ENTITY_KINDS, REASONS } from '../../extension/ui/kinds.js';
import { filesUnder } from '../../scripts/stamp.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LOCALES = join(ROOT, 'extension/_locales');
const LANGUAGES = ['de', 'en', 'es', 'fr', 'tr'];
/** The longest that both shops take. */
const LONGEST_DESCRIPTION = 132;

const read = async (language) =>
  JSON.parse(await readFile(join(LOCALES, language, 'messages.json'), 'utf8'));
const messages = Object.fromEntries(
  await Promise.all(LANGUAGES.map(async (language) => [language, await read(language)])),
);
const names = Object.keys(messages.en);

/** Everything of the extension in which a message can be named. */
const sources = await Promise.all(
  filesUnder('extension')
    .filter(
      (file) => !file.includes('_locales') && ['.js', '.html', '.json'].includes(extname(file)),
    )
    .map(async (file) => [file, await readFile(join(ROOT, file), 'utf8')]),
);

/** Messages whose names are put together at run time. */
const FAMILIES = {
  'reason_${': REASONS.map((reason) => `reason_${reason}`),
  'why_${': REASONS.map((reason) => `why_${reason}`),
  'kind_${': Object.keys(ENTITY_KINDS).map((kind) => `kind_${kind}`),
  'kinds_${': Object.keys(ENTITY_KINDS).map((kind) => `kinds_${kind}`),
  'error_${': CODES.map((code) => `error_${code.replaceAll('-', '_')}`),
};

/** Names that stand in the sources, by the ways in which they are named there. */
function named() {
  const found = new Set();
  const take = (text, pattern, write = (name) => [name]) => {
    for (const [, name] of text.matchAll(pattern)) for (const one of write(name)) found.add(one);
  };
  for (const [, text] of sources) {
    take(text, /__MSG_(\w+)__/g);
    take(text, /data-say(?:-\w+)?="(\w+)"/g);
    take(text, /\b(?:say|clean|button|getMessage)\(\s*(?:'\w+',\s*)?'(\w+)'/g);
    take(text, /\bcount\(\s*'(\w+)'/g, (name) => [`${name}_one`, `${name}_other`]);
    for (const [beginning, family] of Object.entries(FAMILIES)) {
      if (text.includes(`\`${beginning}`)) for (const name of family) found.add(name);
    }
  }
  return found;
}

/** Messages that are chosen by an expression: their names stand as strings somewhere. */
const quoted = (name) => sources.some(([, text]) => text.includes(`'${name}'`));

test('every language is there and has every message', async () => {
  assert.deepEqual((await readdir(LOCALES)).sort(), LANGUAGES);
  for (const language of LANGUAGES) {
    assert.deepEqual(Object.keys(messages[language]), names, language);
    assert.equal(messages[language].language.message, language);
  }
});

test('every message has words, and the same values in every language', () => {
  const values = (text) => [...new Set(text.match(/\$\d/g))].sort();
  for (const name of names) {
    const expected = values(messages.en[name].message);
    for (const language of LANGUAGES) {
      const { message, ...rest } = messages[language][name];
      assert.ok(message?.trim(), `${language}: ${name} is empty`);
      assert.equal(message, message.trim(), `${language}: ${name}`);
      assert.deepEqual(values(message), expected, `${language}: ${name}`);
      assert.deepEqual(Object.keys(rest), [], `${language}: ${name}`);
    }
  }
});

test('words are translated', () => {
  for (const language of LANGUAGES.filter((one) => one !== 'en')) {
    const long = names.filter((name) => messages.en[name].message.split(' ').length > 3);
    const same = long.filter(
      (name) => messages.en[name].message === messages[language][name].message,
    );
    assert.deepEqual(same, [], language);
  }
});

test('no message is missing, none is left over', () => {
  const found = named();
  const missing = [...found].filter((name) => !names.includes(name));
  assert.deepEqual(missing, []);
  const unused = names.filter((name) => !found.has(name) && !quoted(name));
  assert.deepEqual(unused, []);
});

test('the description fits into the shops', () => {
  for (const language of LANGUAGES) {
    const { message } = messages[language].extensionDescription;
    assert.ok(message.length <= LONGEST_DESCRIPTION, `${language}: ${message.length}`);
  }
});
