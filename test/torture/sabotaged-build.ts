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
export type Safeguard =
  | 'idempotency'
  | 'fencing'
  | 'verify'
  | 'one flight'
  | 'own answers'
  | 'two probes'
  | 'few retries'
  | 'cancel for the gone'
  | 'slot until the end';

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
  // Nobody sees that somebody else is asking the same.
  'one flight': [
    {
      file: 'src/protection/cache/shared-flights.js',
      from: 'const known = this.#flights.get(key);',
      to: 'const known = undefined;',
    },
  ],
  // Answers are kept for everybody alike.
  'own answers': [
    { file: 'src/api/operations/caller-of-reads.js', from: 'JSON.stringify(showing)', to: "'everybody'" },
  ],
  // A breaker that is half open lets in everybody who comes.
  'two probes': [{ file: 'src/protection/breaker/breaker.js', from: ' || this.#probing[place])', to: ')' }],
  'few retries': [
    {
      file: 'src/protection/retry-budget.js',
      from: 'if (this.#left < 1 - Number.EPSILON * MOST)',
      to: 'if (false)',
    },
  ],
  // What nobody waits for any more runs on.
  'cancel for the gone': [
    {
      file: 'src/protection/cache/shared-flights.js',
      from: 'flight.controller.abort(new NobodyWaits());',
      to: ';',
    },
  ],
  // A slot is free as soon as its statement is to be cancelled; there are no more connections than slots, so that too.
  'slot until the end': [
    { file: 'adapters/mssql/connection/connection-pool.js', from: 'max: context.connections,', to: 'max: 100,' },
    {
      file: 'src/protection/lanes/lane.js',
      from: 'return await work(signal, slot);',
      to: `return await Promise.race([work(signal, slot),
              new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))]);`,
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
