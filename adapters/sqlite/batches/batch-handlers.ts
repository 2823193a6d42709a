// The batches' side of the writer thread: one handler per operation, statements prepared once.
// It must never answer from anything but the transaction that is open.
import type { DatabaseSync } from 'node:sqlite';
import { auditTeller } from '../audit/append-audit.js';
import type { CommandRows } from '../ledger/stored-command.js';
import { batchEraser } from '../payloads/erase-rows.js';
import { handle, type Handlers } from '../store/operation.js';
import { MARK_OVERDUE, MOVE_BATCH, SEAL_BATCH } from './batch-operations.js';
import { markOverdue, moveBatch } from './move-batch.js';
import { batchSealer } from './seal-batch.js';
import { batchRows } from './stored-batch.js';

/** Handlers over one writing connection. */
export function batchHandlers(database: DatabaseSync, commands: CommandRows): Handlers {
  const tables = {
    commands,
    batches: batchRows(database),
    tell: auditTeller(database),
    eraseBytes: batchEraser(database),
  };
  return new Map([
    handle(SEAL_BATCH, batchSealer(database, tables)),
    handle(MOVE_BATCH, (move) => moveBatch(tables, move)),
    handle(MARK_OVERDUE, (overdue) => markOverdue(tables, overdue)),
  ]);
}
