// Assembles the page: www/ and the npm package into one folder that any static host can serve,
// from any path. Scripts and styles are bundled and made small; the service worker learns the
// list of all files with their hashes.

import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { minify } from 'terser';
import { ROOT } from './shell.mjs';
import { ON_NEED } from './sizes.mjs';
import { filesUnder } from './stamp.mjs';

/** What the browser starts; the rest of www/js and www/css, and the package, go into these. */
const ENTRIES = ['js/boot.js', 'js/main.js', 'worker.js', 'css/page.css'];
/** What the package fetches at run time. */
const FETCHED = ['copydesk_bg.wasm', 'entities.bin'];

/** Sources of page and extension write `copydesk/…` for the package. */
export function libraryIn(pkg) {
  return {
    name: 'library',
    setup({ onResolve }) {
      onResolve({ filter: /^\.{1,2}\/copydesk\// }, ({ path }) => ({
        path: join(pkg, path.replace(/^.*\/copydesk\//, '')),
        sideEffects: false,
      }));
    },
  };
}

const SMALL = {
  absWorkingDir: ROOT,
  bundle: true,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  minify: true,
  target: 'es2022',
  write: false,
};
/** No function of ours counts its parameters, or is called with `new` unless it is a class. */
const COMPRESS = {
  passes: 3,
  conditionals: false,
  keep_fargs: false,
  unsafe_arrows: true,
  unsafe_methods: true,
};
/** Classic scripts; the others are modules. */
const CLASSIC = ['js/boot.js', 'sw.js'];

/** Bundles an entry with all that it imports. Terser then takes off some more than esbuild does. */
async function bundle(entry, out, options = {}) {
  const script = extname(entry) === '.js';
  const module = !CLASSIC.includes(entry);
  const { outputFiles } = await build({
    ...SMALL,
    target: script ? SMALL.target : undefined,
    entryPoints: [join('www', entry)],
    external: ON_NEED.flatMap((path) => [`./${path}`, `./${basename(path)}`]),
    format: module ? 'esm' : 'iife',
    ...options,
  });
  const [{ text }] = outputFiles;
  const settings = { module, ecma: 2020, compress: COMPRESS };
  const code = script ? (await minify(text, settings)).code : text;
  await mkdir(dirname(resolve(ROOT, out, entry)), { recursive: true });
  await writeFile(resolve(ROOT, out, entry), code);
}

async function place(from, to) {
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to);
}

/**
 * `[path, hash]` of every file, the page itself under the path `./`. Pictures of another version do
 * no harm, so they go without a hash.
 */
async function listOf(out) {
  const names = filesUnder(out).map((name) => name.slice(out.length + 1));
  return Promise.all(
    names.sort().map(async (name) => {
      if (extname(name) === '.png') return [name];
      const hash = createHash('sha256').update(await readFile(resolve(ROOT, out, name)));
      return [name === 'index.html' ? './' : name, `sha256-${hash.digest('base64')}`];
    }),
  );
}

/**
 * Assembles the page.
 *
 * @param {{pkg?: string, out?: string}} [folders] relative to the repository's root
 */
export async function assembleSite({ pkg = 'pkg', out = 'dist/www' } = {}) {
  await rm(resolve(ROOT, out), { recursive: true, force: true });
  const whole = filesUnder('www').filter((name) => !['.js', '.css'].includes(extname(name)));
  for (const name of whole)
    await place(resolve(ROOT, name), resolve(ROOT, out, name.slice('www/'.length)));
  const plugins = [libraryIn(resolve(ROOT, pkg))];
  for (const entry of [...ENTRIES, ...ON_NEED]) await bundle(entry, out, { plugins });
  for (const name of FETCHED)
    await place(resolve(ROOT, pkg, name), resolve(ROOT, out, 'copydesk', name));

  const files = await listOf(out);
  const list = JSON.stringify(files);
  const version = createHash('sha256').update(list).digest('hex').slice(0, 16);
  const define = { __FILES__: list, __VERSION__: JSON.stringify(version) };
  await bundle('sw.js', out, { define });
  await writeFile(resolve(ROOT, out, '.nojekyll'), '');
}
