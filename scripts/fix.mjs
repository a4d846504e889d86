// npm run fix: formats Rust and JS, and repairs what the linters can repair by themselves.

import { join } from 'node:path';
import { ensure } from './setup.mjs';
import { attempt } from './shell.mjs';

await ensure('node');
const rust = await attempt('cargo', ['fmt', '--all'], { show: true });
const biome = join('node_modules', '.bin', 'biome');
const js = await attempt(biome, ['check', '--write'], { show: true });
process.exitCode = rust.status || js.status;
