// Installs what is missing, and nothing twice.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChrome, ensureFirefox } from './browsers.mjs';
import { ask, CACHE, Failure, ROOT, run, say } from './shell.mjs';
import { fingerprint, once } from './stamp.mjs';
import { checkRust, wasmToolchain } from './toolchain.mjs';

const WASM_PACK = '0.15.1';
const GECKODRIVER = '0.37.1';

/** The packages of package-lock.json, without running any package's own scripts. */
async function nodePackages() {
  const key = fingerprint(
    ['package.json', 'package-lock.json'],
    process.version,
    process.platform,
    process.arch,
  );
  const install = async () => {
    say('  installing Node packages');
    // Not `npm ci`, which refuses a lock file whose registry lacked a package of another platform.
    const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund'];
    await run('npm', args).catch((error) => {
      throw new Failure(
        'Node packages could not be installed: is the npm registry within reach?',
        error.output,
      );
    });
  };
  await once('node-packages', key, ['node_modules/.package-lock.json'], install);
}

/** The version of a crate in Cargo.lock. */
async function lockedVersion(crate) {
  const lock = await readFile(join(ROOT, 'Cargo.lock'), 'utf8');
  const found = lock.match(new RegExp(`name = "${crate}"\\nversion = "([^"]+)"`));
  if (!found) throw new Failure(`Cargo.lock does not name ${crate}.`);
  return found[1];
}

/** A program from crates.io in exactly one version, built in a minute or two when it is not there. */
async function cargoProgram(crate, program, version) {
  checkRust();
  if ((await ask(program, ['--version']))?.split(/\s+/)[1] === version) return;
  say(`  building ${crate} ${version} (once, a minute or more)`);
  const env = {
    // Shared by the three programs, which have dependencies in common.
    CARGO_TARGET_DIR: join(CACHE, 'cargo-programs'),
    // Quick to build matters more here than quick to run.
    CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
    CARGO_PROFILE_RELEASE_LTO: 'off',
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
  };
  // Without --locked: a program's lock file may name a release that a mirror does not have.
  const args = ['install', crate, '--version', `=${version}`, '--force'];
  await run('cargo', args, { cwd: CACHE, env }).catch((error) => {
    throw new Failure(
      `${crate} ${version} could not be built: is crates.io within reach?`,
      error.output,
    );
  });
}

/** What there is to install, by the name that a step of the build or the tests asks for it. */
const THINGS = {
  node: nodePackages,
  rust: async () => checkRust(),
  wasm: wasmToolchain,
  bindgen: async () =>
    cargoProgram('wasm-bindgen-cli', 'wasm-bindgen', await lockedVersion('wasm-bindgen')),
  wasmPack: () => cargoProgram('wasm-pack', 'wasm-pack', WASM_PACK),
  chrome: ensureChrome,
  firefox: ensureFirefox,
  geckodriver: () => cargoProgram('geckodriver', 'geckodriver', GECKODRIVER),
};

const done = new Map();

/**
 * Makes sure that a thing is installed; asked twice, it looks once.
 *
 * @param {keyof typeof THINGS} name
 * @throws {Failure} that says what is missing and what to do
 */
export function ensure(name) {
  if (!done.has(name)) done.set(name, THINGS[name]());
  return done.get(name);
}

/** Fails with a plain message where Node is too old for anything else here. */
export function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Failure(`Node 20 or later is needed; this is ${process.version}.`);
  if (!existsSync(join(ROOT, 'package-lock.json')))
    throw new Failure('package-lock.json is missing.');
}
