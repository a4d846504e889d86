// Stamps: a piece of work is done again only when what it was made from has changed.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CACHE, ROOT } from './shell.mjs';

/** All files under a path of the repository, sorted; none when it is not there. */
export function filesUnder(path) {
  const full = join(ROOT, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  const names = readdirSync(full).sort();
  return names
    .filter((name) => name !== 'target' && name !== 'node_modules')
    .flatMap((name) => filesUnder(join(path, name)));
}

/** A hash of the names and contents of files, and of anything else that can be written as JSON. */
export function fingerprint(paths, ...rest) {
  const hash = createHash('sha256').update(JSON.stringify(rest));
  for (const file of paths.flatMap(filesUnder)) {
    const bytes = readFileSync(join(ROOT, file));
    hash.update(`\0${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

/** What was stored under `name` when its key was `key`, or null. */
export function recall(name, key) {
  const path = join(CACHE, 'stamps', `${name}.json`);
  if (!existsSync(path)) return null;
  try {
    const stamp = JSON.parse(readFileSync(path, 'utf8'));
    return stamp.key === key ? stamp.value : null;
  } catch {
    return null; // A stamp cut short by a stopped run counts as none.
  }
}

/** Stores a value under a name and key. */
export async function remember(name, key, value = true) {
  await mkdir(join(CACHE, 'stamps'), { recursive: true });
  await writeFile(join(CACHE, 'stamps', `${name}.json`), JSON.stringify({ key, value }));
}

/**
 * Does `work` unless it was done for the same key before and its outputs are still there.
 *
 * @param {string} name
 * @param {string} key
 * @param {string[]} outputs
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} whether anything was done
 */
export async function once(name, key, outputs, work) {
  if (recall(name, key) && outputs.every((path) => existsSync(join(ROOT, path)))) return false;
  await work();
  await remember(name, key);
  return true;
}
