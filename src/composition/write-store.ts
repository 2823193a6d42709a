// Where everything about writing is kept: one store, seen through the ports that share its commits.
// The only place that knows which store it is.
import { SqliteAuditLog } from '../../adapters/sqlite/audit/sqlite-audit-log.js';
import { SqliteBatchLedger } from '../../adapters/sqlite/batches/sqlite-batch-ledger.js';
import { SqliteIdempotencyMarks } from '../../adapters/sqlite/ledger/sqlite-idempotency-marks.js';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqlitePayloads } from '../../adapters/sqlite/payloads/sqlite-payloads.js';
import { SqliteReviews } from '../../adapters/sqlite/reviews/sqlite-reviews.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import type { AuditLog } from '../audit/audit-log.port.js';
import type { BatchLedger } from '../write/drops/batch-ledger.port.js';
import type { Reviews } from '../write/drops/review.port.js';
import type { IdempotencyMarks, Ledger } from '../write/ledger.port.js';
import type { Payloads } from '../write/payloads.port.js';

/** One opened store. */
export interface WriteStore {
  readonly ledger: Ledger;
  readonly marks: IdempotencyMarks;
  readonly batches: BatchLedger;
  readonly reviews: Reviews;
  readonly audit: AuditLog;
  readonly payloads: Payloads;
  readonly close: () => Promise<void>;
}

/** Opens the store of a folder; rejects with a sentence for people when it cannot be owned or trusted. */
export type OpenWriteStore = (folder: string) => Promise<WriteStore>;

/** The embedded store. */
export const openSqliteStore: OpenWriteStore = async (folder) => {
  const store = await SqliteStore.open(folder);
  return {
    ledger: new SqliteLedger(store),
    marks: new SqliteIdempotencyMarks(store),
    batches: new SqliteBatchLedger(store),
    reviews: new SqliteReviews(store),
    audit: new SqliteAuditLog(store),
    payloads: new SqlitePayloads(store),
    close: () => store.close(),
  };
};
