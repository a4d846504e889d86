// Running other programs, and saying plainly what failed.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Where downloads, stamps and intermediate files are kept between runs. */
export const CACHE = join(ROOT, '.cache');

// What cargo installs is found even where the shell's own PATH does not lead to it.
const CARGO_BIN = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'bin');
process.env.PATH = [process.env.PATH, CARGO_BIN].filter(Boolean).join(delimiter);

/** A failure with a message for people: what went wrong and what to do about it. */
export class Failure extends Error {
  /** @param {string} message @param {string} [output] what the failed program printed */
  constructor(message, output = '') {
    super(message);
    this.name = 'Failure';
    this.output = output;
  }
}

/**
 * Runs a program to its end and returns its exit status and output; never throws.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string | undefined>, show?: boolean}} [options]
 *   `env` is added to this process's own; `show` passes the output through as it comes.
 * @returns {Promise<{status: number, output: string, stdout: string}>}
 */
export function attempt(command, args, { cwd = ROOT, env = {}, show = false } = {}) {
  return new Promise((done) => {
    const chunks = [];
    const printed = [];
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (into, stream) => (chunk) => {
      chunks.push(chunk);
      into?.push(chunk);
      if (show) stream.write(chunk);
    };
    child.stdout.on('data', keep(printed, process.stdout));
    child.stderr.on('data', keep(null, process.stderr));
    child.on('error', (error) => done({ status: 127, output: error.message, stdout: '' }));
    child.on('close', (code) =>
      done({
        status: code ?? 1,
        output: Buffer.concat(chunks).toString(),
        stdout: Buffer.concat(printed).toString(),
      }),
    );
  });
}

/** Like {@link attempt}, but a non-zero exit status throws a {@link Failure}. */
export async function run(command, args, options = {}) {
  const result = await attempt(command, args, options);
  if (result.status !== 0) {
    const line = [command, ...args].join(' ');
    throw new Failure(`\`${line}\` failed with exit status ${result.status}.`, result.output);
  }
  return result;
}

/** What a program prints, trimmed, or null when it fails or is not there. */
export async function ask(command, args, options = {}) {
  const { status, stdout } = await attempt(command, args, options);
  return status === 0 ? stdout.trim() : null;
}

/** The path of a program on PATH, or null. */
export function which(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** Prints one line of what is going on. */
export function say(line) {
  process.stdout.write(`${line}\n`);
}
