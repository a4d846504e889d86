// npm test: installs what is missing, then runs every check there is.
//
//   npm test                      everything
//   npm test -- rust e2e          the named steps and groups
//   npm test -- --verbose         with all output
//   npm test -- --fresh           also what has not changed since it last passed
//   npm test -- --list            the steps and groups

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { checkNode } from './setup.mjs';
import { ask, Failure, ROOT, say } from './shell.mjs';
import { fingerprint, recall, remember } from './stamp.mjs';
import { logFile, prepare, STEPS, surroundings } from './steps.mjs';

const LONGEST_OUTPUT = 20_000;

function parse(args) {
  const known = ['--verbose', '--fresh', '--list'];
  const names = args.filter((arg) => !arg.startsWith('--'));
  const wrong = args.filter((arg) => arg.startsWith('--') && !known.includes(arg));
  const unknown = names.filter(
    (name) => !STEPS.some((step) => [step.name, step.group].includes(name)),
  );
  if (wrong.length + unknown.length > 0) {
    throw new Failure(
      `Unknown: ${[...wrong, ...unknown].join(' ')}. \`npm test -- --list\` names the steps.`,
    );
  }
  const chosen = STEPS.filter(
    (step) => names.length === 0 || names.includes(step.name) || names.includes(step.group),
  );
  return {
    steps: chosen,
    list: args.includes('--list'),
    verbose: args.includes('--verbose'),
    fresh: args.includes('--fresh') || Boolean(process.env.CI),
  };
}

/** Runs one step, or recalls that it passed with the very same inputs and tools. */
async function runStep(step, { verbose, fresh }) {
  await prepare(step);
  const compiler = await ask('rustc', ['--version', '--verbose']);
  const key = fingerprint(step.inputs, compiler, await surroundings(step));
  const before = fresh ? null : recall(`test-${step.name}`, key);
  if (before) return { ...before, cached: true };
  const outcome = await step.work(verbose);
  await mkdir(dirname(logFile(step)), { recursive: true });
  await writeFile(logFile(step), outcome.output);
  if (outcome.failed === 0) await remember(`test-${step.name}`, key, outcome);
  return outcome;
}

/** A step that cannot even start is one failure, told as plainly as any. */
async function safely(step, options) {
  try {
    return await runStep(step, options);
  } catch (error) {
    const output =
      error instanceof Failure ? `${error.output}\n${error.message}` : String(error.stack);
    return { passed: 0, failed: 1, skipped: 0, output };
  }
}

function report(step, outcome, seconds, verbose) {
  const { passed, failed, skipped, output, cached, always } = outcome;
  const counts = [
    `${passed} passed`,
    failed && `${failed} failed`,
    skipped && `${skipped} skipped`,
  ];
  const time = cached ? 'unchanged' : `${seconds.toFixed(1)} s`;
  const mark = failed ? '✗' : '✓';
  say(
    `${mark} ${step.title.padEnd(24)}${counts.filter(Boolean).join(', ').padEnd(34)}${time.padStart(10)}`,
  );
  if (always || (failed && !verbose)) say(output.slice(-LONGEST_OUTPUT).replace(/^/gm, '    '));
  if (failed)
    say(`    All of it: ${relative(ROOT, logFile(step))}\n    Again: npm test -- ${step.name}`);
}

async function main() {
  checkNode();
  const options = parse(process.argv.slice(2));
  if (options.list) {
    for (const { name, group, title } of STEPS) say(`${name.padEnd(14)}${group.padEnd(8)}${title}`);
    return;
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  const began = performance.now();
  for (const step of options.steps) {
    const start = performance.now();
    const outcome = await safely(step, options);
    report(step, outcome, (performance.now() - start) / 1000, options.verbose);
    for (const what of Object.keys(total)) total[what] += outcome[what];
  }
  say(`\n${options.steps.length} steps in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(error.message);
  say('0 passed, 1 failed, 0 skipped');
  process.exitCode = 1;
}
