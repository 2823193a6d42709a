// An audit entry as the store takes it: the canonical text that is chained, and what it is found by.
// It must never be made twice of one entry: the text is what the digest covers.
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import { auditText } from '../../../src/audit/chain-entry.js';

/** An entry made ready for its row. */
export interface AuditRow {
  readonly action: string;
  readonly subject: string;
  readonly text: string;
}

/** Makes an entry ready; done on the main thread where the store has nothing to add. */
export function auditRow(entry: AuditEntry): AuditRow {
  return { action: entry.action, subject: entry.subject, text: auditText(entry) };
}
