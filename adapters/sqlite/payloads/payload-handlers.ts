// The payloads' side of the writer thread: pages of commands erased, payloads and marks retired.
// It must never take anything from a command that is not settled.
import type { DatabaseSync } from 'node:sqlite';
import { entryWith } from '../../../src/audit/chain-entry.js';
import { isSettled } from '../../../src/write/command-moves.js';
import type { Erased, Retired } from '../../../src/write/payloads.port.js';
import { auditTeller } from '../audit/append-audit.js';
import type { CommandRows } from '../ledger/stored-command.js';
import { handle, type Handlers } from '../store/operation.js';
import { commandEraser } from './erase-rows.js';
import {
  EMPTY_LOG,
  ERASE_PAGE,
  type ErasePage,
  RECLAIM_SPACE,
  RETIRE_PAGE,
  type RetirePage,
} from './payload-operations.js';
import { spaceReclaimer } from './reclaim-space.js';

const SELECT_PAYLOADS = `
SELECT seq, batch FROM command INDEXED BY command_with_payload
WHERE settled_at IS NOT NULL AND erased_at IS NULL AND settled_at < ? ORDER BY settled_at LIMIT ?`;

const SELECT_MARKS = `
SELECT seq, mark_digest FROM command INDEXED BY command_with_mark
WHERE settled_at IS NOT NULL AND mark_digest IS NOT NULL AND settled_at < ? ORDER BY settled_at LIMIT ?`;

/** Handlers over one writing connection. */
export function payloadHandlers(database: DatabaseSync, rows: CommandRows): Handlers {
  return new Map([
    handle(ERASE_PAGE, pageEraser(database, rows)),
    handle(RETIRE_PAGE, pageRetirer(database)),
    handle(RECLAIM_SPACE, spaceReclaimer(database)),
  ]);
}

function pageEraser(database: DatabaseSync, rows: CommandRows): (page: ErasePage) => Erased {
  const erase = commandEraser(database);
  const tell = auditTeller(database);
  return ({ ids, at, audit }) => {
    const found = ids.flatMap((id) => rows.byId(id) ?? []);
    const whole = found.filter(({ command }) => command.erasedAt === undefined);
    const settled = whole.filter(({ command }) => isSettled(command.state));
    settled.forEach((stored) => erase(stored, at));
    const counts = { erased: settled.length, unsettled: whole.length - settled.length };
    tell(entryWith(audit, counts));
    return counts;
  };
}

function pageRetirer(database: DatabaseSync): (page: RetirePage) => Retired {
  const erase = commandEraser(database);
  const tell = auditTeller(database);
  const selectPayloads = database.prepare(SELECT_PAYLOADS);
  const selectMarks = database.prepare(SELECT_MARKS);
  const forget = database.prepare('DELETE FROM mark WHERE digest = ?');
  const unmark = database.prepare('UPDATE command SET mark_digest = NULL WHERE seq = ?');
  return (page) => {
    const old = selectPayloads.all(page.settledBefore, page.payloads);
    for (const { seq, batch } of old) {
      erase({ seq: Number(seq), batch: batch === null ? undefined : Number(batch) }, page.at);
    }
    const marks = selectMarks.all(page.marksBefore, page.marks);
    for (const { seq, mark_digest: digest } of marks) {
      forget.run(digest ?? null);
      unmark.run(seq ?? null);
    }
    const counts = { payloads: old.length, marks: marks.length };
    if (page.audit !== undefined && old.length + marks.length > 0) tell(entryWith(page.audit, counts));
    return counts;
  };
}

/** Handlers that must run outside of transactions. */
export function logHandlers(database: DatabaseSync): Handlers {
  const truncate = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)');
  return new Map([
    handle(EMPTY_LOG, () => {
      if (truncate.get()?.['busy'] !== 0) throw new Error('the log could not be emptied: somebody reads from it');
      return undefined;
    }),
  ]);
}
