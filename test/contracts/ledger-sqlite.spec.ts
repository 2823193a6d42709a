import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { SqliteIdempotencyMarks } from '../../adapters/sqlite/ledger/sqlite-idempotency-marks.js';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import { ownFolder } from '../support/running/own-folder.js';
import { ledgerContract } from './ledger.contract.js';

/** Starting a thread costs more than a case: one store serves them all and is emptied behind its back in between. */
let store: SqliteStore;
let behind: DatabaseSync;
const folder = ownFolder();

beforeAll(async () => {
  store = await SqliteStore.open(folder.path);
  behind = new DatabaseSync(join(folder.path, 'store.db'));
});
afterAll(async () => {
  behind.close();
  await store.close();
  folder[Symbol.dispose]();
});

ledgerContract('sqlite', () => {
  behind.exec('BEGIN; DELETE FROM command; DELETE FROM payload; DELETE FROM mark; DELETE FROM history; COMMIT');
  const [ledger, marks] = [new SqliteLedger(store), new SqliteIdempotencyMarks(store)];
  return Promise.resolve({ ledger, marks, [Symbol.asyncDispose]: () => Promise.resolve() });
});
