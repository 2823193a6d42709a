// The desks of clients, administrators and signing keys over a directory in memory.
import { MemoryPrivateKeys, MemorySigningKeyRecords } from '../../../adapters/memory/signing-keys.js';
import type { AdminDesks } from '../../../src/admin/admin-desks.js';
import { ADMIN_SCOPE_IDS } from '../../../src/admin/admin-scopes.js';
import type { AdministratorGate } from '../../../src/admin/guard/administrator-gate.js';
import type { AuditLog } from '../../../src/audit/audit-log.port.js';
import type { CredentialUsage } from '../../../src/credentials/credential-usage.port.js';
import { ClientDesk } from '../../../src/credentials/desk/client-desk.js';
import { KeyRing } from '../../../src/credentials/signing/key-ring.js';
import { SigningKeyDesk } from '../../../src/credentials/signing/signing-key-desk.js';
import type { ManualClock } from '../../../src/kernel/manual-clock.js';
import { TERMS } from '../credentials/desk-stage.js';

/** The desks of identity: clients, administrators and signing keys over the door's own directory. */
export async function identityDesks(
  { clients: directory, pepper, time }: Pick<AdministratorGate, 'clients' | 'pepper' | 'time'>,
  { clock, audit }: { readonly clock: ManualClock; readonly audit: AuditLog },
  lastUse: (id: string) => CredentialUsage | undefined,
): Promise<Pick<AdminDesks, 'clients' | 'signingKeys'>> {
  const parts = { directory, audit, clock, time, pepper, lastUse, terms: { ...TERMS, adminScopes: ADMIN_SCOPE_IDS } };
  const records = new MemorySigningKeyRecords();
  const privateKeys = new MemoryPrivateKeys();
  const ring = await KeyRing.open({ records, privateKeys, clock, tokenMs: 600_000, observe: () => undefined });
  return {
    clients: {
      applications: new ClientDesk('application', parts),
      administrators: new ClientDesk('administrator', parts),
    },
    signingKeys: new SigningKeyDesk({ ring, clock, leadMs: 600_000 }),
  };
}
