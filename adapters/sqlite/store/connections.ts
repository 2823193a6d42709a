// Opens the store's database, for writing and for reading, and proves that a commit will survive a power cut.
// It must never hand out a writing connection whose commits are not synced.
import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../../../src/write/ledger.port.js';

/** What `PRAGMA synchronous` answers for FULL: every commit waits for the disk (https://www.sqlite.org/pragma.html). */
const FULL = 2;

/**
 * Settings of every writing connection. fullfsync matters on macOS alone, where fsync stops at the drive's cache. The
 * log may grow to 64 MB before it is carried over: commits wait meanwhile, so it should be seldom, and a page that was
 * written many times is carried over once. 32 MB of pages are kept: after pages were split SQLite walks all of them at
 * the commit, which costs more than reading one again from the system's memory. Emptying the log, which erasing asks
 * for, waits for a reader at most as long as `busy_timeout`.
 */
const PRAGMAS = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA fullfsync = ON',
  'PRAGMA checkpoint_fullfsync = ON',
  'PRAGMA wal_autocheckpoint = 16000',
  'PRAGMA journal_size_limit = 134217728',
  'PRAGMA cache_size = -32768',
  'PRAGMA temp_store = MEMORY',
  'PRAGMA secure_delete = ON',
  'PRAGMA busy_timeout = 5000',
];

/** Opens for writing. Throws StoreUnavailable when the durable settings did not take. */
export function openForWriting(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    PRAGMAS.forEach((pragma) => database.exec(pragma));
    assertDurable(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens for reading only; the writing connection must have been open before. */
export function openForReading(path: string): DatabaseSync {
  return new DatabaseSync(path, { readOnly: true });
}

/** Refuses a connection that could lose an acknowledged commit; names every setting that is wrong. */
export function assertDurable(database: DatabaseSync): void {
  const synchronous = pragma(database, 'synchronous');
  const journal = pragma(database, 'journal_mode');
  const faults: string[] = [];
  if (synchronous !== FULL) faults.push(`synchronous is ${String(synchronous)} and must be ${FULL} (FULL)`);
  if (journal !== 'wal') faults.push(`journal_mode is ${String(journal)} and must be wal`);
  if (faults.length === 0) return;
  throw new StoreUnavailable(
    `Commits to ${database.location() ?? 'the store'} would not be durable: ${faults.join('; ')}.`,
  );
}

/** Refuses a damaged database. Reads all of it: about a second and a half per gigabyte. */
export function assertIntact(database: DatabaseSync): void {
  const verdict = pragma(database, 'quick_check(1)');
  if (verdict === 'ok') return;
  const advice = 'Restore the last backup, and look after the disk.';
  throw new StoreUnavailable(`${database.location() ?? 'The store'} is damaged: ${String(verdict)}. ${advice}`);
}

/** The value of a pragma. */
export function pragma(database: DatabaseSync, name: string): unknown {
  return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}
