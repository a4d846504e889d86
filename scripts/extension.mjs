// The extension for both browsers, out of extension/ and the npm package; `build.mjs --extension` calls it:
//
//   dist/extension/chromium/   dist/extension/firefox/      to load unpacked
//   dist/extension-chromium.zip   dist/extension-firefox.zip    for the stores
//
// Scripts are bundled, one file for each place that the browser starts one. `./copydesk/…` stands for the package. The
// archives are the same bytes for the same sources.

import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { build as bundle } from 'esbuild';
import { zipSync } from 'fflate';
import { checkManifest, manifestFor } from './manifest.mjs';
import { Failure, ROOT } from './shell.mjs';
import { libraryIn } from './site.mjs';
import { filesUnder } from './stamp.mjs';

export const BROWSERS = ['chromium', 'firefox'];

/** What the browser starts: source, and what it is in the extension. Pages that are not there yet are left out. */
const ENTRIES = [
  ['background.js', 'esm'],
  ['content/main.js', 'iife', 'content.js'],
  ['content/auto.js', 'iife', 'auto.js'],
  ...['panel', 'options', 'reader'].flatMap((page) => [
    [`${page}/${page}.js`, 'esm'],
    [`${page}/${page}.css`, undefined],
  ]),
];
/** What is copied as it is. */
const WHOLE = ['.html', '.png', '.svg', '.json'];
const FETCHED = ['copydesk_bg.wasm', 'entities.bin'];

/** The folder of a browser's extension. */
export const folderOf = (browser) => join(ROOT, 'dist/extension', browser);

/** The archive of a browser's extension. */
export const archiveOf = (browser) => join(ROOT, `dist/extension-${browser}.zip`);

async function write(out, path, content) {
  const full = join(out, path);
  await mkdir(dirname(full), { recursive: true });
  await writeFile(full, content);
}

async function scripts(out, browser) {
  for (const [from, format, to = from] of ENTRIES) {
    const source = join(ROOT, 'extension', from);
    if (!existsSync(source)) continue;
    await bundle({
      absWorkingDir: ROOT,
      entryPoints: [source],
      outfile: join(out, to),
      bundle: true,
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'warning',
      minify: true,
      target: extname(from) === '.css' ? undefined : ['chrome116', 'firefox142'],
      plugins: [libraryIn(join(ROOT, 'pkg'))],
      define: { __BROWSER__: JSON.stringify(browser) },
      ...(format && { format }),
    });
  }
}

async function assemble(browser) {
  const out = folderOf(browser);
  await rm(out, { recursive: true, force: true });
  const source = JSON.parse(await readFile(join(ROOT, 'extension/manifest.json'), 'utf8'));
  const manifest = manifestFor(browser, source);
  const problems = checkManifest(manifest, browser);
  if (problems.length > 0) throw new Failure(problems.join('\n'));
  const whole = filesUnder('extension').filter(
    (name) => WHOLE.includes(extname(name)) && name !== 'extension/manifest.json',
  );
  for (const name of whole) {
    const to = join(out, name.slice('extension/'.length));
    await mkdir(dirname(to), { recursive: true });
    await cp(join(ROOT, name), to);
  }
  await scripts(out, browser);
  await write(out, 'manifest.json', `${JSON.stringify(manifest, null, 2)}\n`);
  for (const name of FETCHED) {
    await write(out, `copydesk/${name}`, await readFile(join(ROOT, 'pkg', name)));
  }
}

/** The archive of a folder: names sorted, one date for all. */
async function pack(browser) {
  const out = `dist/extension/${browser}`;
  const entries = {};
  for (const name of filesUnder(out)) {
    entries[name.slice(out.length + 1)] = await readFile(join(ROOT, name));
  }
  // A zip knows no time zone: the date is given in the machine's own, so that every machine writes the same.
  const archive = zipSync(entries, { level: 9, mtime: new Date(2020, 0, 1), os: 3 });
  await writeFile(archiveOf(browser), archive);
}

/** Builds both; the package has to be there. */
export async function buildExtension() {
  for (const browser of BROWSERS) {
    await assemble(browser);
    await pack(browser);
  }
}
