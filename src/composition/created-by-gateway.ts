// What the audit trail says of clients that the gateway makes when it starts: by itself, or because an operator asked it to.
// It must never be used for what somebody decided who has proven who it is.
import type { AuditEntry } from '../audit/audit-entry.js';
import { byGateway } from '../audit/by-gateway.js';
import { auditSubjectOf } from '../credentials/audit-subject.js';
import type { Client } from '../credentials/client.js';

/** The entry to save a client with that nobody asked for. */
export function createdByGateway(client: Client): AuditEntry {
  const { kind, createdAt, scopes, credentials } = client;
  return byGateway(Date.parse(createdAt), {
    action: kind === 'administrator' ? 'administrator.create' : 'client.create',
    subject: auditSubjectOf(client),
    detail: { scopes: scopes.join(' '), credential: credentials[0]?.id ?? 'none' },
  });
}

/** The entry to save a client with that whoever may write into the data folder has asked for. */
export function createdForOperator(client: Client, reason: string): AuditEntry {
  return { ...createdByGateway(client), actor: { kind: 'operator', id: 'operator' }, reason };
}
