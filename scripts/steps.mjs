// The steps of `npm test`: what each needs, what it depends on, how it runs and what it counts.

import { join } from 'node:path';
import { webDriverSettings } from './browsers.mjs';
import { build, buildAll, buildLean } from './build.mjs';
import { checkRules } from './rules.mjs';
import { ensure } from './setup.mjs';
import { attempt, CACHE } from './shell.mjs';
import { checkSizes } from './sizes.mjs';
import { checkSpeed } from './speed.mjs';
import { filesUnder } from './stamp.mjs';
import { TARGET } from './toolchain.mjs';

const RUST = ['Cargo.toml', 'Cargo.lock', 'clippy.toml', '.cargo', 'build.rs'].concat([
  'rustfmt.toml',
  'src',
  'models',
  'data',
  'tests',
  'benches',
  'train',
]);
const BUILT = [...RUST, 'js', 'www', 'scripts', 'package-lock.json', 'README.md'];
const WARNINGS = ['--', '-D', 'warnings'];
const WASM_TESTS = ['--lib', '--test', 'wasm*'];
const CARGO = { CARGO_TERM_COLOR: 'never' };

/**
 * @typedef {{passed: number, failed: number, skipped: number, output: string}} Outcome
 * @typedef {object} Step
 * @property {string} name what selects it on the command line
 * @property {string} group what selects it together with others
 * @property {string} title
 * @property {string[]} needs what must be installed, by its name in setup.mjs
 * @property {string[]} inputs files and folders it depends on
 * @property {(show: boolean) => Promise<Outcome>} work
 */

/** A program that passes or fails as one check. */
async function check(command, args, options) {
  const { status, output } = await attempt(command, args, options);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0, output };
}

