// ROWVERSION columns: one growing number for the whole database, written as eight bytes, big end first, on every change.
import type { DatabaseSync } from 'node:sqlite';
import type { LearnedTable } from './learned-tables.js';

/** The first number given, so that values look like those of a database with a past. */
const FIRST = 2001;

/** Eight bytes whose order is the order of the numbers. */
export function rowversionBytes(number: number | bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(number));
  return bytes;
}

/** Numbers the rows of the tables and keeps doing so by triggers. Throws for a table without a ROWVERSION column. */
export function installRowversions(db: DatabaseSync, tables: readonly LearnedTable[], names: readonly string[]): void {
  db.exec(`CREATE TABLE "__rowversion"(n INTEGER NOT NULL); INSERT INTO "__rowversion" VALUES (${FIRST})`);
  for (const name of names) {
    const table = tables.find((each) => each.stored.toLowerCase() === name.toLowerCase());
    const column = table?.columns.find((each) => each.type.name === 'rowversion')?.name;
    if (table === undefined || column === undefined) throw new Error(`Table ${name} has no ROWVERSION column.`);
    const stored = `"${table.stored}"`;
    db.exec(`UPDATE ${stored} SET "${column}" = t_rowversion((SELECT n FROM "__rowversion") + rowid)`);
    db.exec(`UPDATE "__rowversion" SET n = n + (SELECT ifnull(max(rowid), 0) FROM ${stored})`);
    const others = table.columns.filter((each) => each.name !== column).map((each) => `"${each.name}"`);
    for (const event of ['INSERT', `UPDATE OF ${others.join(', ')}`]) {
      db.exec(`CREATE TRIGGER "__rowversion.${table.stored}.${event.slice(0, 6)}" AFTER ${event} ON ${stored} BEGIN
        UPDATE "__rowversion" SET n = n + 1;
        UPDATE ${stored} SET "${column}" = t_rowversion((SELECT n FROM "__rowversion")) WHERE rowid = NEW.rowid;
      END`);
    }
  }
}
