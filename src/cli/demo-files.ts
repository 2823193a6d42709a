// How commands in a second terminal find the demo ERP that `banyan start` runs: by a file only the owner can read.
// It must never outlive the ERP on purpose; a file left behind by a kill leads to a refused connection and no harm.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../settings/read-settings.js';

/** The variable in which a facade of the demo ERP expects its address. */
export const DEMO_VARIABLE = 'ERP_REPLICA_URL';

const fileIn = (demoFolder: string): string => join(demoFolder, 'replica.url');

/** Notes the address for others. */
export function noteDemoUrl(demoFolder: string, url: string): void {
  writeFileSync(fileIn(demoFolder), `${url}\n`, { mode: 0o600 });
}

/** Removes the note. */
export function forgetDemoUrl(demoFolder: string): void {
  rmSync(fileIn(demoFolder), { force: true });
}

/** The environment, completed by the running demo ERP's address where nobody has set one. */
export function withRunningDemo(environment: Environment, demoFolder: string): Environment {
  if (environment[DEMO_VARIABLE] !== undefined || environment['BANYAN_DEMO'] === 'off') return environment;
  try {
    return { ...environment, [DEMO_VARIABLE]: readFileSync(fileIn(demoFolder), 'utf8').trim() };
  } catch {
    return environment;
  }
}
