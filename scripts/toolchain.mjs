// Rust for WebAssembly and the cargo programs that go with it.

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, attempt, Failure, run, say, which } from './shell.mjs';
import { aptInstall, runAsRoot } from './system.mjs';

export const TARGET = 'wasm32-unknown-unknown';

/** Debian's Rust, linked into rustup under this name where rustup's own server is out of reach. */
const DEBIAN = 'debian-web';
const DEBIAN_PACKAGES = [
  'rustc-web',
  'cargo-web',
  'rust-web-src',
  'rust-web-clippy',
  'rust-web-llvm',
  'lld-22',
];

const DEBIAN_FILES = [
  '/usr/bin/rustc',
  '/usr/bin/cargo',
  '/usr/bin/clippy-driver',
  '/usr/bin/rust-lld',
  '/usr/bin/wasm-ld-22',
  '/usr/lib/rustlib/src/rust',
];

/** Fails unless rustup's cargo is there. */
export function checkRust() {
  if (which('cargo') && which('rustup') && which('cc')) return;
  throw new Failure(
    'Rust by rustup and a C linker are needed. Install them, then try again:\n' +
      '  https://rustup.rs and `apt-get install gcc`',
  );
}

/**
 * Makes sure that Rust can compile to WebAssembly.
 *
 * @returns the environment under which cargo does so: empty for the ordinary toolchain
 */
export async function wasmToolchain() {
  checkRust();
  if (await hasTarget({})) return {};
  const debian = { RUSTUP_TOOLCHAIN: DEBIAN };
  if (DEBIAN_FILES.every((path) => existsSync(path)) && (await hasTarget(debian))) return debian;
  say(`  rustup target add ${TARGET}`);
  const { output } = await attempt('rustup', ['target', 'add', TARGET]);
  if (await hasTarget({})) return {};
  say("  rustup's server cannot be reached: using Debian's Rust instead");
  await installDebianRust(output);
  return debian;
}

/** Whether the toolchain under `env` has a standard library for WebAssembly that links. */
async function hasTarget(env) {
  const sysroot = await ask('rustc', ['--print', 'sysroot'], { env });
  if (!sysroot) return false;
  const folder = join(sysroot, 'lib/rustlib', TARGET, 'lib');
  const files = existsSync(folder) ? await readdir(folder) : [];
  if (!files.some((name) => name.startsWith('libtest-'))) return false;
  // The marker of a library built here for a compiler that was upgraded since.
  const marker = join(folder, '.built-by');
  if (!existsSync(marker)) return true;
  return (await readFile(marker, 'utf8')).trim() === (await ask('rustc', ['--version'], { env }));
}

async function installDebianRust(rustupOutput) {
  if (!DEBIAN_FILES.every((path) => existsSync(path))) {
    try {
      await aptInstall(DEBIAN_PACKAGES, 'Rust for WebAssembly');
    } catch (error) {
      const hint = `rustup target add ${TARGET} failed too; where its server can be reached that is all it takes.`;
      throw new Failure(`${error.message}\n${hint}`, `${rustupOutput}\n${error.output ?? ''}`);
    }
  }
  await run('rustup', ['toolchain', 'link', DEBIAN, '/usr']);
  if (!(await hasTarget({ RUSTUP_TOOLCHAIN: DEBIAN }))) await buildStandardLibrary();
}

/** Debian ships no standard library for this target, but its source; about 90 s. */
async function buildStandardLibrary() {
  say('  building the standard library for WebAssembly (once, a minute or two)');
  const crate = await mkdtemp(join(tmpdir(), 'wasm-std-'));
  await mkdir(join(crate, 'src'));
  await writeFile(join(crate, 'src/lib.rs'), '');
  await writeFile(
    join(crate, 'Cargo.toml'),
    '[package]\nname = "empty"\nedition = "2021"\n\n[workspace]\n',
  );
  const args = ['build', '--release', '--target', TARGET, '-Zbuild-std=std,panic_abort,test'];
  // Bitcode, because link-time optimisation needs it.
  const env = {
    RUSTC_BOOTSTRAP: '1',
    RUSTFLAGS: '-Cembed-bitcode=yes',
    RUSTC: '/usr/bin/rustc',
    CARGO_TARGET_DIR: join(crate, 'target'),
  };
  await run('/usr/bin/cargo', args, { cwd: crate, env });
  const built = join(crate, 'target', TARGET, 'release/deps');
  const libraries = (await readdir(built)).filter(
    (name) => name.endsWith('.rlib') && !name.startsWith('libempty-'),
  );
  const version = await ask('/usr/bin/rustc', ['--version']);
  await writeFile(join(built, '.built-by'), `${version}\n`);
  const sysroot = await ask('/usr/bin/rustc', ['--print', 'sysroot']);
  const folder = join(sysroot, 'lib/rustlib', TARGET, 'lib');
  const purpose = 'Installing the standard library for WebAssembly';
  await runAsRoot(['rm', '-rf', folder], purpose);
  await runAsRoot(['mkdir', '-p', folder], purpose);
  const files = [...libraries, '.built-by'].map((name) => join(built, name));
  await runAsRoot(['cp', ...files, folder], purpose);
  await rm(crate, { recursive: true });
}
