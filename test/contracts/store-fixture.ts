// A whole store for the contracts of everything that shares one: the twin in memory and the real one.
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { MemoryClientDirectory } from '../../adapters/memory/client-directory.js';
import { MemoryCredentialUsages } from '../../adapters/memory/credential-usages.js';
import { MemoryIdempotencyMarks } from '../../adapters/memory/ledger-marks.js';
import { MemoryLedger } from '../../adapters/memory/ledger.js';
import { MemoryAuditChain } from '../../adapters/memory/store/memory-audit-chain.js';
import { MemoryAuditLog } from '../../adapters/memory/store/memory-audit-log.js';
import { MemoryBatchLedger } from '../../adapters/memory/store/memory-batch-ledger.js';
import { MemoryPayloads } from '../../adapters/memory/store/memory-payloads.js';
import { MemoryReviews } from '../../adapters/memory/store/memory-reviews.js';
import { MemoryTables } from '../../adapters/memory/store/memory-tables.js';
import { SqliteAuditChain } from '../../adapters/sqlite/audit/sqlite-audit-chain.js';
import { SqliteAuditLog } from '../../adapters/sqlite/audit/sqlite-audit-log.js';
import { SqliteBatchLedger } from '../../adapters/sqlite/batches/sqlite-batch-ledger.js';
import { SqliteClientDirectory } from '../../adapters/sqlite/clients/sqlite-client-directory.js';
import { SqliteCredentialUsages } from '../../adapters/sqlite/clients/sqlite-credential-usages.js';
import { SqliteIdempotencyMarks } from '../../adapters/sqlite/ledger/sqlite-idempotency-marks.js';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqlitePayloads } from '../../adapters/sqlite/payloads/sqlite-payloads.js';
import { SqliteReviews } from '../../adapters/sqlite/reviews/sqlite-reviews.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import type { AuditChain } from '../../src/audit/chain/audit-chain.port.js';
import type { AuditLog } from '../../src/audit/audit-log.port.js';
import type { ClientDirectory } from '../../src/credentials/client-directory.port.js';
import type { CredentialUsages } from '../../src/credentials/credential-usage.port.js';
import type { BatchLedger } from '../../src/write/drops/batch-ledger.port.js';
import type { Reviews } from '../../src/write/drops/review.port.js';
import type { Payloads } from '../../src/write/payloads.port.js';
import type { IdempotencyMarks, Ledger } from '../../src/write/ledger.port.js';
import { ownFolder } from '../support/running/own-folder.js';

/** Everything over one store that is empty at first. */
export interface OpenStore extends AsyncDisposable {
  readonly ledger: Ledger;
  readonly marks: IdempotencyMarks;
  readonly batches: BatchLedger;
  readonly reviews: Reviews;
  readonly audit: AuditLog;
  readonly chain: AuditChain;
  readonly payloads: Payloads;
  readonly clients: ClientDirectory;
  readonly usages: CredentialUsages;
}

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
  const tables = new MemoryTables();
  const ledger = new MemoryLedger(tables);
  return Promise.resolve({
    ledger,
    marks: new MemoryIdempotencyMarks(ledger),
    batches: new MemoryBatchLedger(tables),
    reviews: new MemoryReviews(tables),
    audit: new MemoryAuditLog(tables),
    chain: new MemoryAuditChain(tables),
    payloads: new MemoryPayloads(tables),
    clients: new MemoryClientDirectory(tables),
    usages: new MemoryCredentialUsages(),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
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
    return Promise.resolve({
      ledger: new SqliteLedger(store),
      marks: new SqliteIdempotencyMarks(store),
      batches: new SqliteBatchLedger(store),
      reviews: new SqliteReviews(store),
      audit: new SqliteAuditLog(store),
      chain: new SqliteAuditChain(store),
      payloads: new SqlitePayloads(store),
      clients: new SqliteClientDirectory(store),
      usages: new SqliteCredentialUsages(store),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  };
}

function empty(database: DatabaseSync): void {
  const tables = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('migration', 'audit_stream')")
    .all();
  const deletes = tables.map(({ name }) => `DELETE FROM "${String(name)}"`);
  database.exec(['BEGIN', ...deletes, 'COMMIT'].join(';'));
}