/** Sums of numbers captured by a global pattern. */
function sum(output, pattern) {
  return [...output.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
}

/** A failure that left no trace in the counts, or a run of no test at all, counts as one failed. */
function counted(status, output, passed, failed, skipped) {
  const silent = failed === 0 && (status !== 0 || passed === 0);
  const note = silent && status === 0 ? '\nNo test ran.\n' : '';
  return { passed, failed: silent ? 1 : failed, skipped, output: output + note };
}

async function cargoTests(command, args, options) {
  const { status, output } = await attempt(command, args, options);
  const count = (what) => sum(output, new RegExp(`^test result:.*?(\\d+) ${what}`, 'gm'));
  return counted(status, output, count('passed'), count('failed'), count('ignored'));
}

async function nodeTests(folder, options) {
  const files = filesUnder(folder).filter((file) => file.endsWith('.test.js'));
  if (files.length === 0) return counted(0, `There is no ${folder}/*.test.js.`, 0, 0, 0);
  // One file at a time, and none for more than ten minutes: browsers can hang.
  const flags = ['--test', '--test-reporter=tap', '--test-concurrency=1', '--test-timeout=600000'];
  const { status, output } = await attempt('node', [...flags, ...files], options);
  const count = (what) => sum(output, new RegExp(`^# ${what} (\\d+)$`, 'gm'));
  const failed = count('fail') + count('cancelled');
  return counted(status, output, count('pass'), failed, count('skipped') + count('todo'));
}

/** The tests of tests/wasm*.rs in one browser. */
async function wasmTests(browser, show) {
  const env = {
    ...CARGO,
    ...(await ensure('wasm')),
    WASM_BINDGEN_TEST_WEBDRIVER_JSON: await webDriverSettings(browser),
    WASM_BINDGEN_TEST_TIMEOUT: '300',
  };
  const driver =
    browser === 'chrome'
      ? ['--chromedriver', (await ensure('chrome')).driver]
      : ['--geckodriver', 'geckodriver'];
  const args = ['test', '--headless', `--${browser}`, ...driver, '--mode', 'no-install'];
  return cargoTests('wasm-pack', [...args, '--', ...WASM_TESTS], { env, show });
}

/** @type {Step[]} */
export const STEPS = [
  {
    name: 'rustfmt',
    group: 'rust',
    title: 'Rust format',
    needs: ['rust'],
    inputs: RUST,
    work: (show) => check('cargo', ['fmt', '--all', '--check'], { show }),
  },
  {
    name: 'clippy',
    group: 'rust',
    title: 'Rust lints',
    needs: ['rust'],
    inputs: RUST,
    work: (show) =>
      check('cargo', ['clippy', '--workspace', '--all-targets', '--all-features', ...WARNINGS], {
        env: CARGO,
        show,
      }),
  },
  {
    name: 'clippy-wasm',
    group: 'wasm',
    title: 'Rust lints, wasm',
    needs: ['wasm'],
    inputs: RUST,
    work: async (show) =>
      check('cargo', ['clippy', '--target', TARGET, ...WASM_TESTS, ...WARNINGS], {
        env: { ...CARGO, ...(await ensure('wasm')) },
        show,
      }),
  },
  {
    name: 'native',
    group: 'rust',
    title: 'Rust tests',
    needs: ['rust'],
    inputs: RUST,
    work: (show) =>
      cargoTests('cargo', ['test', '--workspace', '--all-features', '--no-fail-fast'], {
        env: CARGO,
        show,
      }),
  },
  {
    name: 'docs',
    group: 'rust',
    title: 'Rust documentation',
    needs: ['rust'],
    inputs: RUST,
    work: (show) =>
      check('cargo', ['doc', '--workspace', '--no-deps', '--all-features'], {
        env: { ...CARGO, RUSTDOCFLAGS: '-D warnings' },
        show,
      }),
  },
  {
    name: 'chromium',
    group: 'wasm',
    title: 'wasm in Chromium',
    needs: ['wasm', 'bindgen', 'wasmPack', 'chrome'],
    inputs: RUST,
    work: (show) => wasmTests('chrome', show),
  },
  {
    name: 'firefox',
    group: 'wasm',
    title: 'wasm in Firefox',
    needs: ['wasm', 'bindgen', 'wasmPack', 'firefox', 'geckodriver'],
    inputs: RUST,
    work: (show) => wasmTests('firefox', show),
  },
  {
    name: 'rules',
    group: 'js',
    title: 'House rules',
    needs: [],
    inputs: [...BUILT, 'extension', 'tests'],
    work: async () => {
      const { problems, files } = checkRules();
      return {
        passed: files > 0 ? 1 : 0,
        failed: problems.length,
        skipped: 0,
        output: problems.join('\n'),
      };
    },
  },
  {
    name: 'biome',
    group: 'js',
    title: 'JS format and lints',
    needs: ['node'],
    inputs: [
      'js',
      'www',
      'extension',
      'scripts',
      'tests',
      'biome.json',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
    ],
    work: (show) =>
      check(join('node_modules', '.bin', 'biome'), ['ci', '--colors=off', '--error-on-warnings'], {
        show,
      }),
  },
  {
    name: 'types',
    group: 'js',
    title: 'TypeScript types',
    needs: ['node', 'build'],
    inputs: [...BUILT, 'tests/types', 'tsconfig.json'],
    work: (show) => check(join('node_modules', '.bin', 'tsc'), ['-p', 'tsconfig.json'], { show }),
  },
  {
    name: 'node',
    group: 'js',
    title: 'npm package',
    needs: ['rust', 'node', 'build', 'chrome', 'firefox'],
    inputs: [...BUILT, 'tests/js'],
    work: (show) => nodeTests('tests/js', { show }),
  },
  {
    name: 'e2e',
    group: 'page',
    title: 'page in both browsers',
    needs: ['node', 'build', 'chrome', 'firefox'],
    inputs: [...BUILT, 'tests/e2e'],
    work: (show) => nodeTests('tests/e2e', { show }),
  },
  {
    name: 'extension',
    group: 'extension',
    title: 'extension in both browsers',
    needs: ['node', 'extension', 'chrome', 'firefox'],
    inputs: [...BUILT, 'extension', 'tests/extension'],
    work: (show) => nodeTests('tests/extension', { show }),
  },
  {
    name: 'extension-lint',
    group: 'extension',
    title: "extension by Firefox's linter",
    needs: ['node', 'extension'],
    inputs: [...BUILT, 'extension'],
    work: (show) =>
      check(
        join('node_modules', '.bin', 'addons-linter'),
        ['dist/extension-firefox.zip', '--warnings-as-errors', '--boring'],
        { show },
      ),
  },
  {
    name: 'speed',
    group: 'speed',
    title: 'Speed budgets',
    needs: ['rust', 'node', 'build'],
    inputs: BUILT.concat('benches'),
    work: async () => {
      const { status, table, output, passed, failed } = await checkSpeed();
      const outcome = counted(status, table || output, passed, failed, 0);
      return { ...outcome, always: true };
    },
  },
  {
    name: 'size',
    group: 'page',
    title: 'Size budgets',
    needs: ['node', 'extension'],
    inputs: [...BUILT, 'extension'],
    work: async () => {
      await buildLean();
      const { table, passed, failed } = checkSizes();
      return { passed, failed, skipped: 0, output: table, always: true };
    },
  },
];

/** What a step may need that is built, not installed. */
const BUILDS = { build, extension: buildAll };

/** Installs or builds what a step needs. */
export async function prepare(step) {
  for (const name of step.needs) await (BUILDS[name] ?? ensure)(name);
}

/** What a step's result depends on besides its inputs. */
export async function surroundings(step) {
  const tools = step.needs.filter((name) => !['build', 'extension', 'node'].includes(name));
  const found = [];
  for (const name of tools) found.push([name, (await ensure(name)) ?? null]);
  return [step.name, process.version, found];
}

/** Where the whole output of a step is kept. */
export function logFile(step) {
  return join(CACHE, 'logs', `${step.name}.log`);
}
