// Reads the chain behind the audit trail through any connection: its start, its end, its entries in order.
// It must never decide whether they belong together; src/audit/chain does.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type ChainedEntry, type ChainPosition, chainStart } from '../../../src/audit/chain/chain-digest.js';
import { checkpointPosition } from '../../../src/audit/chain/checkpoint-position.js';
import { type Row, text } from '../store/row.js';

const SELECT_ENTRIES = 'SELECT place, action, subject, entry, digest FROM audit WHERE place > ? ORDER BY place';

/** Statements over one connection, prepared once each. */
export class ChainReader {
  readonly #stream: StatementSync;
  readonly #note: StatementSync;
  readonly #last: StatementSync;
  readonly #page: StatementSync;
  readonly #all: StatementSync;

  constructor(database: DatabaseSync) {
    this.#stream = database.prepare('SELECT id FROM audit_stream');
    this.#note = database.prepare('SELECT text FROM audit_note WHERE kind = ?');
    this.#last = database.prepare('SELECT place, digest FROM audit ORDER BY place DESC LIMIT 1');
    this.#page = database.prepare(`${SELECT_ENTRIES} LIMIT ?`);
    this.#all = database.prepare(SELECT_ENTRIES);
  }

  stream(): string {
    const row = this.#stream.get();
    if (row === undefined) throw new Error('the store does not say which stream of audit entries it holds');
    return text(row, 'id');
  }

  /** The last head, or the checkpoint, as it was kept. */
  note(kind: 'head' | 'checkpoint'): string | undefined {
    const row = this.#note.get(kind);
    return row === undefined ? undefined : text(row, 'text');
  }

  end(): ChainPosition {
    const row = this.#last.get();
    if (row !== undefined) return { place: Number(row['place']), digest: digestIn(row) };
    const checkpoint = this.note('checkpoint');
    return checkpoint === undefined ? chainStart(this.stream()) : checkpointPosition(checkpoint);
  }

  page(after: number, most: number): readonly ChainedEntry[] {
    return this.#page.all(after, most).map(chainedEntryOf);
  }

  /** Every entry, one at a time. */
  *entries(): Iterable<ChainedEntry> {
    for (const row of this.#all.iterate(0)) yield chainedEntryOf(row);
  }
}

function chainedEntryOf(row: Row): ChainedEntry {
  return {
    place: Number(row['place']),
    action: text(row, 'action'),
    subject: text(row, 'subject'),
    text: text(row, 'entry'),
    digest: digestIn(row),
  };
}

function digestIn(row: Row): Uint8Array {
  const digest = row['digest'];
  if (!(digest instanceof Uint8Array)) throw new TypeError('an audit entry holds no digest');
  return digest;
}
