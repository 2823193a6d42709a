// A copy of the demo facade whose times a test can wait for, and which never holds writes because of the hour.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What to find in a file of the facade, and what to put in its place. */
export type Change = readonly [file: string, from: RegExp, to: string];

/** Tests run at night, too. */
const ALWAYS_OPEN: Change = ['facade.yaml', /^calendar:\n(?: .*\n)*/m, ''];

/** Copies the demo facade to `folder`/facade with these changes; one that finds nothing is an error. */
export function contosoCopy(folder: string, changes: readonly Change[]): string {
  const copy = join(folder, 'facade');
  cpSync('facades/contoso', copy, { recursive: true });
  for (const [file, from, to] of [ALWAYS_OPEN, ...changes]) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file} of the demo facade does not say ${String(from)} any more`);
    writeFileSync(path, changed);
  }
  return copy;
}
