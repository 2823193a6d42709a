// What sealing and moving make of one batch. Pure: every ledger of batches stores exactly what this says.
// It must never let a move through that the table of moves does not have.
import { GATEWAY } from '../command-after-move.js';
import { UnlawfulMove } from '../command-moves.js';
import { momentOf } from '../command-order.js';
import type { Batch, BatchEntry, SealedBatch } from './batch.js';
import type { BatchMove, NewBatch } from './batch-ledger.port.js';
import { BATCH_MOVES } from './batch-moves.js';

/** Throws RangeError for a batch that no ledger could keep, naming everything that is wrong with it. */
export function assertBatch({ batch, fences }: NewBatch): void {
  const { members, sequence } = batch;
  const distinct = new Set(members.map(({ commandId }) => commandId)).size;
  const faults: (string | false)[] = [
    members.length === 0 && 'it has no members',
    distinct < members.length && 'a command is in it twice',
    fences.length !== members.length && `${fences.length} fences came for ${members.length} members`,
    (!Number.isSafeInteger(sequence) || sequence < 0) && `its sequence ${sequence} is not a whole number from 0`,
    isNoMoment(batch.sealedAt) && `${JSON.stringify(batch.sealedAt)} is not an RFC 3339 time after 1970`,
  ];
  const found = faults.filter((fault) => fault !== false);
  if (found.length > 0) throw new RangeError(`The batch ${batch.id} is wrong: ${found.join('; ')}.`);
}

/** True when a batch of this number may come after `last`: the next one, or one below it that starts the count again. */
export function follows(sequence: number, last: number | undefined): boolean {
  return last === undefined || sequence === last + 1 || sequence < last;
}

/** A batch as it stands when its story begins. */
export function newBatch(sealed: SealedBatch): Batch {
  return { ...sealed, state: 'sealed', fence: 0, attempts: 0, changedAt: sealed.sealedAt };
}

/** Throws UnlawfulMove when no batch may ever make this move, saying everything that is wrong with it. */
export function assertBatchMove(move: BatchMove): void {
  const { from, to, entry } = move;
  const mayGoTo = BATCH_MOVES[from];
  const allowed = mayGoTo.length === 0 ? 'it is closed and goes nowhere' : `allowed are ${mayGoTo.join(', ')}`;
  const faults: (string | false)[] = [
    !mayGoTo.includes(to) && allowed,
    entry.state !== to && `its entry says ${entry.state}`,
    entry.by !== GATEWAY && !entry.reason && `${entry.by} gives no reason`,
    to === 'parked' && move.parkedReason === undefined && 'parking says why a person is needed',
    to === 'delivering' && move.leaseUntil === undefined && 'a try says when it counts as over',
    [move.leaseUntil, move.notBefore, entry.at].some(isNoMoment) && 'a date of it is not an RFC 3339 time after 1970',
  ];
  const found = faults.filter((fault) => fault !== false);
  if (found.length > 0) throw new UnlawfulMove(`A batch cannot go from ${from} to ${to}: ${found.join('; ')}.`);
}

function isNoMoment(text: string | undefined): boolean {
  try {
    if (text !== undefined) momentOf(text);
    return false;
  } catch {
    return true;
  }
}

/** True when the batch still stands as the mover believes. */
export function batchStandsAs(batch: Batch, { from, fence }: BatchMove): boolean {
  return batch.state === from && batch.fence === fence;
}

/** Members that say something about one state only; they go with it. */
const OF_ONE_STATE: ReadonlySet<string> = new Set(['leaseUntil', 'notBefore', 'parkedReason']);

/** The batch after a sound move. A person's decision raises the fence, so that a try from before cannot report on it. */
export function batchAfterMove(batch: Batch, { to, entry, ...move }: BatchMove): Batch {
  const lasting = Object.fromEntries(Object.entries(batch).filter(([name]) => !OF_ONE_STATE.has(name))) as Batch;
  const begins = to === 'delivering';
  return {
    ...lasting,
    state: to,
    fence: batch.fence + Number(begins || entry.by !== GATEWAY),
    attempts: batch.attempts + Number(begins),
    changedAt: entry.at,
    ...(begins && move.leaseUntil !== undefined && { leaseUntil: move.leaseUntil }),
    ...(to === 'sealed' && move.notBefore !== undefined && { notBefore: move.notBefore }),
    ...(to === 'parked' && move.parkedReason !== undefined && { parkedReason: move.parkedReason }),
    ...(to === 'delivered' && { deliveredAt: entry.at }),
  };
}

/** What the history says when an acknowledgement is overdue; the batch stays where it is. */
export function overdueEntry(at: string): BatchEntry {
  return { at, state: 'delivered', by: GATEWAY, reason: 'its acknowledgement is overdue' };
}
