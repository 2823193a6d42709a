// A whole store in memory: one twin for each port of the real one, over the same tables.
// It must never promise more than the real one: nothing but durability is left out.
import { MemoryClientDirectory } from '../client-directory.js';
import { MemoryCredentialUsages } from '../credential-usages.js';
import { MemoryIdempotencyMarks } from '../ledger-marks.js';
import { MemoryLedger } from '../ledger.js';
import { MemorySigningKeyRecords } from '../signing-keys.js';
import { MemoryAuditChain } from './memory-audit-chain.js';
import { MemoryAuditLog } from './memory-audit-log.js';
import { MemoryBatchLedger } from './memory-batch-ledger.js';
import { MemoryPayloads } from './memory-payloads.js';
import { MemoryReviews } from './memory-reviews.js';
import { MemoryTables } from './memory-tables.js';

/** Every port of one store. */
export interface MemoryStore {
  readonly clients: MemoryClientDirectory;
  readonly usages: MemoryCredentialUsages;
  readonly signingKeys: MemorySigningKeyRecords;
  readonly ledger: MemoryLedger;
  readonly marks: MemoryIdempotencyMarks;
  readonly batches: MemoryBatchLedger;
  readonly reviews: MemoryReviews;
  readonly audit: MemoryAuditLog;
  readonly chain: MemoryAuditChain;
  readonly payloads: MemoryPayloads;
}

/** A store of its own, empty. */
export function memoryStore(): MemoryStore {
  const tables = new MemoryTables();
  const ledger = new MemoryLedger(tables);
  const clients = new MemoryClientDirectory(tables);
  return {
    clients,
    usages: new MemoryCredentialUsages(clients),
    signingKeys: new MemorySigningKeyRecords((entry) => tables.tell(entry)),
    ledger,
    marks: new MemoryIdempotencyMarks(ledger),
    batches: new MemoryBatchLedger(tables),
    reviews: new MemoryReviews(tables),
    audit: new MemoryAuditLog(tables),
    chain: new MemoryAuditChain(tables),
    payloads: new MemoryPayloads(tables),
  };
}
