// What the audit trail says of clients that the gateway makes by itself at its first start.
// It must never be used for what a person has decided.
import type { AuditEntry } from '../audit/audit-entry.js';
import { auditSubjectOf } from '../credentials/audit-subject.js';
import type { Client } from '../credentials/client.js';

/** The entry to save such a client with. */
export function createdByGateway(client: Client): AuditEntry {
  const { kind, createdAt, scopes, credentials } = client;
  return {
    at: createdAt,
    actor: { kind: 'gateway', id: 'gateway' },
    action: kind === 'administrator' ? 'administrator.create' : 'client.create',
    subject: auditSubjectOf(client),
    outcome: 'done',
    detail: { scopes: scopes.join(' '), credential: credentials[0]?.id ?? 'none' },
  };
}
