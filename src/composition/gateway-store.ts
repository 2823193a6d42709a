// Where everything the gateway has to remember is kept: one store, seen through the ports that share its commits.
// The only place that knows which store it is.
import { SqliteAuditChain } from '../../adapters/sqlite/audit/sqlite-audit-chain.js';
import { SqliteAuditLog } from '../../adapters/sqlite/audit/sqlite-audit-log.js';
import { SqliteBatchLedger } from '../../adapters/sqlite/batches/sqlite-batch-ledger.js';
import { SqliteClientDirectory } from '../../adapters/sqlite/clients/sqlite-client-directory.js';
import { SqliteCredentialUsages } from '../../adapters/sqlite/clients/sqlite-credential-usages.js';
import { SqliteIdempotencyMarks } from '../../adapters/sqlite/ledger/sqlite-idempotency-marks.js';
import { SqliteLedger } from '../../adapters/sqlite/ledger/sqlite-ledger.js';
import { SqlitePayloads } from '../../adapters/sqlite/payloads/sqlite-payloads.js';
import { SqliteReviews } from '../../adapters/sqlite/reviews/sqlite-reviews.js';
import { SqliteSigningKeyRecords } from '../../adapters/sqlite/signing-keys/sqlite-signing-key-records.js';
import { SqliteStore } from '../../adapters/sqlite/store/sqlite-store.js';
import type { AuditLog } from '../audit/audit-log.port.js';
import type { AuditChain } from '../audit/chain/audit-chain.port.js';
import type { ClientDirectory } from '../credentials/client-directory.port.js';
import type { CredentialUsages } from '../credentials/credential-usage.port.js';
import type { SigningKeyRecords } from '../credentials/signing/signing-keys.port.js';
import type { BatchLedger } from '../write/drops/batch-ledger.port.js';
import type { Reviews } from '../write/drops/review.port.js';
import type { IdempotencyMarks, Ledger } from '../write/ledger.port.js';
import type { Payloads } from '../write/payloads.port.js';

/** One opened store. */
export interface GatewayStore {
  readonly clients: ClientDirectory;
  readonly usages: CredentialUsages;
  readonly signingKeys: SigningKeyRecords;
  readonly ledger: Ledger;
  readonly marks: IdempotencyMarks;
  readonly batches: BatchLedger;
  readonly reviews: Reviews;
  readonly audit: AuditLog;
  readonly chain: AuditChain;
  readonly payloads: Payloads;
  readonly close: () => Promise<void>;
}

/** Opens the store of a folder; rejects with a sentence for people when it cannot be owned or trusted. */
export type OpenGatewayStore = (folder: string) => Promise<GatewayStore>;

/** What a store in a folder holds, through the ports. */
export function seenThrough(store: SqliteStore): Omit<GatewayStore, 'close'> {
  return {
    clients: new SqliteClientDirectory(store),
    usages: new SqliteCredentialUsages(store),
    signingKeys: new SqliteSigningKeyRecords(store),
    ledger: new SqliteLedger(store),
    marks: new SqliteIdempotencyMarks(store),
    batches: new SqliteBatchLedger(store),
    reviews: new SqliteReviews(store),
    audit: new SqliteAuditLog(store),
    chain: new SqliteAuditChain(store),
    payloads: new SqlitePayloads(store),
  };
}

/** The embedded store. */
export const openSqliteStore: OpenGatewayStore = async (folder) => {
  const store = await SqliteStore.open(folder);
  return { ...seenThrough(store), close: () => store.close() };
};
