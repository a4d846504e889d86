// Builds everything that a browser needs: wasm, then the npm package, then the page.
//
//   src, models, data ──cargo, wasm-bindgen, wasm-opt──► .cache/wasm ─┐
//   js ───────────────────────────────────────package.mjs──► pkg ◄────┘
//   www ────────────────────────────────site.mjs──► dist/www ◄── pkg
//   extension ─────────────────────extension.mjs──► dist/extension ◄── pkg   (npm run extension)

import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkNode, ensure } from './setup.mjs';
import { ask, CACHE, Failure, ROOT, run, say } from './shell.mjs';
import { shortened } from './short-names.mjs';
import { fingerprint, once } from './stamp.mjs';
import { TARGET } from './toolchain.mjs';

const CORE = ['Cargo.toml', 'Cargo.lock', '.cargo', 'build.rs', 'src', 'models', 'data'];

/** The package writes its own types, and starts afresh after a trap. */
const BINDGEN = ['--target', 'web', '--out-name', 'copydesk', '--no-typescript'].concat(
  '--experimental-reset-state-function',
);

/** WebAssembly features that rustc uses and wasm-opt must be told of. */
const FEATURES = [
  'bulk-memory',
  'bulk-memory-opt',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
  'simd',
];

/** The compiler under the environment that compiles to wasm. */
async function compiler() {
  const env = await ensure('wasm');
  return { env, version: await ask('rustc', ['--version'], { env }) };
}

/**
 * A folder of `.cache` with the wasm and wasm-bindgen's glue.
 *
 * @param {string} name the folder
 * @param {string[]} features cargo's arguments that choose the features
 */
async function compile(name, features) {
  const { env, version } = await compiler();
  await ensure('bindgen');
  const scripts = ['scripts/build.mjs', 'scripts/short-names.mjs'];
  const key = fingerprint([...CORE, 'package-lock.json', ...scripts], version);
  const outputs = ['copydesk_bg.wasm', 'copydesk.js'].map((file) => `.cache/${name}/${file}`);
  return once(name, key, outputs, async () => {
    say('  compiling to WebAssembly');
    const args = ['build', '--profile', 'wasm', '--target', TARGET, '--lib', ...features];
    await run('cargo', [...args, '--target-dir', 'target'], { env });
    const out = join(CACHE, name);
    await rm(out, { recursive: true, force: true });
    const input = join(ROOT, 'target', TARGET, 'wasm/copydesk.wasm');
    await run('wasm-bindgen', [...BINDGEN, '--out-dir', out, input]);
    await optimise(join(out, 'copydesk_bg.wasm'));
    await shorten(out);
  });
}

/** `.cache/wasm-lean`: the wasm without the code for entities, to see what that weighs. */
export function buildLean() {
  return compile('wasm-lean', ['--no-default-features']);
}

async function optimise(wasm) {
  const features = FEATURES.map((name) => `--enable-${name}`);
  const smaller = `${wasm}.opt`;
  const program = join(ROOT, 'node_modules/.bin/wasm-opt');
  // What counts is the size after brotli, and that grows with every level above the first.
  await run(program, [...features, '-O1', wasm, '-o', smaller]);
  await rename(smaller, wasm);
}

/** Gives what the wasm imports short names, there and in the glue. */
async function shorten(out) {
  const [wasm, glue] = ['copydesk_bg.wasm', 'copydesk.js'].map((name) => join(out, name));
  const short = shortened(await readFile(wasm), await readFile(glue, 'utf8'));
  await writeFile(wasm, short.wasm);
  await writeFile(glue, short.glue);
}

/** `pkg`: the npm package. */
function buildPackage() {
  const key = fingerprint([
    '.cache/wasm',
    'js',
    'models/entities.bin',
    'scripts/package.mjs',
    'package-lock.json',
    'README.md',
  ]);
  return once('package', key, ['pkg/package.json'], async () => {
    say('  assembling the npm package');
    await run('node', ['scripts/package.mjs']);
  });
}

/** `dist/www`: the page, which any static host can serve. */
function buildPage() {
  const scripts = ['scripts/build.mjs', 'scripts/site.mjs'];
  const key = fingerprint(['www', 'pkg', ...scripts, 'package-lock.json']);
  return once('page', key, ['dist/www/index.html'], async () => {
    say('  assembling the page');
    // Imported late: it needs Node packages that may have been installed a moment ago.
    const { assembleSite } = await import('./site.mjs');
    await assembleSite();
  });
}

/** Builds what has changed since the last time: wasm, package and page. */
export async function build() {
  checkNode();
  await ensure('node');
  await compile('wasm', []);
  await buildPackage();
  await buildPage();
}

/** `dist/extension`, and the archives beside it: the extension for both browsers. */
function buildExtensions() {
  const own = ['scripts/extension.mjs', 'scripts/site.mjs', 'scripts/manifest.mjs'].concat(
    'package-lock.json',
  );
  const key = fingerprint(['extension', 'js', 'pkg', 'www', ...own]);
  return once(
    'extension',
    key,
    ['dist/extension-chromium.zip', 'dist/extension-firefox.zip'],
    async () => {
      say('  assembling the extension');
      const { buildExtension } = await import('./extension.mjs');
      await buildExtension();
    },
  );
}

/** Builds everything: what `build` does, and the extension. */
export async function buildAll() {
  await build();
  await buildExtensions();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const withExtension = process.argv.includes('--extension');
    await (withExtension ? buildAll() : build());
    const { size } = await stat(join(CACHE, 'wasm/copydesk_bg.wasm'));
    const extension = ', dist/extension-chromium.zip, dist/extension-firefox.zip, dist/extension/';
    say(`Built: wasm ${size} bytes, pkg/, dist/www/${withExtension ? extension : ''}`);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(`${error.output.slice(-8000)}\n${error.message}`);
    process.exitCode = 1;
  }
}
