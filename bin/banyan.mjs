#!/usr/bin/env -S node --max-semi-space-size=8 --heap-growing-percent=30
// (Node lets its young generation grow to 134 MB by default, and the old one to several times what is in use. Collecting
// earlier keeps a loaded gateway below 250 MB at the same speed; see bench/README.md.)
// The `banyan` command as npx finds it: checks the runtime, builds once when there is no build yet, then hands over.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = new URL('../dist/src/cli/banyan.js', import.meta.url);

if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error(`banyan needs Node 24 or newer and runs on ${process.versions.node}.`);
  console.error(
    'On Linux start it with npx or npm run, which use the Node 24 in node_modules; elsewhere install Node 24.',
  );
  process.exit(1);
}
if (!existsSync(program)) {
  console.error('banyan: building for the first time …');
  const build = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
const { main } = await import(program.href);
await main(process.argv);
