// What a running request offers to the batches and procedures it runs, and the arguments they pass.
import type { DatabaseSession, RunMode } from '../engine/database-session.js';
import type { NamePath } from '../tsql/syntax-tree.js';
import type { SqlType } from '../values/sql-type.js';
import type { SqlValue, TableValue } from '../values/sql-value.js';
import type { Sink } from './sink.js';

/** An argument of a call, as it came: by position when it has no name. */
export interface Argument {
  /** With its @. */
  readonly name?: string;
  readonly type: SqlType;
  readonly output: boolean;
  /** The parameter's default was asked for. */
  readonly isDefault?: boolean;
  /** In stored form; a call writes the values of output parameters back here. */
  value: SqlValue | TableValue;
}

export interface Request extends RunMode {
  readonly session: DatabaseSession;
  readonly sink: Sink;
  /** The same request with the owner's rights, sending to another sink. */
  within(sink: Sink): Request;
  /** Throws Cancelled once the caller has cancelled. */
  checkCancelled(): void;
  /** sp_executesql: a text with declared parameters. Output arguments get their values. */
  runStatement(sql: string, declarations: string, args: readonly Argument[]): Promise<void>;
  /** Calls a procedure and returns its status. Output arguments get their values. */
  call(procedure: NamePath, args: readonly Argument[]): Promise<number>;
}
