// The SQLite file of a database: made and seeded once, then kept. Everything that makes it happens in one transaction,
// so that a process killed half way leaves nothing behind.
import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { DatabaseDefinition } from '../engine/definition.js';
import { isPadded, isWide } from '../values/sql-type.js';
import { isIndex, storedDdl } from './ddl.js';
import { learnTables, type LearnedTable } from './learned-tables.js';
import { installRowversions } from './rowversion.js';
import { registerScalarFunctions } from './scalar-functions.js';

/** A connection with the functions that views, triggers and compiled statements call. It never waits for a lock. */
export function openConnection(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA busy_timeout = 0; PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL');
  registerScalarFunctions(db);
  return db;
}

/**
 * Creates and seeds the database when the file holds none. Returns whether it did.
 * Throws when the file was made from another definition; deleting it is the owner's decision.
 */
export function prepareFile(
  db: DatabaseSync,
  definition: DatabaseDefinition,
  seed: (db: DatabaseSync) => void,
): boolean {
  const made = madeFrom(db);
  const wanted = fingerprint(definition);
  if (made === wanted) return false;
  if (made !== undefined) {
    throw new Error(
      `The database file was made from another definition of ${definition.database}; delete it to make it anew.`,
    );
  }
  db.exec('PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE');
  try {
    build(db, definition, seed);
    db.exec('CREATE TABLE "__definition"(fingerprint TEXT NOT NULL)');
    db.prepare('INSERT INTO "__definition" VALUES (?)').run(wanted);
    db.exec('COMMIT; PRAGMA foreign_keys = ON; ANALYZE');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
  return true;
}

function madeFrom(db: DatabaseSync): string | undefined {
  const marked = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = '__definition'`).get();
  if (marked === undefined) return undefined;
  return String(db.prepare('SELECT fingerprint FROM "__definition"').get()?.['fingerprint']);
}

function fingerprint({ database, ddl, rowversion, columnTypes }: DatabaseDefinition): string {
  return createHash('sha256')
    .update(JSON.stringify([database, ddl, rowversion, columnTypes]))
    .digest('hex');
}

function build(db: DatabaseSync, definition: DatabaseDefinition, seed: (db: DatabaseSync) => void): void {
  for (const ddl of definition.ddl) if (!isIndex(ddl)) db.exec(storedDdl(ddl));
  seed(db);
  const tables = learnTables(db, definition.columnTypes ?? {}).filter((table) => table.kind === 'table');
  for (const table of tables) normalise(db, table);
  installRowversions(db, tables, definition.rowversion);
  for (const ddl of definition.ddl) if (isIndex(ddl)) db.exec(ddl);
}

/** Brings seeded values into stored form, so that whoever seeds may write plain text and numbers. */
function normalise(db: DatabaseSync, table: LearnedTable): void {
  const sets: string[] = [];
  const wrong: string[] = [];
  for (const { name, type } of table.columns) {
    const column = `"${name}"`;
    const stored = storedForm(column, type);
    if (stored === undefined) continue;
    sets.push(`${column} = ${stored}`);
    wrong.push(`${column} COLLATE BINARY <> ${stored}`);
  }
  if (sets.length > 0) db.exec(`UPDATE "${table.stored}" SET ${sets.join(', ')} WHERE ${wrong.join(' OR ')}`);
}

function storedForm(column: string, type: LearnedTable['columns'][number]['type']): string | undefined {
  if (isPadded(type)) return `rtrim(${column})`;
  if (type.name === 'uniqueidentifier') return `upper(${column})`;
  return isWide(type) ? `t_exact(${column}, ${type.scale})` : undefined;
}
