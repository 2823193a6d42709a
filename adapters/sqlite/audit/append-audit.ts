// Appends to the audit trail inside the transaction that is open: the entry is on disk with what it tells of, or neither.
// It must never change an entry that is there.
import type { DatabaseSync } from 'node:sqlite';
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import { auditText, refusedEntry } from '../../../src/audit/chain-entry.js';
import { writerChain } from './writer-chain.js';

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

/** Appends a row where there is one. */
export type AppendAudit = (row: AuditRow | undefined) => void;

/** Appends an entry where there is one, saying whether what it tells of was done. */
export type TellAudit = (entry: AuditEntry | undefined, done?: boolean) => void;

/** Appends to the one chain of the connection, however many ask for an appender. */
export function auditAppender(database: DatabaseSync): AppendAudit {
  const chain = writerChain(database);
  return (row) => {
    if (row !== undefined) chain.append(row);
  };
}

/** The same for entries whose outcome the store decides. */
export function auditTeller(database: DatabaseSync): TellAudit {
  const append = auditAppender(database);
  return (entry, done = true) => append(entry && auditRow(done ? entry : refusedEntry(entry)));
}
