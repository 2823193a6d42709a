// What SQL Server's error numbers prove about a write. It stands beside error-table.ts, which says what they mean for a
// read: there "try again" harms nobody, here it may do a thing twice. The one place where that is decided.
// A proof of rollback covers what one transaction did: a sanctioned procedure does its work in one transaction.
// Sources: [1205] Microsoft Learn, MSSQLSERVER_1205, "rolling back the victim's transaction"; [M] the message itself in
// sys.messages says that the transaction was aborted or rolled back; [O] Microsoft Learn, "Transactions with
// memory-optimized tables", conflict detection; [R] Microsoft Learn, "ALTER DATABASE SET options", READ_ONLY.
import { ERROR_TABLE, meaningOfSeverity } from '../error-table.js';

/** Errors that undo everything; the words go into the reason. */
export const ROLLED_BACK: ReadonlyMap<number, string> = new Map([
  [1205, 'deadlock victim, its transaction was rolled back'], // [1205]
  [3906, 'the database is read-only, so nothing in it was changed'], // [R]
  [3947, 'the transaction was aborted for a schema change on the replica'], // [M]
  [3960, 'snapshot update conflict, the transaction was aborted'], // [M]
  [3966, 'the version store was full, the transaction was rolled back'], // [M]
  [20041, 'a trigger could not run, the transaction was rolled back'], // [M]
  [41301, 'a transaction it depended on was aborted, so it could not commit'], // [O]
  [41302, 'a row was changed meanwhile, the transaction was aborted'], // [M]
  [41305, 'repeatable read validation failed, so it could not commit'], // [O]
  [41325, 'serializable validation failed, so it could not commit'], // [O]
]);

/**
 * Errors about the number of open transactions and the end of one that was lost. They follow another error, as when a
 * handler rolls back what was rolled back already, and decide nothing (Microsoft Learn, "Database Engine events and
 * errors").
 */
export const COMPANIONS: ReadonlySet<number> = new Set([266, 3902, 3903, 3998]);

/**
 * rolled-back: nothing was done. uncertain: the statement or the session ended, what it had done may stand. It is not a
 * proof of rollback that a statement gave up: after a lock time-out (1222) the transaction goes on, unless the procedure
 * sets XACT_ABORT (Microsoft Learn, "SET LOCK_TIMEOUT", and the transaction locking guide, "Customize the lock time-out").
 * The same holds for lack of memory, locks or log. refused: anything else, which asking again will not change.
 */
export type WriteProof = 'rolled-back' | 'uncertain' | 'refused';

/** What one error proves. */
export function writeProof(number: number, severity: number): WriteProof {
  if (ROLLED_BACK.has(number)) return 'rolled-back';
  const { kind } = ERROR_TABLE.get(number) ?? meaningOfSeverity(severity);
  return kind === 'refused' ? 'refused' : 'uncertain';
}
