// Moves a batch and, in the same transaction, those of its members that go along.
// It must never move a member that stands where the move does not reach.
import type { BatchMove, BatchMoved } from '../../../src/write/drops/batch-ledger.port.js';
import { batchAfterMove, batchStandsAs, overdueEntry } from '../../../src/write/drops/batch-after-move.js';
import { goesAlong, hindrances, memberAfterMove } from '../../../src/write/drops/batch-members.js';
import type { TellAudit } from '../audit/append-audit.js';
import type { CommandRows } from '../ledger/stored-command.js';
import type { EraseBatch } from '../payloads/erase-rows.js';
import type { MissingBatch, Overdue } from './batch-operations.js';
import type { BatchRows, MemberStanding, StoredBatch } from './stored-batch.js';

/** What a move works with. */
export interface BatchTables {
  readonly commands: CommandRows;
  readonly batches: BatchRows;
  readonly tell: TellAudit;
  readonly eraseBytes: EraseBatch;
}

/** Makes the move or says why not. */
export function moveBatch(tables: BatchTables, move: BatchMove): BatchMoved | MissingBatch {
  const stored = tables.batches.byId(move.id);
  if (stored === undefined) return { kind: 'missing' };
  const moved = carryOut(tables, stored, move);
  tables.tell(move.audit, moved.kind === 'moved');
  return moved;
}

function carryOut(
  { commands, batches, eraseBytes }: BatchTables,
  { seq, batch, members }: StoredBatch,
  move: BatchMove,
): BatchMoved {
  if (!batchStandsAs(batch, move)) return { kind: 'overtaken' };
  const commandIds = hindrances(move.to, members);
  if (commandIds.length > 0) return { kind: 'hindered', commandIds };
  const after = batchAfterMove(batch, move);
  batches.rewrite(seq, after, move.entry);
  const moved = members.filter((member) => follow(commands, member, move)).map(({ id }) => id);
  if (after.state === 'closed') eraseBytes(seq, move.entry.at);
  return { kind: 'moved', batch: after, moved };
}

/** True when the member went along. */
function follow(commands: CommandRows, member: MemberStanding, move: BatchMove): boolean {
  if (!goesAlong(member.state, move)) return false;
  const stored = commands.bySeq(member.seq);
  const moved = memberAfterMove(stored.command, move);
  if (moved === undefined) return false;
  commands.rewrite({ ...stored, command: moved.command, leaseUntil: undefined }, moved.entries);
  return true;
}

/** Notes that an acknowledgement is late, once. */
export function markOverdue(
  { batches }: BatchTables,
  { id, at }: Overdue,
): { readonly kind: 'marked' | 'not marked' } | MissingBatch {
  const stored = batches.byId(id);
  if (stored === undefined) return { kind: 'missing' };
  const { seq, batch } = stored;
  if (batch.state !== 'delivered' || batch.overdueSince !== undefined) return { kind: 'not marked' };
  batches.rewrite(seq, { ...batch, overdueSince: at }, overdueEntry(at));
  return { kind: 'marked' };
}
