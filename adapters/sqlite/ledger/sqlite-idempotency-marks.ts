// Looks marks up in an embedded store, without waiting for a commit.
// It must never store a mark; appending a command does.
import { type IdempotencyMark, IdempotencyMarks } from '../../../src/write/ledger.port.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import { LedgerReader } from './ledger-reader.js';
import type { Recalled } from './mark.js';

/** Marks of commands in an embedded store. */
export class SqliteIdempotencyMarks extends IdempotencyMarks {
  readonly #reader: LedgerReader;

  constructor(store: SqliteStore) {
    super();
    this.#reader = new LedgerReader(store.reading);
  }

  async recall(mark: IdempotencyMark): Promise<Recalled | undefined> {
    return Promise.resolve(this.#reader.recall(mark));
  }
}
