// The plain data a database of the demo server is made of: tables, views, procedures, table types and logins.
// Whoever writes an ERP writes these; nothing here runs.
import type { SqlValue } from '../values/sql-value.js';

/** One row as procedures see it, keyed by column name. */
export type Row = Record<string, SqlValue>;

/** A database as the engine creates it. */
export interface DatabaseDefinition {
  /** Its name, for example `Contoso`. */
  readonly database: string;
  /**
   * SQLite DDL with flat quoted names (`CREATE TABLE "dbo.CUSTMF"(CUSTNO CHAR(8) NOT NULL PRIMARY KEY, ...)`) and T-SQL
   * declared types. `VARCHAR(MAX)` may be written as it is; text columns become case-insensitive by themselves. Views must
   * not start with a comment and may only use SQLite's own functions.
   */
  readonly ddl: readonly string[];
  /** Types of view columns that are expressions, by view and column: `{ 'api.Orders': { OPENAMT: 'DECIMAL(15,2)' } }`. Required for each of them. */
  readonly columnTypes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Tables whose ROWVERSION column the engine fills on every insert and update. */
  readonly rowversion: readonly string[];
  /** By schema and name: `'erp.SubmitOrder'`. */
  readonly procedures: Readonly<Record<string, ProcedureDefinition>>;
  /** Table types by schema and name: `'erp.OrderLineList'`. */
  readonly tableTypes: Readonly<Record<string, readonly ColumnDefinition[]>>;
  readonly logins: readonly LoginDefinition[];
}

export interface ColumnDefinition {
  readonly name: string;
  /** A T-SQL type: `DECIMAL(11,3)`. */
  readonly type: string;
}

export interface ParameterDefinition {
  /** Without the `@`. */
  readonly name: string;
  /** A T-SQL type, or the name of a table type. */
  readonly type: string;
  readonly output?: boolean;
  /** Makes the parameter optional. */
  readonly default?: SqlValue;
}

/** A stored procedure, written in TypeScript. */
export interface ProcedureDefinition {
  readonly params: readonly ParameterDefinition[];
  /**
   * Runs the procedure. `args` holds one value per parameter (table valued ones are read with `ctx.table`); output
   * parameters are answered by assigning to `args`. Returns the return status, 0 when nothing is returned.
   * Decimals up to 15 digits arrive as numbers, wider ones and money as text, bits as 0 and 1, dates as ISO text.
   */
  run(ctx: ProcedureContext, args: Row): Promise<number | undefined> | Promise<void> | number | undefined;
}

/** What a procedure may do. Its statements run with the owner's rights, as ownership chaining gives on SQL Server. */
export interface ProcedureContext {
  /** The name the caller logged in with. */
  readonly login: string;
  /** Aborted when the caller cancels or goes away. */
  readonly signal: AbortSignal;
  /** Runs one T-SQL statement and returns its rows. */
  query(sql: string, parameters?: Row): Promise<Row[]>;
  /** Runs one T-SQL statement and sends its result set to the caller. */
  send(sql: string, parameters?: Row): Promise<void>;
  /** Sends an informational message. */
  print(text: string): void;
  /** Ends the procedure with an error as `THROW` does; the number is 50000 or more. */
  throw(number: number, message: string, state?: number): never;
  /** Runs the work in one transaction: alone among writers, committed at its end, rolled back when it throws. */
  tx<T>(work: () => Promise<T>): Promise<T>;
  /** Waits, in milliseconds; a cancel ends the wait with the procedure. */
  sleep(ms: number): Promise<void>;
  /** The rows of a table valued parameter, keyed by the columns of its table type. */
  table(parameter: string): Row[];
}

/** The object permissions a login can be granted. */
export type ObjectPermission = 'select' | 'insert' | 'update' | 'delete' | 'execute' | 'control';

/** One SQL login; its database user has the same name. */
export interface LoginDefinition {
  readonly name: string;
  readonly password: string;
  /** Per permission the schemas (`'api'`) or objects (`'api.Orders'`) it is granted on. */
  readonly grants: Readonly<Partial<Record<ObjectPermission, readonly string[]>>>;
  /** Fixed server roles; `sysadmin` may do everything. */
  readonly serverRoles?: readonly string[];
  /** Fixed database roles: `db_owner`, `db_datareader` and `db_datawriter` have their effect. */
  readonly databaseRoles?: readonly string[];
  /** Permissions granted on the whole database by their SQL Server names, for example `SELECT` or `ALTER ANY USER`. */
  readonly databasePermissions?: readonly string[];
  /** Permissions granted on the server by their SQL Server names, for example `IMPERSONATE ANY LOGIN`. */
  readonly serverPermissions?: readonly string[];
}
