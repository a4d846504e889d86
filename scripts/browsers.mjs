// The browsers that tests run in: those already there first, Debian's otherwise.

import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, CACHE, Failure, which } from './shell.mjs';
import { aptInstall } from './system.mjs';

const first = (names) => names.map(which).find(Boolean) ?? null;

/** The path of Chromium or Chrome, or null; the environment's CHROME goes first. */
export function findChrome() {
  return (
    process.env.CHROME ||
    first(['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'])
  );
}

/** The path of Firefox, or null; the environment's FIREFOX goes first. */
export function findFirefox() {
  return process.env.FIREFOX || first(['firefox-esr', 'firefox']);
}

/** The path of the driver that wasm-pack steers Chromium with, or null. */
export function findChromeDriver() {
  return process.env.CHROMEDRIVER || which('chromedriver');
}

/** Ubuntu's packages of browsers are stubs for snaps, which no driver can start in a test. */
function isUbuntu() {
  const path = '/etc/os-release';
  return existsSync(path) && /^ID=ubuntu$/m.test(readFileSync(path, 'utf8'));
}

async function ensure(find, packages, name) {
  if (find()) return find();
  if (isUbuntu()) {
    throw new Failure(
      `${name} is missing. Ubuntu's own package is a snap, which tests cannot steer: install ${name} from its ` +
        `maker's site and name its path in the environment (CHROME, CHROMEDRIVER or FIREFOX).`,
    );
  }
  await aptInstall(packages, name);
  if (!find()) throw new Failure(`${name} was installed but is not on PATH.`);
  return find();
}

/** Major version that a browser or driver reports. */
async function majorVersion(path) {
  return (await ask(path, ['--version']))?.match(/(\d+)\.\d+/)?.[1] ?? null;
}

/**
 * Makes sure that Chromium and its driver are there and belong together.
 *
 * @returns {Promise<{browser: string, driver: string}>}
 */
export async function ensureChrome() {
  const browser = await ensure(findChrome, ['chromium', 'chromium-driver'], 'Chromium');
  const driver = await ensure(findChromeDriver, ['chromium-driver'], 'ChromeDriver');
  const [one, other] = [await majorVersion(browser), await majorVersion(driver)];
  if (!one || one !== other) {
    throw new Failure(
      `${browser} is of version ${one ?? 'unknown'} and ${driver} of version ${other ?? 'unknown'}: ` +
        'install a pair of the same version, or name one with CHROME and CHROMEDRIVER.',
    );
  }
  return { browser, driver };
}

/** Makes sure that Firefox is there, and returns its path. */
export function ensureFirefox() {
  return ensure(findFirefox, ['firefox-esr'], 'Firefox');
}

/** What keeps Chromium from talking to anybody, and lets root start it. */
export function chromeArguments() {
  const quiet = ['background-networking', 'component-update', 'sync', 'quic', 'default-apps'];
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...root, '--no-first-run', ...quiet.map((name) => `--disable-${name}`)];
}

/**
 * Writes the settings under which wasm-pack's test runner starts a browser.
 *
 * @param {'chrome' | 'firefox'} name
 * @returns {Promise<string>} the file's path
 */
export async function webDriverSettings(name) {
  const prefs = {
    'app.update.disabledForTesting': true,
    'datareporting.policy.dataSubmissionEnabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  };
  const settings =
    name === 'chrome'
      ? { 'goog:chromeOptions': { args: chromeArguments(), binary: findChrome() } }
      : { 'moz:firefoxOptions': { binary: findFirefox(), prefs } };
  const path = join(CACHE, `webdriver-${name}.json`);
  await mkdir(CACHE, { recursive: true });
  await writeFile(path, JSON.stringify(settings));
  return path;
}
