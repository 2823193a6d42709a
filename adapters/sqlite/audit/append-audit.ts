// Appends to the audit trail inside the transaction that is open: the entry is on disk with what it tells of, or neither.
// It must never change an entry that is there.
import type { DatabaseSync } from 'node:sqlite';
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import { auditText, refusedEntry } from '../../../src/audit/chain-entry.js';
import { operation } from '../store/operation.js';

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

/** Appends an entry that stands for itself. */
export const APPEND_AUDIT = operation<AuditRow, undefined>('audit.append');

/** Appends a row where there is one. */
export type AppendAudit = (row: AuditRow | undefined) => void;

/** Appends an entry where there is one, saying whether what it tells of was done. */
export type TellAudit = (entry: AuditEntry | undefined, done?: boolean) => void;

/** Prepares the statement once. */
export function auditAppender(database: DatabaseSync): AppendAudit {
  const insert = database.prepare('INSERT INTO audit (action, subject, entry) VALUES (?, ?, ?)');
  return (row) => {
    if (row !== undefined) insert.run(row.action, row.subject, row.text);
  };
}

/** The same for entries whose outcome the store decides. */
export function auditTeller(database: DatabaseSync): TellAudit {
  const append = auditAppender(database);
  return (entry, done = true) => append(entry && auditRow(done ? entry : refusedEntry(entry)));
}
