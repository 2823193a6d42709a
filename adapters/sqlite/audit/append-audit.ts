// Appends to the audit trail inside the transaction that is open: the entry is on disk with what it tells of, or neither.
// It must never change an entry that is there.
import type { DatabaseSync } from 'node:sqlite';
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import { refusedEntry } from '../../../src/audit/chain-entry.js';
import { type AuditRow, auditRow } from './audit-row.js';
import { writerChain } from './writer-chain.js';

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
