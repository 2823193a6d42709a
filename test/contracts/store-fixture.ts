// A whole store for the contracts of everything that shares one: the twin in memory and the real one.
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { memoryStore as emptyStore } from '../../adapters/memory/store/memory-store.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { seenThrough } from '../../src/composition/gateway-store.js';
import type { GatewayStore } from '../../src/composition/gateway-store.js';
import { ownFolder } from '../support/running/own-folder.js';

/** Everything over one store that is empty at first. */
export type OpenStore = Omit<GatewayStore, 'close'> & AsyncDisposable;

/** Opens one. */
export type OpenStoreFixture = () => Promise<OpenStore>;

/** Runs a case on an empty store of its own. */
export type Within = (run: (store: OpenStore) => Promise<unknown>) => Promise<void>;

/** Opens a store for each case and closes it after. */
export function withinA(open: OpenStoreFixture): Within {
  return async (run) => {
    await using store = await open();
    await run(store);
  };
}

/** Stores in memory. */
export function memoryStore(): Promise<OpenStore> {
  return Promise.resolve({ ...emptyStore(), [Symbol.asyncDispose]: () => Promise.resolve() });
}

/**
 * Real stores, for the suite this is called in. Starting a thread costs more than a case: one store serves them all and
 * is emptied behind its back in between.
 */
export function sqliteStores(): OpenStoreFixture {
  const folder = ownFolder();
  let store: SqliteStore;
  let behind: DatabaseSync;
  beforeAll(async () => {
    store = await SqliteStore.open(folder.path);
    behind = new DatabaseSync(join(folder.path, 'store.db'));
  });
  afterAll(async () => {
    behind.close();
    await store.close();
    folder[Symbol.dispose]();
  });
  return () => {
    empty(behind);
    return Promise.resolve({ ...seenThrough(store), [Symbol.asyncDispose]: () => Promise.resolve() });
  };
}

function empty(database: DatabaseSync): void {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('migration', 'audit_stream')")
    .all();
  const deletes = tables.map(({ name }) => `DELETE FROM "${String(name)}"`);
  database.exec(['BEGIN', ...deletes, 'COMMIT'].join(';'));
}
