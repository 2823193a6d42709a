// The memory twin of the ledger of batches, over the same tables as the ledger of commands.
// It must never promise more than the real one: nothing but durability is left out.
import {
  type Batch,
  BatchLedger,
  type BatchMove,
  type BatchMoved,
  type BatchQuery,
  type BatchWithBytes,
  type NewBatch,
  type Sealed,
} from '../../../src/write/drops/batch-ledger.port.js';
import {
  assertBatch,
  assertBatchMove,
  batchAfterMove,
  batchStandsAs,
  follows,
  newBatch,
  overdueEntry,
} from '../../../src/write/drops/batch-after-move.js';
import {
  hindrances,
  maySeal,
  memberAfterMove,
  memberAfterSeal,
  type MovedMember,
} from '../../../src/write/drops/batch-members.js';
import { BLOCKING } from '../../../src/write/drops/batch-moves.js';
import { type CommandEntry, copyOf } from './command-entry.js';
import type { BatchRecord, MemoryTables } from './memory-tables.js';

/** Keeps batches for as long as the process lives. */
export class MemoryBatchLedger extends BatchLedger {
  constructor(private readonly tables: MemoryTables) {
    super();
  }

  async seal(sealing: NewBatch, last: number | undefined): Promise<Sealed> {
    assertBatch(sealing);
    await Promise.resolve();
    const refused = this.#refusal(sealing, last);
    if (refused !== undefined) return refused;
    const batch = copyOf(newBatch(sealing.batch));
    for (const { commandId } of batch.members) {
      const entry = this.tables.command(commandId);
      entry.batchId = batch.id;
      store(entry, memberAfterSeal(entry.command, batch));
    }
    const first = { at: batch.sealedAt, state: batch.state, by: 'gateway' };
    this.tables.batches.set(batch.id, { batch, history: [first], bytes: Uint8Array.from(sealing.bytes) });
    return { kind: 'sealed', batch: copyOf(batch) };
  }

  async lastSequence(queue: string): Promise<number | undefined> {
    await Promise.resolve();
    return this.#last(queue);
  }

  async move(move: BatchMove): Promise<BatchMoved> {
    assertBatchMove(move);
    await Promise.resolve();
    const record = this.#record(move.id);
    const moved = this.#carryOut(record, move);
    this.tables.tell(move.audit, moved.kind === 'moved');
    return moved;
  }

  async markOverdue(id: string, at: string): Promise<boolean> {
    await Promise.resolve();
    const record = this.#record(id);
    if (record.batch.state !== 'delivered' || record.batch.overdueSince !== undefined) return false;
    record.batch = { ...record.batch, overdueSince: at };
    record.history.push(overdueEntry(at));
    return true;
  }

  async find(id: string): Promise<BatchWithBytes | undefined> {
    await Promise.resolve();
    const record = this.tables.batches.get(id);
    if (record === undefined) return undefined;
    const { batch, history, bytes } = record;
    return { batch: copyOf(batch), history: copyOf(history), bytes: bytes && Uint8Array.from(bytes) };
  }

  async list(query: BatchQuery): Promise<readonly Batch[]> {
    await Promise.resolve();
    const wanted = this.#batches().filter((batch) => matches(batch, query));
    const newestFirst = wanted.sort((a, b) => (a.id < b.id ? 1 : -1));
    return newestFirst.slice(0, query.limit).map((batch) => copyOf(batch));
  }

  /** Why this batch cannot be sealed now. */
  #refusal({ batch, fences }: NewBatch, last: number | undefined): Exclude<Sealed, { kind: 'sealed' }> | undefined {
    const own = this.#last(batch.queue);
    if (own !== last || !follows(batch.sequence, own)) return { kind: 'out-of-sequence', last: own };
    const open = this.#batches().find(({ queue, state }) => queue === batch.queue && BLOCKING.includes(state));
    if (open !== undefined) return { kind: 'blocked', batchId: open.id };
    const ids = batch.members.map(({ commandId }) => commandId);
    const lost = ids.filter((id, index) => {
      const command = this.tables.commands.get(id)?.command;
      return command === undefined || !maySeal(command, batch.queue, fences[index]);
    });
    return lost.length === 0 ? undefined : { kind: 'overtaken', commandIds: lost };
  }

  #carryOut(record: BatchRecord, move: BatchMove): BatchMoved {
    if (!batchStandsAs(record.batch, move)) return { kind: 'overtaken' };
    const members = record.batch.members.map(({ commandId }) => this.tables.command(commandId));
    const commandIds = hindrances(
      move.to,
      members.map(({ command }) => command),
    );
    if (commandIds.length > 0) return { kind: 'hindered', commandIds };
    record.batch = copyOf(batchAfterMove(record.batch, move));
    record.history.push(copyOf(move.entry));
    const erased = members.some(({ command }) => command.erasedAt !== undefined);
    if (move.to === 'closed' && erased) record.bytes = undefined;
    const moved = members.filter((entry) => follow(entry, move)).map(({ command }) => command.id);
    return { kind: 'moved', batch: copyOf(record.batch), moved };
  }

  #last(queue: string): number | undefined {
    return this.#batches().findLast((batch) => batch.queue === queue)?.sequence;
  }

  #batches(): Batch[] {
    return [...this.tables.batches.values()].map(({ batch }) => batch);
  }

  #record(id: string): BatchRecord {
    const record = this.tables.batches.get(id);
    if (record === undefined) throw new Error(`There is no batch ${id}.`);
    return record;
  }
}

/** True when the member went along. */
function follow(entry: CommandEntry, move: BatchMove): boolean {
  const moved = memberAfterMove(entry.command, move);
  if (moved !== undefined) store(entry, moved);
  return moved !== undefined;
}

function store(entry: CommandEntry, { command, entries }: MovedMember): void {
  entry.command = command;
  entry.leaseUntil = undefined;
  entry.history.push(...entries);
}

function matches(batch: Batch, { queue, states, commandId, acknowledgementName, before }: BatchQuery): boolean {
  return (
    (queue === undefined || batch.queue === queue) &&
    (states === undefined || states.includes(batch.state)) &&
    (commandId === undefined || batch.members.some((member) => member.commandId === commandId)) &&
    (acknowledgementName === undefined || batch.acknowledgementName === acknowledgementName) &&
    (before === undefined || batch.id < before)
  );
}
