// The manifest keeps the policy, the check of it can fail, and the archives are the same bytes every time.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { archiveOf, BROWSERS, buildExtension } from '../../scripts/extension.mjs';
import { checkManifest, manifestFor } from '../../scripts/manifest.mjs';
import { ROOT } from '../../scripts/shell.mjs';

const SOURCE = JSON.parse(readFileSync(join(ROOT, 'extension/manifest.json'), 'utf8'));

for (const browser of BROWSERS) {
  test(`the manifest for ${browser} keeps the policy`, () => {
    assert.deepEqual(checkManifest(manifestFor(browser, SOURCE), browser), []);
  });

  test(`every file that the manifest for ${browser} names is there`, () => {
    const files = unzipSync(readFileSync(archiveOf(browser)));
    const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json']));
    const named = JSON.stringify(manifest).match(/[\w/]+\.(?:html|js|png)(?=")/g);
    const { default_locale: locale } = manifest;
    const wanted = [...named, `_locales/${locale}/messages.json`, 'content.js'];
    assert.deepEqual(
      wanted.filter((name) => !files[name]),
      [],
    );
    // The sheets of cleaned pages are in the background's script, which puts them in.
    const background = new TextDecoder().decode(files['background.js']);
    const rules = ["[data-copydesk='hidden'] { display: none", '::highlight(copydesk-current) {'];
    assert.deepEqual(
      rules.filter((rule) => !background.includes(rule)),
      [],
    );
  });
}

test('what breaks the policy is named', () => {
  const breaks = {
    permissions: ['tabs'],
    host_permissions: ['<all_urls>'],
    content_scripts: [{ matches: ['<all_urls>'], js: ['content.js'] }],
    web_accessible_resources: [{ resources: ['content.js'], matches: ['<all_urls>'] }],
    externally_connectable: { matches: ['https://example.org/*'] },
    content_security_policy: { extension_pages: "default-src 'none'; connect-src https:" },
  };
  for (const [key, value] of Object.entries(breaks)) {
    const problems = checkManifest(
      { ...manifestFor('chromium', SOURCE), [key]: value },
      'chromium',
    );
    assert.equal(problems.length, 1, key);
  }
  const { browser_specific_settings: _, ...silent } = manifestFor('firefox', SOURCE);
  assert.equal(checkManifest(silent, 'firefox').length, 1);
});

test('built twice, the archives are the same', async () => {
  const hashes = () =>
    BROWSERS.map((name) =>
      createHash('sha256')
        .update(readFileSync(archiveOf(name)))
        .digest('hex'),
    );
  const before = hashes();
  await buildExtension();
  assert.deepEqual(hashes(), before);
  assert.ok(existsSync(archiveOf('firefox')));
});
