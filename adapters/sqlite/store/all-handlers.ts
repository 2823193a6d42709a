// Everything the writer thread can be asked for, over one connection.
// It must never decide anything; the handlers do.
import type { DatabaseSync } from 'node:sqlite';
import { auditHandlers } from '../audit/audit-handlers.js';
import { batchHandlers } from '../batches/batch-handlers.js';
import { clientHandlers } from '../clients/client-handlers.js';
import { ledgerHandlers } from '../ledger/ledger-handlers.js';
import { commandRows } from '../ledger/stored-command.js';
import { payloadHandlers } from '../payloads/payload-handlers.js';
import { reviewHandlers } from '../reviews/review-handlers.js';
import { signingKeyHandlers } from '../signing-keys/signing-key-handlers.js';
import type { DigestFilter } from './digest-filter.js';
import type { Handlers } from './operation.js';

/** Handlers by the names of their operations. */
export function allHandlers(database: DatabaseSync, knownMarks: DigestFilter): Handlers {
  const rows = commandRows(database);
  return new Map([
    ...ledgerHandlers(database, rows, knownMarks),
    ...batchHandlers(database, rows),
    ...reviewHandlers(database),
    ...payloadHandlers(database, rows),
    ...clientHandlers(database),
    ...signingKeyHandlers(database),
    ...auditHandlers(database),
  ]);
}
