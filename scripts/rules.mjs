// House rules that no linter knows: what must never stand in a file, and how long a file may be.

import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { ROOT } from './shell.mjs';
import { filesUnder } from './stamp.mjs';

const LONGEST_FILE = 500;
const CODE = ['.rs', '.js', '.mjs', '.ts', '.css', '.html'];

/** Ways for a string to become HTML or code in a reader's page. */
const SINKS =
  /\b(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment|document\.write(ln)?|eval|new Function)\b/;

/** Scripts and styles that a strict content security policy would refuse. */
const INLINE = /<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=|javascript:/i;

/** The lines of a file that match a pattern, as `file:line: what`. */
function matches(file, text, pattern, what) {
  const found = text.split('\n').map((line, index) => [line.match(pattern)?.[0], index + 1]);
  return found
    .filter(([hit]) => hit)
    .map(([hit, line]) => `${file}:${line}: ${what}: ${hit.trim()}`);
}

function problemsIn(file) {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const lines = text.split('\n').length - 1;
  const long = lines > LONGEST_FILE ? [`${file}: ${lines} lines, more than ${LONGEST_FILE}`] : [];
  const served = ['js/', 'www/', 'extension/'].some((folder) => file.startsWith(folder));
  const type = extname(file);
  const sinks =
    served && type === '.js' ? matches(file, text, SINKS, 'text that becomes HTML or code') : [];
  const inline =
    served && type === '.html' ? matches(file, text, INLINE, 'inline script or style') : [];
  return [...long, ...sinks, ...inline];
}

/** What breaks the house rules, one line each; how many files were read. */
export function checkRules() {
  const folders = ['src', 'js', 'www', 'scripts', 'tests', 'train', 'benches', 'extension', 'fuzz'];
  const files = folders.flatMap(filesUnder).filter((file) => CODE.includes(extname(file)));
  return { problems: files.flatMap(problemsIn), files: files.length };
}
