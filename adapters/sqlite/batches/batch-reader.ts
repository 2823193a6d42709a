// Reads batches on the connection that cannot write: by id, by queue, page by page.
// It must never read bytes but for one batch at a time; it runs on the main thread.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Batch, BatchQuery, BatchState, BatchWithBytes } from '../../../src/write/drops/batch-ledger.port.js';
import { BATCH_MOVES } from '../../../src/write/drops/batch-moves.js';
import { AFTER_ALL_IDS, type Row } from '../store/row.js';
import { batchEntryOf, batchMemberOf, batchOf, SELECT_MEMBERS } from './batch-row.js';
import { SELECT_LAST } from './seal-batch.js';

const STATES = Object.keys(BATCH_MOVES) as BatchState[];

const BY_STATE = 'SELECT * FROM batch INDEXED BY batch_by_state WHERE state = ? AND id < ? ORDER BY id DESC LIMIT ?';
const BY_QUEUE =
  'SELECT * FROM batch INDEXED BY batch_by_queue WHERE queue = ? AND state = ? AND id < ? ORDER BY id DESC LIMIT ?';
const BY_COMMAND = 'SELECT * FROM batch WHERE seq = (SELECT batch FROM command WHERE id = ?)';
/** As many as there were rounds of the numbers of a layout. */
const BY_ACKNOWLEDGEMENT = `
SELECT * FROM batch INDEXED BY batch_by_acknowledgement WHERE acknowledgement_name = ? ORDER BY id DESC`;

/** Statements over the reading connection, prepared once each. */
export class BatchReader {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Batch, history and bytes as of one moment. */
  find(id: string): BatchWithBytes | undefined {
    return this.#atOnce(() => {
      const row = this.#prepared('SELECT * FROM batch WHERE id = ?').get(id);
      if (row === undefined) return undefined;
      const seq = row['seq'] ?? null;
      const history = this.#prepared('SELECT * FROM batch_history WHERE batch = ? ORDER BY step').all(seq);
      const bytes = this.#prepared('SELECT bytes FROM batch_bytes WHERE batch = ?').get(seq)?.['bytes'];
      const whole = bytes instanceof Uint8Array && row['erased_at'] === null ? bytes : undefined;
      return { batch: this.#batch(row), history: history.map(batchEntryOf), bytes: whole };
    });
  }

  /** The last number of a queue. */
  last(queue: string): number | undefined {
    const row = this.#prepared(SELECT_LAST).get(queue);
    return row && Number(row['sequence']);
  }

  list(query: BatchQuery): readonly Batch[] {
    return this.#atOnce(() => this.#page(query).map((row) => this.#batch(row)));
  }

  /** A page for each state, from an index in the right order, then the newest of them all. */
  #page(query: BatchQuery): readonly Row[] {
    const { queue, states = STATES, before = AFTER_ALL_IDS, limit } = query;
    const wanted = [...new Set(states)];
    const named = this.#named(query);
    if (named !== undefined) {
      const fits = (row: Row): boolean =>
        (queue === undefined || row['queue'] === queue) &&
        wanted.some((state) => state === row['state']) &&
        String(row['id']) < before;
      return named.filter(fits).slice(0, limit);
    }
    const pages = wanted.map((state) =>
      queue === undefined
        ? this.#prepared(BY_STATE).all(state, before, limit)
        : this.#prepared(BY_QUEUE).all(queue, state, before, limit),
    );
    return pages
      .flat()
      .sort((a, b) => (String(a['id']) < String(b['id']) ? 1 : -1))
      .slice(0, limit);
  }

  /** The few that a command or an acknowledgement names, newest first; undefined when neither is asked for. */
  #named({ commandId, acknowledgementName }: BatchQuery): readonly Row[] | undefined {
    if (acknowledgementName === undefined)
      return commandId === undefined ? undefined : this.#prepared(BY_COMMAND).all(commandId);
    const found = this.#prepared(BY_ACKNOWLEDGEMENT).all(acknowledgementName);
    if (commandId === undefined) return found;
    const own = this.#prepared(BY_COMMAND).get(commandId)?.['seq'];
    return found.filter(({ seq }) => seq === own);
  }

  #batch(row: Row): Batch {
    return batchOf(
      row,
      this.#prepared(SELECT_MEMBERS)
        .all(row['seq'] ?? null)
        .map(batchMemberOf),
    );
  }

  #atOnce<Found>(read: () => Found): Found {
    this.#database.exec('BEGIN');
    try {
      return read();
    } finally {
      this.#database.exec('COMMIT');
    }
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
