// The audit trail in an embedded store.
// It must never answer from anything but what is committed, nor keep the main thread for longer than a slice takes.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import {
  type AuditEntry,
  AuditLog,
  type AuditQuery,
  type StoredAuditEntry,
} from '../../../src/audit/audit-log.port.js';
import { auditEntryOf } from '../../../src/audit/chain-entry.js';
import { type Row, text } from '../store/row.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import type { Writer } from '../store/writer.js';
import { auditRow } from './audit-row.js';
import { APPEND_AUDIT } from './audit-operations.js';
import { PlacesOfTime } from './places-of-time.js';
import { type Search, searchOf } from './search.js';

/** Entries looked at in one go; five thousand take about five milliseconds. */
const SLICE = 5_000;

/** Entries in an embedded store. */
export class SqliteAuditLog extends AuditLog {
  readonly #writer: Writer;
  readonly #database: DatabaseSync;
  readonly #places: PlacesOfTime;
  readonly #statements = new Map<string, StatementSync>();

  constructor(store: SqliteStore) {
    super();
    this.#writer = store.writer;
    this.#database = store.reading;
    this.#places = new PlacesOfTime(this.#database);
  }

  async list(query: AuditQuery): Promise<readonly StoredAuditEntry[]> {
    const { before = Number.MAX_SAFE_INTEGER, limit } = query;
    const search = searchOf(query);
    const { low, high } = this.#places.between(query.from, query.to);
    const found: StoredAuditEntry[] = [];
    for (let top = Math.min(before, high); top > low && found.length < limit;) {
      if (top < high && !search.exact) await setImmediate();
      const bottom = search.exact ? low : Math.max(low, top - SLICE);
      found.push(...this.#slice(search, { bottom, top, limit: limit - found.length }));
      top = bottom;
    }
    return found;
  }

  async append(entry: AuditEntry): Promise<void> {
    await this.appendAll([entry]);
  }

  async appendAll(entries: readonly AuditEntry[]): Promise<void> {
    await this.#writer.write(APPEND_AUDIT, entries.map(auditRow), 'owed');
  }

  #slice({ sql, values }: Search, { bottom, top, limit }: Slice): readonly StoredAuditEntry[] {
    const known = this.#statements.get(sql);
    const statement = known ?? this.#database.prepare(sql);
    if (known === undefined) this.#statements.set(sql, statement);
    return statement.all(...values, bottom, top, limit).map(storedOf);
  }
}

/** Places, the lowest included and the highest not. */
interface Slice {
  readonly bottom: number;
  readonly top: number;
  readonly limit: number;
}

function storedOf(row: Row): StoredAuditEntry {
  return { place: Number(row['place']), entry: auditEntryOf(text(row, 'entry')) };
}
