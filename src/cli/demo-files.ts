// How commands in a second terminal find the demo ERP that `banyan start` runs: by a file only the owner can read.
// It must never outlive the ERP on purpose; a file left behind by a kill leads to a refused connection and no harm.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../settings/read-settings.js';

/** The variable in which a facade of the demo ERP expects the address of its replica. */
export const DEMO_VARIABLE = 'ERP_REPLICA_URL';

/** Addresses and pins of the demo ERP by the variable in which a facade expects them. */
export type DemoAddresses = Readonly<Record<`ERP_${string}`, string>>;

const fileIn = (demoFolder: string): string => join(demoFolder, 'addresses.json');

/** Notes the addresses for others. */
export function noteDemoAddresses(demoFolder: string, addresses: DemoAddresses): void {
  writeFileSync(fileIn(demoFolder), `${JSON.stringify(addresses)}\n`, { mode: 0o600 });
}

/** Removes the note. */
export function forgetDemoAddresses(demoFolder: string): void {
  rmSync(fileIn(demoFolder), { force: true });
}

/** The environment, completed by the running demo ERP's addresses where nobody has set one. */
export function withRunningDemo(environment: Environment, demoFolder: string): Environment {
  if (environment[DEMO_VARIABLE] !== undefined || environment['BANYAN_DEMO'] === 'off') return environment;
  try {
    const addresses = JSON.parse(readFileSync(fileIn(demoFolder), 'utf8')) as DemoAddresses;
    return { ...addresses, ...environment };
  } catch {
    return environment;
  }
}
