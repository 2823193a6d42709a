// Builds of the product with one safeguard taken out, for proving that the checker misses none of them.
// A safeguard that is not found where it used to be is an error: then the proof must be written anew.
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** One place of the built product that is changed. */
interface Cut {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Safeguards that can be taken out. */
export type Safeguard = 'idempotency' | 'fencing' | 'verify';

const CUTS: Readonly<Record<Safeguard, readonly Cut[]>> = {
  // Every mark is taken for a new one.
  idempotency: [
    {
      file: 'adapters/sqlite/ledger/mark.js',
      from: 'export function digestOfMark({ clientId, operation, key }) {',
      to: 'export function digestOfMark({ clientId, operation, key }) { key += String(Math.random());',
    },
  ],
  // A worker whose claim has gone moves its command all the same.
  fencing: [
    {
      file: 'src/write/command-after-move.js',
      from: 'return command.state === move.from && command.fence === move.fence;',
      to: 'return true;',
    },
  ],
  // What nobody knows counts as "nothing happened".
  verify: [
    {
      file: 'src/write/dispatch/decision.js',
      from: "case 'unknown': {",
      to: "case 'unknown': { return { kind: 'nothing-done', evidence: {} };",
    },
  ],
};

/** Copies the build into `folder` with the safeguard taken out; returns the folder of the build. */
export function sabotagedBuild(folder: string, without: Safeguard): string {
  const build = join(folder, 'dist');
  cpSync('dist', build, { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  cpSync('package.json', join(folder, 'package.json'));
  for (const cut of CUTS[without]) apply(build, cut);
  return build;
}

function apply(build: string, { file, from, to }: Cut): void {
  const path = join(build, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold exactly once: ${from}`);
  writeFileSync(path, text.replace(from, to));
}
