// The memory twin of the idempotency marks, a view of the memory ledger.
// It must never remember anything by itself; the ledger does.
import { type IdempotencyMark, IdempotencyMarks } from '../../src/write/ledger.port.js';
import type { MemoryLedger } from './ledger.js';

/** Marks of the commands in a memory ledger. */
export class MemoryIdempotencyMarks extends IdempotencyMarks {
  constructor(private readonly ledger: MemoryLedger) {
    super();
  }

  async recall(mark: IdempotencyMark): ReturnType<IdempotencyMarks['recall']> {
    await Promise.resolve();
    return this.ledger.recall(mark);
  }
}
