// One process owns a store: whoever holds the exclusive lock of the lock database beside it.
// It must never break a lock; the operating system frees it when its holder dies, however it dies.
import { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../../../src/write/ledger.port.js';
import type { StoreFolder } from './store-folder.js';
import { isBusy } from './sqlite-error.js';

/** Ownership of a store; disposing gives it back. */
export type StoreLock = Disposable;

/**
 * Takes the store for this process or throws StoreUnavailable, naming the folder. A database of its own is locked,
 * because an exclusive lock on the store itself would also keep out our own reading connection.
 */
export function lockStore(folder: StoreFolder): StoreLock {
  const database = new DatabaseSync(folder.lock, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new StoreUnavailable(
      `The store in ${folder.root} belongs to another running process. Stop that one first, or give this one a folder of its own.`,
      { cause: error },
    );
  }
  return { [Symbol.dispose]: () => database.close() };
}
