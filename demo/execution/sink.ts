// Where a running request sends what it produces: the TDS answer, or the collector of a procedure.
import type { CatalogueColumn } from '../compiler/catalogue.js';
import type { SqlValue } from '../values/sql-value.js';

export interface ResultSet {
  readonly columns: readonly CatalogueColumn[];
  /** In stored form. */
  readonly rows: readonly (readonly SqlValue[])[];
}

export type TransactionEvent = 'begin' | 'commit' | 'rollback';

export interface Sink {
  /** Resolves when the rows have left as far as the receiver's pace allows. */
  resultSet(result: ResultSet): Promise<void>;
  /** A statement without rows is done; `count` is undefined where SQL Server counts nothing. */
  done(verb: string, count?: number): void;
  message(number: number, text: string): void;
  /** A procedure called by EXEC is done. */
  procedureDone(status: number): void;
  transaction(event: TransactionEvent): void;
  database(name: string): void;
}
