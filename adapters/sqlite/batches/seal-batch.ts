// Seals a batch: its rows and the first delivery of each member, in the transaction that is open, or nothing at all.
// It must never seal beside an open batch of the same queue, out of sequence, or with a member somebody else has.
import type { DatabaseSync } from 'node:sqlite';
import type { Sealed } from '../../../src/write/drops/batch-ledger.port.js';
import { follows, newBatch } from '../../../src/write/drops/batch-after-move.js';
import { maySeal, memberAfterSeal } from '../../../src/write/drops/batch-members.js';
import type { CommandRows, StoredCommand } from '../ledger/stored-command.js';
import { text } from '../store/row.js';
import type { Sealing } from './batch-operations.js';
import type { BatchRows } from './stored-batch.js';

/** The last number of a queue, by the order in which batches were sealed. */
export const SELECT_LAST = `
SELECT sequence FROM batch INDEXED BY batch_in_order WHERE queue = ? ORDER BY seq DESC LIMIT 1`;

const SELECT_OPEN = `
SELECT id FROM batch INDEXED BY batch_open
WHERE queue = ? AND state IN ('sealed', 'delivering', 'unknown', 'parked')`;

/** Prepares the statements once. */
export function batchSealer(
  database: DatabaseSync,
  { commands, batches }: { readonly commands: CommandRows; readonly batches: BatchRows },
): (sealing: Sealing) => Sealed {
  const selectLast = database.prepare(SELECT_LAST);
  const selectOpen = database.prepare(SELECT_OPEN);

  const refusal = ({ batch, last }: Sealing): Sealed | undefined => {
    const row = selectLast.get(batch.queue);
    const own = row && Number(row['sequence']);
    if (own !== last || !follows(batch.sequence, own)) return { kind: 'out-of-sequence', last: own };
    const open = selectOpen.get(batch.queue);
    return open && { kind: 'blocked', batchId: text(open, 'id') };
  };

  return (sealing) => {
    const refused = refusal(sealing);
    if (refused !== undefined) return refused;
    const found = leasedMembers(sealing, commands);
    if ('lost' in found) return { kind: 'overtaken', commandIds: found.lost };
    const batch = newBatch(sealing.batch);
    const seqs = found.leased.map(({ seq }) => seq);
    const number = batches.add(batch, sealing.bytes, seqs);
    for (const { seq, command } of found.leased) {
      const moved = memberAfterSeal(command, batch);
      commands.rewrite({ seq, command: moved.command, leaseUntil: undefined, batch: number }, moved.entries);
    }
    return { kind: 'sealed', batch };
  };
}

type Members = { readonly leased: readonly StoredCommand[] } | { readonly lost: readonly string[] };

/** All members as they stand, or the ids of those that do not stand as the batch believes. */
function leasedMembers({ batch, fences }: Sealing, commands: CommandRows): Members {
  const found = batch.members.map(({ commandId }) => commands.byId(commandId));
  const leased = found.filter(
    (stored, index) => stored !== undefined && maySeal(stored.command, batch.queue, fences[index]),
  ) as readonly StoredCommand[];
  if (leased.length === found.length) return { leased };
  const standing = new Set(leased.map(({ command }) => command.id));
  return { lost: batch.members.map(({ commandId }) => commandId).filter((id) => !standing.has(id)) };
}
