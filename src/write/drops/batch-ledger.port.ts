// The port to the ledger of batches. It shares its store, and so its commits, with the ledger of commands.
import type { AuditEntry } from '../../audit/audit-entry.js';
import type { Batch, BatchEntry, BatchState, SealedBatch } from './batch.js';

export type { Batch, BatchEntry, BatchMember, BatchState, SealedBatch } from './batch.js';

/** A batch to be stored, with the claims its members were leased under. */
export interface NewBatch {
  readonly batch: SealedBatch;
  readonly bytes: Uint8Array;
  /** By member, in the order of `batch.members`: the fence of its lease. */
  readonly fences: readonly number[];
}

/** What became of a seal; whatever is not `sealed` has stored nothing. */
export type Sealed =
  | { readonly kind: 'sealed'; readonly batch: Batch }
  /** The members whose lease was gone, in the order of `batch.members`. */
  | { readonly kind: 'overtaken'; readonly commandIds: readonly string[] }
  /** `last` was not the last number of the queue, or the batch's own neither follows it nor starts again below it. */
  | { readonly kind: 'out-of-sequence'; readonly last: number | undefined }
  /** Another batch of the queue is open (see BLOCKING). */
  | { readonly kind: 'blocked'; readonly batchId: string };

/** One move of one batch and, in the same commit, of its members (see MEMBER_STEPS). */
export interface BatchMove {
  readonly id: string;
  readonly from: BatchState;
  readonly fence: number;
  readonly to: BatchState;
  readonly entry: BatchEntry;
  /** Of `delivering`, and required there. */
  readonly leaseUntil?: string;
  /** Of `sealed`. */
  readonly notBefore?: string;
  /** Of `parked`, and required there. The members that are parked along are given it too. */
  readonly parkedReason?: string;
  /** Appended in the same commit; with the outcome `refused` when the move was not made. */
  readonly audit?: AuditEntry;
}

/** What became of a move; whatever is not `moved` has stored nothing but the audit entry. */
export type BatchMoved =
  /** `moved` lists the members that moved along, in the order of `batch.members`. */
  | { readonly kind: 'moved'; readonly batch: Batch; readonly moved: readonly string[] }
  /** The batch stands elsewhere by now. */
  | { readonly kind: 'overtaken' }
  /**
   * These members stand against it: settled ones against `sealed`, because a file that has had an effect must not be
   * sent again; unsettled ones against `closed`.
   */
  | { readonly kind: 'hindered'; readonly commandIds: readonly string[] };

/** Which batches to list, newest first. */
export interface BatchQuery {
  readonly queue?: string;
  readonly states?: readonly BatchState[];
  readonly commandId?: string;
  /** Name of the file that acknowledges it; names come again where numbers do. */
  readonly acknowledgementName?: string;
  /** Ids lower than this one. */
  readonly before?: string;
  readonly limit: number;
}

/** Every promise that resolves is on disk. Rejects with StoreBusy or StoreUnavailable like the Ledger. */
export abstract class BatchLedger {
  /**
   * Stores the batch and its bytes and moves its members from leased to delivering, each with a history entry that names
   * the batch, all in one commit or none of it. Members of a batch have no lease of their own: no claim takes them
   * back, and no move puts them back into the queue. `sequence` must follow `last`, the caller's idea of the last
   * number of its queue, or start again below it where the layout wraps. At most one batch of a queue is open at a
   * time. Rejects with RangeError for a batch that contradicts itself.
   */
  abstract seal(batch: NewBatch, last: number | undefined): Promise<Sealed>;
  /** The number of the last batch that was sealed in this queue. */
  abstract lastSequence(queue: string): Promise<number | undefined>;
  /**
   * Makes one lawful move, of the batch and of its members. A move to `delivering` raises fence and attempts; one by a
   * person raises the fence. Rejects with UnlawfulMove.
   */
  abstract move(move: BatchMove): Promise<BatchMoved>;
  /**
   * Notes that the acknowledgement of a delivered batch is overdue, with an entry in its history. True the first time;
   * false, and nothing is stored, when it was noted before or the batch is not `delivered`.
   */
  abstract markOverdue(id: string, at: string): Promise<boolean>;
  /** With history and bytes; bytes are undefined once they were erased. */
  abstract find(id: string): Promise<BatchWithBytes | undefined>;
  abstract list(query: BatchQuery): Promise<readonly Batch[]>;
}

/** One batch, whole. */
export interface BatchWithBytes {
  readonly batch: Batch;
  readonly history: readonly BatchEntry[];
  readonly bytes: Uint8Array | undefined;
}
