// One session at the database: its own SQLite connection, its transaction, and the running of one compiled statement.
// Reads see what is committed and never wait; nothing begins in SQLite before a transaction's first write.
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { PermissionAnswers } from '../access/permission-answers.js';
import { Permissions } from '../access/permissions.js';
import { answer, type SessionFacts } from '../access/session-answers.js';
import type { Compiled } from '../compiler/compile.js';
import { openConnection } from '../store/database-file.js';
import { mapError } from '../store/error-map.js';
import { Cancelled, SqlError } from '../values/sql-error.js';
import { isTable, type SqlValue } from '../values/sql-value.js';
import type { LoginDefinition } from './definition.js';
import type { Engine } from './engine.js';
import type { ResultSet } from '../execution/sink.js';
import { variableNamed, type Variables } from '../execution/variables.js';

export interface SessionOptions {
  readonly id: number;
  readonly login: LoginDefinition;
  readonly host: string;
  readonly application: string;
  readonly server: string;
  /** Asked at every write and by DATABASEPROPERTYEX. */
  readonly readOnly: () => boolean;
}

/** How a statement runs: with whose rights, and until when. */
export interface RunMode {
  readonly signal: AbortSignal;
  /** True inside procedures: the owner's rights count, not the caller's. */
  readonly owned: boolean;
}

export type Outcome = { readonly result: ResultSet } | { readonly count: number };

const LOCK_TIMEOUT_MS = 30_000;
const STATEMENTS_KEPT = 300;

export class DatabaseSession {
  readonly permissions: Permissions;
  private readonly db: DatabaseSync;
  private readonly statements = new Map<string, StatementSync>();
  private transactions = 0;
  private writing = false;
  private lastCount = 0;

  constructor(
    readonly engine: Engine,
    readonly options: SessionOptions,
  ) {
    this.permissions = new Permissions(options.login, engine.facts.objects);
    this.db = openConnection(engine.file);
    const answers = new PermissionAnswers(this.permissions, engine.facts.objects, engine.database);
    this.db.function('t_visible', (id: SqlValue) => (typeof id === 'number' && this.permissions.sees(id) ? 1 : 0));
    this.db.function('t_session', { varargs: true }, (question: SqlValue, ...args: SqlValue[]) =>
      answer(this.facts(answers), String(question), args),
    );
  }

  /** Open transactions: BEGIN counts up, COMMIT down, ROLLBACK to zero. */
  get openTransactions(): number {
    return this.transactions;
  }

  /** Runs one statement. Throws SqlError or Cancelled. */
  async run(compiled: Compiled, variables: Variables, mode: RunMode): Promise<Outcome> {
    if (mode.signal.aborted) throw new Cancelled();
    if (!mode.owned) {
      for (const touch of compiled.touches) this.permissions.require(touch.permission, touch, this.engine.database);
    }
    if (compiled.verb === 'SELECT') return this.attempt(() => this.read(compiled, variables));
    await this.startWriting(mode.signal);
    return this.attempt(() => this.write(compiled, variables));
  }

  begin(): void {
    this.transactions += 1;
  }

  /** Takes the writer lock now instead of at the first write. Throws 3906 on a read-only database. */
  async startWriting(signal: AbortSignal): Promise<void> {
    if (this.options.readOnly()) {
      throw new SqlError(
        3906,
        `Failed to update database "${this.engine.database}" because the database is read-only.`,
      );
    }
    await this.engine.lock.acquire(this, signal, LOCK_TIMEOUT_MS);
    if (this.writing) return;
    this.db.exec('BEGIN IMMEDIATE');
    this.writing = true;
  }

  /** True when this ended the transaction, not just an inner BEGIN. */
  commit(): boolean {
    if (this.transactions === 0) {
      throw new SqlError(3902, 'The COMMIT TRANSACTION request has no corresponding BEGIN TRANSACTION.');
    }
    this.transactions -= 1;
    if (this.transactions > 0) return false;
    this.endWriting('COMMIT');
    return true;
  }

  rollback(): void {
    if (this.transactions === 0) {
      throw new SqlError(3903, 'The ROLLBACK TRANSACTION request has no corresponding BEGIN TRANSACTION.');
    }
    this.abandon();
  }

  /** Rolls back whatever is open; fine when nothing is. */
  abandon(): void {
    this.transactions = 0;
    this.endWriting('ROLLBACK');
  }

  close(): void {
    this.abandon();
    this.statements.clear();
    this.db.close();
  }

  private attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (this.transactions === 0) this.endWriting('ROLLBACK');
      throw mapError(error, this.engine.database);
    }
  }

  private read(compiled: Compiled, variables: Variables): Outcome {
    const statement = this.statement(compiled.sql);
    statement.setReadBigInts(compiled.columns.some((column) => column.type.name === 'bigint'));
    // The typings know rows as objects only; setReturnArrays makes them arrays.
    const rows = statement.all(bindings(compiled, variables)) as unknown as SqlValue[][];
    this.lastCount = rows.length;
    return { result: { columns: compiled.columns, rows } };
  }

  private write(compiled: Compiled, variables: Variables): Outcome {
    const { changes } = this.statement(compiled.sql).run(bindings(compiled, variables));
    if (this.transactions === 0) this.endWriting('COMMIT');
    this.lastCount = Number(changes);
    return { count: this.lastCount };
  }

  private endWriting(how: 'COMMIT' | 'ROLLBACK'): void {
    if (this.writing) {
      this.writing = false;
      this.db.exec(how);
      if (how === 'COMMIT') this.engine.onCommit();
    }
    this.engine.lock.release(this);
  }

  private statement(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.db.prepare(sql);
    statement.setReturnArrays(true);
    if (this.statements.size >= STATEMENTS_KEPT) this.statements.clear();
    this.statements.set(sql, statement);
    return statement;
  }

  private facts(answers: PermissionAnswers): SessionFacts {
    const { options, engine } = this;
    return {
      id: options.id,
      login: options.login.name,
      host: options.host,
      application: options.application,
      server: options.server,
      database: engine.database,
      openTransactions: this.transactions,
      rowCount: this.lastCount,
      readOnly: options.readOnly(),
      now: engine.facts.clock(),
      objects: engine.facts.objects,
      permissions: this.permissions,
      answers,
    };
  }
}

/** The values behind @v0, @v1 ... */
function bindings(compiled: Compiled, variables: Variables): Record<string, SQLInputValue> {
  const bound: Record<string, SQLInputValue> = {};
  for (const [index, name] of compiled.variables.entries()) {
    const { value, type } = variableNamed(variables, name);
    if (isTable(value)) throw new SqlError(206, `Operand type clash: table type is incompatible with ${type.name}`);
    bound[`v${index}`] = value;
  }
  return bound;
}
