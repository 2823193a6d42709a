// One prepared INSERT per table, reused for every row of it.
// It trusts its caller with names: they come from this folder's own lists, never from outside.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** A row of values in the order of the columns that the inserter was made with. */
export type InsertRow = (...values: SQLInputValue[]) => void;

/** Prepares the insertion of `columns` (separated by commas) into `table` (`dbo.X`). */
export function inserter(db: DatabaseSync, table: string, columns: string): InsertRow {
  const marks = columns.replace(/\w+/g, '?');
  const statement = db.prepare(`INSERT INTO "${table}" (${columns}) VALUES (${marks})`);
  return (...values) => void statement.run(...values);
}
