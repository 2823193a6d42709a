// The ledger of batches over an embedded store: every write goes through the group commit, every read past it.
// It must never resolve a write that is not on disk.
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
import { assertBatch, assertBatchMove } from '../../../src/write/drops/batch-after-move.js';
import { momentOf } from '../../../src/write/command-order.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import type { Writer } from '../store/writer.js';
import { MARK_OVERDUE, type MissingBatch, MOVE_BATCH, SEAL_BATCH } from './batch-operations.js';
import { BatchReader } from './batch-reader.js';

/** Batches in an embedded store, beside the commands they carry. */
export class SqliteBatchLedger extends BatchLedger {
  readonly #writer: Writer;
  readonly #reader: BatchReader;

  constructor(store: SqliteStore) {
    super();
    this.#writer = store.writer;
    this.#reader = new BatchReader(store.reading);
  }

  async seal(batch: NewBatch, last: number | undefined): Promise<Sealed> {
    assertBatch(batch);
    return this.#writer.write(SEAL_BATCH, { ...batch, last }, 'owed');
  }

  async lastSequence(queue: string): Promise<number | undefined> {
    return Promise.resolve(this.#reader.last(queue));
  }

  async move(move: BatchMove): Promise<BatchMoved> {
    assertBatchMove(move);
    return insist(move.id, await this.#writer.write(MOVE_BATCH, move, 'owed'));
  }

  async markOverdue(id: string, at: string): Promise<boolean> {
    momentOf(at);
    return insist(id, await this.#writer.write(MARK_OVERDUE, { id, at }, 'owed')).kind === 'marked';
  }

  async find(id: string): Promise<BatchWithBytes | undefined> {
    return Promise.resolve(this.#reader.find(id));
  }

  async list(query: BatchQuery): Promise<readonly Batch[]> {
    return Promise.resolve(this.#reader.list(query));
  }
}

function insist<Answer extends { readonly kind: string }>(id: string, answer: Answer | MissingBatch): Answer {
  if (answer.kind === 'missing') throw new Error(`There is no batch ${id}.`);
  return answer as Answer;
}
