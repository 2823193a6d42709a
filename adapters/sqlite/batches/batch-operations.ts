// What the ledger of batches asks of the writer thread, as plain data.
// It must never name a statement.
import type { BatchMove, BatchMoved, NewBatch, Sealed } from '../../../src/write/drops/batch-ledger.port.js';
import { operation } from '../store/operation.js';

/** A batch to seal, with the caller's idea of the last number of its queue. */
export interface Sealing extends NewBatch {
  readonly last: number | undefined;
}

/** A batch whose acknowledgement is late. */
export interface Overdue {
  readonly id: string;
  readonly at: string;
}

/** There is no batch of this id. */
export interface MissingBatch {
  readonly kind: 'missing';
}

export const SEAL_BATCH = operation<Sealing, Sealed>('batches.seal');
export const MOVE_BATCH = operation<BatchMove, BatchMoved | MissingBatch>('batches.move');
export const MARK_OVERDUE = operation<Overdue, { readonly kind: 'marked' | 'not marked' } | MissingBatch>(
  'batches.overdue',
);
