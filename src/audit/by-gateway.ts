// What the audit trail says of what the gateway does by itself.
// It must never be used for what somebody decided who has proven who it is.
import type { AuditActor, AuditEntry } from './audit-entry.js';

/** The gateway itself. */
export const GATEWAY: AuditActor = Object.freeze({ kind: 'gateway', id: 'gateway' });

/** An entry about something the gateway has done; `at` in epoch milliseconds. */
export function byGateway(at: number, done: Pick<AuditEntry, 'action' | 'subject' | 'detail'>): AuditEntry {
  return { at: new Date(at).toISOString(), actor: GATEWAY, ...done, outcome: 'done' };
}
