// The system views of the demo server: sys.* and INFORMATION_SCHEMA.*, as tables with a hidden column that says whose
// rows they are, and views over them that show a session only what its login may see.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

/** One system view and its rows. The first value of a row is the id its visibility hangs on, null for everyone. */
export interface SystemTable {
  readonly name: string;
  /** `name TYPE, name TYPE`, with T-SQL types. */
  readonly columns: string;
  readonly rows: readonly (readonly SQLInputValue[])[];
}

/** Writes the system views; those of an earlier start must be gone. */
export function writeSystemTables(db: DatabaseSync, tables: readonly SystemTable[]): void {
  db.exec('BEGIN IMMEDIATE');

  for (const table of tables) writeTable(db, table);
  db.exec('COMMIT');
}

/** Drops what an earlier start left. */
export function dropSystemTables(db: DatabaseSync): void {
  const old = db
    .prepare(
      `SELECT name, type FROM sqlite_master WHERE name LIKE '~_~_sys.%' ESCAPE '~' OR name LIKE 'sys.%' OR name LIKE 'INFORMATION_SCHEMA.%'`,
    )
    .all();
  for (const { name, type } of old) db.exec(`DROP ${String(type)} "${String(name)}"`);
}

function writeTable(db: DatabaseSync, { name, columns, rows }: SystemTable): void {
  const hidden = `"__sys.${name}"`;
  const names = columns.split(/,\s*(?![^(]*\))/).map((column) => column.trim().split(' ')[0] ?? '');
  const collated = columns.replace(/(n?(?:var)?char\(\d+\))/gi, '$1 COLLATE NOCASE');
  db.exec(`CREATE TABLE ${hidden} (__owner INT, ${collated})`);
  db.exec(
    `CREATE VIEW "${name}" AS SELECT ${names.join(', ')} FROM ${hidden} WHERE __owner IS NULL OR t_visible(__owner)`,
  );
  const insert = db.prepare(`INSERT INTO ${hidden} VALUES (${['?', ...names.map(() => '?')].join(', ')})`);
  for (const row of rows) insert.run(...row);
}
