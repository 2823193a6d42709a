// Everything the writer thread can be asked for, over one connection.
// It must never decide anything; the handlers do.
import type { DatabaseSync } from 'node:sqlite';
import { APPEND_AUDIT, auditAppender } from '../audit/append-audit.js';
import { batchHandlers } from '../batches/batch-handlers.js';
import { ledgerHandlers } from '../ledger/ledger-handlers.js';
import { commandRows } from '../ledger/stored-command.js';
import { payloadHandlers } from '../payloads/payload-handlers.js';
import { reviewHandlers } from '../reviews/review-handlers.js';
import { handle, type Handlers } from './operation.js';

/** Handlers by the names of their operations. */
export function allHandlers(database: DatabaseSync): Handlers {
  const rows = commandRows(database);
  const append = auditAppender(database);
  return new Map([
    ...ledgerHandlers(database, rows),
    ...batchHandlers(database, rows),
    ...reviewHandlers(database),
    ...payloadHandlers(database, rows),
    handle(APPEND_AUDIT, (row) => {
      append(row);
      return undefined;
    }),
  ]);
}
