// In whose name something is decided, and from where.
// It must never be made up: it is what authentication and admission found out.
import type { AuditEntry } from '../../audit/audit-entry.js';
import { toldOf } from '../../audit/decider.js';
import type { Client } from '../client.js';

/** An administrator at work. */
export interface Acting {
  /** As authenticated. Its `scopes` and `grants` are what it may use now, so fewer than the directory says are fewer. */
  readonly administrator: Client;
  /** The secret it has proven itself with; what it decides counts only while that one is good. */
  readonly credentialId: string;
  /** Remote address as admission saw it. */
  readonly address: string;
  readonly correlationId: string;
  /** Why; kept in the audit trail. */
  readonly reason?: string;
}

/** What the audit trail says of a decision of theirs: in whose name, and `actedWith` which secret. */
export function actedBy(
  { administrator, credentialId, ...from }: Acting,
  detail: NonNullable<AuditEntry['detail']>,
): Pick<AuditEntry, 'actor' | 'address' | 'correlationId' | 'reason' | 'detail'> {
  return { ...toldOf({ by: administrator.id, ...from }), detail: { ...detail, actedWith: credentialId } };
}
