// Makes one move of one command in the transaction that is open, or keeps what came too late as evidence.
// It must never let a member of a batch back into the queue.
import type { DatabaseSync } from 'node:sqlite';
import { commandAfterMove, leaseAfterMove, overtakenEntry, standsAs } from '../../../src/write/command-after-move.js';
import { isClaimable } from '../../../src/write/command-order.js';
import type { Move, Moved } from '../../../src/write/ledger.port.js';
import { auditTeller } from '../audit/append-audit.js';
import { text } from '../store/row.js';
import type { NotTried } from './ledger-operations.js';
import type { CommandRows, StoredCommand } from './stored-command.js';

/** Prepares the statements once. */
export function commandMover(database: DatabaseSync, rows: CommandRows): (move: Move) => Moved | NotTried {
  const tell = auditTeller(database);
  const batchId = database.prepare('SELECT id FROM batch WHERE seq = ?');

  const carryOut = (stored: StoredCommand, move: Move): Moved => {
    const command = commandAfterMove(stored.command, move);
    const leaseUntil = leaseAfterMove(move, stored.leaseUntil);
    return { kind: 'moved', command: rows.rewrite({ ...stored, command, leaseUntil }, [move.entry]) };
  };

  return (move) => {
    const stored = rows.byId(move.id);
    if (stored === undefined) return { kind: 'missing' };
    const stands = standsAs(stored.command, move);
    if (stands && stored.batch !== undefined && isClaimable(move.to)) {
      return { kind: 'in batch', batchId: text(batchId.get(stored.batch) ?? {}, 'id') };
    }
    tell(move.audit, stands);
    if (stands) return carryOut(stored, move);
    rows.note(stored.seq, overtakenEntry(stored.command, move));
    return { kind: 'overtaken' };
  };
}
