// Looks marks up in an embedded store, without waiting for a commit.
// It must never store a mark; appending a command does.
import { type IdempotencyMark, IdempotencyMarks } from '../../../src/write/ledger.port.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import type { DigestFilter } from '../store/digest-filter.js';
import { LedgerReader } from './ledger-reader.js';
import { digestOfMark, type Recalled } from './mark.js';

/** Marks of commands in an embedded store. */
export class SqliteIdempotencyMarks extends IdempotencyMarks {
  readonly #known: DigestFilter;
  readonly #reader: LedgerReader;

  constructor(store: SqliteStore) {
    super();
    this.#known = store.writer.knownMarks;
    this.#reader = new LedgerReader(store.reading);
  }

  async recall(mark: IdempotencyMark): Promise<Recalled | undefined> {
    const digest = digestOfMark(mark);
    // Nearly every mark is new. The reading connection starts anew after each commit, and to ask it took 10 µs.
    return Promise.resolve(this.#known.mayHold(digest) ? this.#reader.recall(mark, digest) : undefined);
  }
}
