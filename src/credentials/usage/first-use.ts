// What follows from the first use of a credential: the moment is kept, and an overlap that waited for it begins to count.
// It must never change anything else about a client.
import type { AuditEntry } from '../../audit/audit-entry.js';
import { byGateway } from '../../audit/by-gateway.js';
import { auditSubjectOf } from '../audit-subject.js';
import type { Client } from '../client.js';
import type { ClientDirectory } from '../client-directory.port.js';
import { recordFirstUse } from '../rotation/rotation.js';

/** A credential was used for the first time, at `at` in epoch milliseconds. */
export interface FirstUse {
  readonly clientId: string;
  readonly credentialId: string;
  readonly at: number;
}

/** Whether the directory does not know yet that the credential was used. */
export function isFirstUse(clients: ClientDirectory, { clientId, credentialId }: FirstUse): boolean {
  const used = clients.find(clientId)?.credentials.find(({ id }) => id === credentialId);
  return used !== undefined && used.firstUsedAt === undefined;
}

/** Resolves when it is on disk; the end of an overlap that began to count with it is told. */
export async function saveFirstUse(clients: ClientDirectory, use: FirstUse): Promise<void> {
  await clients.change(use.clientId, (before) => {
    if (before === undefined) return undefined;
    const client = recordFirstUse(before, use.credentialId, use.at);
    if (client === before) return undefined;
    const audit = shortened(before, client, use);
    return { client, ...(audit !== undefined && { audit }) };
  });
}

/** The entry for the credential whose retirement ends sooner now, if there is one. */
function shortened(before: Client, after: Client, { credentialId, at }: FirstUse): AuditEntry | undefined {
  const retiring = after.credentials.find(
    ({ retirement }, index) => retirement?.until !== before.credentials[index]?.retirement?.until,
  );
  if (retiring?.retirement === undefined) return undefined;
  const detail = { credential: retiring.id, until: retiring.retirement.until, firstUseOf: credentialId };
  return byGateway(at, { action: 'credential.retire', subject: auditSubjectOf(after), detail });
}
