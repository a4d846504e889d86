// Packages of the operating system: installed where we may, named where we may not.

import { attempt, Failure, say, which } from './shell.mjs';

let updated = false;

/** The words that must stand before a command that needs root: [] as root, null if impossible. */
async function asRoot() {
  if (process.getuid?.() === 0) return [];
  if (which('sudo') && (await attempt('sudo', ['-n', 'true'])).status === 0) return ['sudo', '-n'];
  return null;
}

/**
 * Runs a command as root.
 *
 * @throws {Failure} naming the command, when this user may not
 */
export async function runAsRoot(args, purpose) {
  const prefix = await asRoot();
  if (!prefix) {
    throw new Failure(`${purpose} needs root. Run this, then try again:\n  sudo ${args.join(' ')}`);
  }
  const [command, ...rest] = [...prefix, ...args];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const { status, output } = await attempt(command, rest, { env });
  if (status !== 0) {
    throw new Failure(`${purpose}: \`${args.join(' ')}\` failed with status ${status}.`, output);
  }
}

/**
 * Installs Debian or Ubuntu packages.
 *
 * @throws {Failure} that says what to install by hand, where this cannot
 */
export async function aptInstall(packages, purpose) {
  const names = packages.join(' ');
  if (!which('apt-get')) {
    throw new Failure(
      `${purpose}: there is no apt-get here. Install what Debian calls ${names} with your system's own tools.`,
    );
  }
  if (!(await asRoot())) {
    throw new Failure(
      `${purpose}: system packages are missing. Install them, then try again:\n` +
        `  sudo apt-get update && sudo apt-get install ${names}`,
    );
  }
  say(`  installing ${names}`);
  if (!updated) await runAsRoot(['apt-get', 'update', '-q'], 'Reading the list of packages');
  updated = true;
  await runAsRoot(
    ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...packages],
    purpose,
  );
}
