// The server of `npm start`: right types, nothing from outside its folder, a free port.

import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { serve } from '../../scripts/serve.mjs';

/** Asks for a path as it is written; fetch would tidy it first. */
function ask(url, path, method = 'GET') {
  const { hostname, port } = new URL(url);
  return new Promise((done, fail) => {
    get({ hostname, port, path, method }, (response) => {
      response.resume();
      response.on('end', () => done(response));
    }).on('error', fail);
  });
}

describe('the static server', () => {
  let site;
  before(async () => {
    site = await serve('tests');
  });
  after(() => site.close());

  test('gives files with their types', async () => {
    const response = await ask(site.url, '/js/serve.test.js');
    assert.equal(response.statusCode, 200);
    assert.equal(response.headers['content-type'], 'text/javascript; charset=utf-8');
    const text = await ask(site.url, '/fixtures/table--tabs.txt');
    assert.equal(text.headers['content-type'], 'text/plain; charset=utf-8');
  });

  test('gives nothing from outside its folder', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
      '/%E0%A4',
    ]) {
      const response = await ask(site.url, path);
      assert.equal(response.statusCode, 404, path);
    }
  });

  test('gives no lists of folders', async () => {
    assert.equal((await ask(site.url, '/js/')).statusCode, 404);
    assert.equal((await ask(site.url, '/js')).statusCode, 404);
  });

  test('takes GET and HEAD alone', async () => {
    assert.equal((await ask(site.url, '/wasm.rs', 'HEAD')).statusCode, 200);
    assert.equal((await ask(site.url, '/wasm.rs', 'POST')).statusCode, 405);
  });

  test('takes another port where the one asked for is taken', async () => {
    const { port } = new URL(site.url);
    const other = await serve('tests', { port: Number(port) });
    assert.notEqual(new URL(other.url).port, port);
    assert.equal((await ask(other.url, '/wasm.rs')).statusCode, 200);
    await other.close();
  });
});
