// The ledger of batches as the write path uses it: every change is told to the observer, to whoever follows the members,
// and to the queue it belongs to. It must never change a batch itself; the ledger does, in one commit.
import type { Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import { GATEWAY } from '../command-after-move.js';
import type { Json } from '../command.js';
import type { Batch, BatchState } from '../drops/batch.js';
import type {
  BatchLedger,
  BatchMove,
  BatchMoved,
  BatchQuery,
  BatchWithBytes,
  NewBatch,
  Sealed,
} from '../drops/batch-ledger.port.js';
import { failureText } from '../../kernel/failure-text.js';
import type { Journal, Unsubscribe } from '../journal.js';
import { OpenBatches } from './open-batches.js';

/** What a move of the gateway brings besides its new state. */
export type BatchBrings = Pick<BatchMove, 'leaseUntil' | 'notBefore' | 'parkedReason'> & { readonly evidence?: Json };

/** What the journal works with. */
export interface BatchJournalParts {
  readonly batches: BatchLedger;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly observe: Observer;
}

/** One ledger of batches and everybody who listens to it. */
export class BatchJournal {
  readonly #open = new Map<string, OpenBatches>();
  readonly #listeners = new Map<string, Set<(batch: Batch) => void>>();

  constructor(private readonly parts: BatchJournalParts) {}

  /** What is open in a queue, as remembered; `refresh` it before relying on it. */
  open(queue: string): OpenBatches {
    const known = this.#open.get(queue);
    if (known !== undefined) return known;
    const open = new OpenBatches(queue, this.parts.batches, this.parts.journal);
    this.#open.set(queue, open);
    return open;
  }

  /** Queues that anybody asked for. */
  queues(): readonly string[] {
    return [...this.#open.keys()];
  }

  lastSequence(queue: string): Promise<number | undefined> {
    return this.parts.batches.lastSequence(queue);
  }

  find(id: string): Promise<BatchWithBytes | undefined> {
    return this.parts.batches.find(id);
  }

  list(query: BatchQuery): Promise<readonly Batch[]> {
    return this.parts.batches.list(query);
  }

  /** Seals a batch and tells of it and its members. */
  async seal(batch: NewBatch, last: number | undefined): Promise<Sealed> {
    const { queue, members } = batch.batch;
    const sealed = await this.#doubting(queue, this.parts.batches.seal(batch, last));
    if (sealed.kind !== 'sealed') return sealed;
    this.open(queue).put(sealed.batch);
    await this.#membersMoved(members.map(({ commandId }) => commandId));
    this.#tell(undefined, sealed.batch, GATEWAY);
    return sealed;
  }

  /** A move of the gateway's own from where the batch stands. */
  step(batch: Batch, to: BatchState, { evidence, ...brings }: BatchBrings = {}): Promise<BatchMoved> {
    const at = this.parts.journal.instant();
    const entry = { at, state: to, by: GATEWAY, ...(evidence !== undefined && { evidence }) };
    return this.move(batch, { id: batch.id, from: batch.state, fence: batch.fence, to, entry, ...brings });
  }

  /** Makes any move and tells of it; one that was not made changes nothing but what is remembered. */
  async move(batch: Batch, move: BatchMove): Promise<BatchMoved> {
    const moved = await this.#doubting(batch.queue, this.parts.batches.move(move));
    if (moved.kind === 'moved') {
      // At once: while its members are read back, the batch may move on.
      this.open(batch.queue).put(moved.batch);
      await this.#membersMoved(moved.moved);
      this.#tell(move.from, moved.batch, move.entry.by);
    } else {
      this.open(batch.queue).doubt();
      this.parts.observe({ ...told(move.from, batch, move.entry.by), to: move.to, overtaken: true });
    }
    return moved;
  }

  /** Notes and tells, once, that the acknowledgement of a batch is overdue. */
  async markOverdue(batch: Batch, unsettled: number): Promise<void> {
    const { batches, journal, clock, observe } = this.parts;
    const at = journal.instant();
    const isNew = await this.#doubting(batch.queue, batches.markOverdue(batch.id, at));
    if (!isNew) {
      this.open(batch.queue).doubt();
      return;
    }
    this.open(batch.queue).overdue(batch.id, at);
    const { id: batchId, queue, deliveredAt = at } = batch;
    const fileName = batch.acknowledgementName ?? batch.fileName;
    const waitedMs = Math.max(0, clock.now() - Date.parse(deliveredAt));
    observe({ kind: 'acknowledgement-overdue', batchId, queue, fileName, unsettled, waitedMs });
  }

  /** Calls `listen` after each change of a batch of the queue. */
  onChange(queue: string, listen: (batch: Batch) => void): Unsubscribe {
    const listeners = this.#listeners.get(queue) ?? new Set();
    this.#listeners.set(queue, listeners.add(listen));
    return () => void listeners.delete(listen);
  }

  #tell(from: BatchState | undefined, batch: Batch, by: string): void {
    this.parts.observe(told(from, batch, by));
    for (const listen of [...(this.#listeners.get(batch.queue) ?? [])]) listen(batch);
  }

  /** Their moves are on disk already; that they cannot be read back must not look as if they were not. */
  async #membersMoved(ids: readonly string[]): Promise<void> {
    try {
      await this.parts.journal.movedAlong(ids);
    } catch (error) {
      const text = `reading moved commands back: ${failureText(error)}`;
      this.parts.observe({ kind: 'warning', topic: 'ledger', text });
    }
  }

  /** A write that failed may be on disk or not. */
  async #doubting<Result>(queue: string, work: Promise<Result>): Promise<Result> {
    try {
      return await work;
    } catch (error) {
      this.open(queue).doubt();
      throw error;
    }
  }
}

function told(from: BatchState | undefined, batch: Batch, by: string) {
  const { id: batchId, queue, fileName, members, state: to, parkedReason } = batch;
  const records = members.length;
  return {
    kind: 'batch-moved',
    batchId,
    queue,
    fileName,
    records,
    from,
    to,
    by,
    parkedReason,
    overtaken: false,
  } as const;
}
