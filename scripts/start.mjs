// npm start: installs what is missing, builds, serves the page and opens it.

import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { serve } from './serve.mjs';
import { Failure, say, which } from './shell.mjs';

/** Opens an address in the reader's browser, where there is a desktop to do so. */
function open(url) {
  const desktop =
    process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const program = which(process.platform === 'darwin' ? 'open' : 'xdg-open');
  if (!desktop || !program || process.env.CI || process.argv.includes('--no-open')) return;
  // An opener that fails is no reason to stop: the address is printed anyway.
  spawn(program, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

try {
  say('Copydesk: installing what is missing and building what has changed');
  await build();
  const { url } = await serve('dist/www', { port: Number(process.env.PORT ?? 8000) });
  say(`Copydesk is at ${url} (stop with Ctrl+C)`);
  open(url);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`${error.output.slice(-8000)}\n${error.message}`);
  process.exitCode = 1;
}
