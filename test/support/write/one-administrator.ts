// Administrators who may do everything, for listeners that are put together by hand.
import { MemoryClientDirectory } from '../../../adapters/memory/client-directory.js';
import type { MemoryTables } from '../../../adapters/memory/store/memory-tables.js';
import type { AdministratorGate } from '../../../src/admin/guard/administrator-gate.js';
import { credentialOf } from '../../../src/credentials/issue-credential.js';
import { newPepperText, readPepper } from '../../../src/credentials/secret-digest.js';
import type { WellFormedSecret } from '../../../src/credentials/secret.js';
import { SteadyTime } from '../../../src/credentials/judging/steady-time.js';
import type { Clock } from '../../../src/kernel/clock.js';

/** What a listener of the test brings along. */
export interface GateOutside
  extends Pick<AdministratorGate, 'clock'>, Partial<Pick<AdministratorGate, 'audit' | 'failures'>> {
  /** Where entries about clients go; nowhere by default. */
  readonly tables?: MemoryTables;
}

/** A door that lets in these administrators, by name, and nobody else. */
export async function gateFor(
  secrets: Readonly<Record<string, WellFormedSecret>>,
  { clock, audit, failures, tables }: GateOutside,
): Promise<AdministratorGate> {
  const clients = tables === undefined ? new MemoryClientDirectory() : new MemoryClientDirectory(tables);
  const pepper = readPepper(newPepperText());
  for (const [id, secret] of Object.entries(secrets)) {
    const credential = credentialOf(secret, pepper, clock);
    await clients.save({
      ...{ id, kind: 'administrator', name: id, scopes: ['admin.*'], grants: ['*'] },
      ...{ createdAt: credential.createdAt, credentials: [credential] },
    });
  }
  return { clients, pepper, clock, ...passive(clock), ...(audit && { audit }), ...(failures && { failures }) };
}

/** What stands around a door and does nothing. */
export function passive(clock: Clock): Omit<AdministratorGate, 'clients' | 'pepper' | 'clock'> {
  return {
    time: new SteadyTime(clock),
    usage: { note: () => undefined },
    failures: { count: () => Promise.resolve(undefined) },
    audit: { append: () => Promise.resolve() },
    observe: () => undefined,
  };
}
