// The ledger's side of the writer thread: one handler per operation, statements prepared once.
// It must never answer from anything but the transaction that is open.
import type { DatabaseSync } from 'node:sqlite';
import { commandAfterMove, leaseAfterMove, overtakenEntry, standsAs } from '../../../src/write/command-after-move.js';
import type { Move, Moved } from '../../../src/write/ledger.port.js';
import { handle, type Handlers } from '../store/operation.js';
import { commandAppender } from './append-command.js';
import { commandClaimer } from './claim-commands.js';
import { APPEND, CLAIM, MOVE } from './ledger-operations.js';
import { type CommandRows, commandRows } from './stored-command.js';

/** Handlers over one writing connection. */
export function ledgerHandlers(database: DatabaseSync): Handlers {
  const rows = commandRows(database);
  return new Map([
    handle(APPEND, commandAppender(database)),
    handle(CLAIM, commandClaimer(database, rows)),
    handle(MOVE, (move) => moveCommand(rows, move)),
  ]);
}

function moveCommand(rows: CommandRows, move: Move): Moved | { readonly kind: 'missing' } {
  const stored = rows.byId(move.id);
  if (stored === undefined) return { kind: 'missing' };
  if (!standsAs(stored.command, move)) {
    rows.note(stored.seq, overtakenEntry(stored.command, move));
    return { kind: 'overtaken' };
  }
  const leaseUntil = leaseAfterMove(move, stored.leaseUntil);
  const command = commandAfterMove(stored.command, move);
  return { kind: 'moved', command: rows.rewrite({ seq: stored.seq, command, leaseUntil }, [move.entry]) };
}
