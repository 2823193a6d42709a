// The audit trail in an embedded store.
// It must never answer from anything but what is committed.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
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
import { APPEND_AUDIT, auditRow } from './append-audit.js';

/** Entries in an embedded store. */
export class SqliteAuditLog extends AuditLog {
  readonly #writer: Writer;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(store: SqliteStore) {
    super();
    this.#writer = store.writer;
    this.#database = store.reading;
  }

  async list({
    action,
    subject,
    before = Number.MAX_SAFE_INTEGER,
    limit,
  }: AuditQuery): Promise<readonly StoredAuditEntry[]> {
    const filters = Object.entries({ action, subject }).flatMap(([column, value]) =>
      value === undefined ? [] : [{ column, value }],
    );
    const statement = this.#statement(
      filters.map(({ column }) => column),
      indexFor({ action, subject }),
    );
    return Promise.resolve(statement.all(...filters.map(({ value }) => value), before, limit).map(storedOf));
  }

  async append(entry: AuditEntry): Promise<void> {
    await this.#writer.write(APPEND_AUDIT, auditRow(entry), 'owed');
  }

  #statement(columns: readonly string[], index: string): StatementSync {
    const sparse = index.includes('audit_by_action') ? ["action <> 'command.accept'"] : [];
    const conditions = [...sparse, ...columns.map((column) => `${column} = ?`), 'place < ?'].join(' AND ');
    const sql = `SELECT place, entry FROM audit ${index} WHERE ${conditions} ORDER BY place DESC LIMIT ?`;
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** Few entries share a subject; entries about accepted commands are nearly all there are, so no index is needed. */
function indexFor({ action, subject }: Record<'action' | 'subject', string | undefined>): string {
  if (subject !== undefined) return 'INDEXED BY audit_by_subject';
  return action === undefined || action === 'command.accept' ? '' : 'INDEXED BY audit_by_action';
}

function storedOf(row: Row): StoredAuditEntry {
  return { place: Number(row['place']), entry: auditEntryOf(text(row, 'entry')) };
}
