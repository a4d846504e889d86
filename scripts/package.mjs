// Assembles the npm package in pkg/ from js/ and what wasm-bindgen left in .cache/wasm/.

import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE, ROOT } from './shell.mjs';

const PKG = join(ROOT, 'pkg');
const BUILT = join(CACHE, 'wasm');
const LICENCES = ['LICENSE-APACHE', 'LICENSE-MIT'];

/** The value of a plain field in Cargo.toml's `[package]`. */
function field(cargo, name) {
  const [, value] = new RegExp(`^${name} = "(.*)"$`, 'm').exec(cargo) ?? [];
  if (value === undefined) throw new Error(`Cargo.toml has no ${name}.`);
  return value;
}

function manifest(cargo, files) {
  return {
    name: 'copydesk',
    version: field(cargo, 'version'),
    description: field(cargo, 'description'),
    keywords: ['article', 'readability', 'boilerplate', 'extraction', 'wasm'],
    license: field(cargo, 'license'),
    type: 'module',
    engines: { node: '>=20.16' },
    sideEffects: false,
    files,
    types: './copydesk.d.ts',
    exports: {
      '.': { types: './copydesk.d.ts', default: './copydesk.js' },
      './highlight': { types: './highlight.d.ts', default: './highlight.js' },
      './render': { types: './render.d.ts', default: './render.js' },
      './in-place': { types: './in-place.d.ts', default: './in-place.js' },
      './snapshot': { types: './snapshot.d.ts', default: './snapshot.js' },
      './copydesk_bg.wasm': './copydesk_bg.wasm',
      './entities.bin': './entities.bin',
      './package.json': './package.json',
    },
  };
}

await rm(PKG, { recursive: true, force: true });
await mkdir(PKG, { recursive: true });
const sources = await readdir(join(ROOT, 'js'));
for (const name of sources) await copyFile(join(ROOT, 'js', name), join(PKG, name));
for (const name of LICENCES) await copyFile(join(ROOT, name), join(PKG, name));
await copyFile(join(ROOT, 'models/entities.bin'), join(PKG, 'entities.bin'));
await copyFile(join(BUILT, 'copydesk.js'), join(PKG, 'copydesk_core.js'));
await copyFile(join(BUILT, 'copydesk_bg.wasm'), join(PKG, 'copydesk_bg.wasm'));
const files = (await readdir(PKG)).filter((name) => name !== 'README.md');
const cargo = await readFile(join(ROOT, 'Cargo.toml'), 'utf8');
const text = `${JSON.stringify(manifest(cargo, files), null, 2)}\n`;
await writeFile(join(PKG, 'package.json'), text);
