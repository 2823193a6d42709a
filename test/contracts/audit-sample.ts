// Audit entries for contracts.
import type { AuditEntry, AuditLog } from '../../src/audit/audit-log.port.js';
import { at } from './ledger-sample.js';

/** An entry of an operator: what it was done to, and whatever the test is about. */
export function auditOf(subject: string, wanted: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: at(0),
    actor: { kind: 'operator', id: 'operator' },
    action: 'command.resolve',
    subject,
    outcome: 'done',
    ...wanted,
  };
}

/** What the trail tells of a subject, oldest first. */
export async function toldOf(audit: AuditLog, subject: string): Promise<readonly AuditEntry[]> {
  const found = await audit.list({ subject, limit: 100 });
  return found.map(({ entry }) => entry).reverse();
}
