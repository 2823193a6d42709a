// The port to the ledger of batches. It shares its store, and so its commits, with the ledger of commands.
import type { Batch, BatchEntry, BatchState, SealedBatch } from './batch.js';

/** A batch to be stored, with the claims its members were leased under. */
export interface NewBatch {
  readonly batch: SealedBatch;
  readonly bytes: Uint8Array;
  /** By member, in the order of `batch.members`: the fence of its lease. */
  readonly fences: readonly number[];
}

/**
 * What became of a seal. `overtaken` names the members whose lease was gone; nothing was stored. `out-of-sequence`: the
 * number is not the one after `last`; nothing was stored.
 */
export type Sealed =
  | { readonly kind: 'sealed'; readonly batch: Batch }
  | { readonly kind: 'overtaken'; readonly commandIds: readonly string[] }
  | { readonly kind: 'out-of-sequence'; readonly last: number | undefined };

/** One move of one batch and, in the same commit, of its members (see MEMBER_STEPS). */
export interface BatchMove {
  readonly id: string;
  readonly from: BatchState;
  readonly fence: number;
  readonly to: BatchState;
  readonly entry: BatchEntry;
  /** Of `delivering`. */
  readonly leaseUntil?: string;
  /** Of `sealed`. */
  readonly notBefore?: string;
  readonly parkedReason?: string;
}

/** `overtaken`: the batch stands elsewhere by now; nothing was stored. `moved` lists the members that moved along. */
export type BatchMoved =
  { readonly kind: 'moved'; readonly batch: Batch; readonly moved: readonly string[] } | { readonly kind: 'overtaken' };

/** Which batches to list, newest first. */
export interface BatchQuery {
  readonly queue?: string;
  readonly states?: readonly BatchState[];
  readonly commandId?: string;
  readonly before?: string;
  readonly limit: number;
}

/** Every promise that resolves is on disk. Rejects with StoreBusy or StoreUnavailable like the Ledger. */
export abstract class BatchLedger {
  /**
   * Stores the batch and its bytes and moves its members from leased to delivering, each with a history entry that names
   * the batch, all in one commit or none of it. Members of a batch have no lease of their own: no claim takes them
   * back. `sequence` must follow the last one of its queue by `next`, worked out by the caller from `lastSequence`.
   */
  abstract seal(batch: NewBatch, last: number | undefined): Promise<Sealed>;
  /** The number of the last batch that was sealed in this queue. */
  abstract lastSequence(queue: string): Promise<number | undefined>;
  /**
   * Makes one lawful move, of the batch and of its members. A move to `delivering` raises fence and attempts; one by a
   * person raises the fence. Rejects with UnlawfulMove.
   */
  abstract move(move: BatchMove): Promise<BatchMoved>;
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
