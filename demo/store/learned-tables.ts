// Reads back from SQLite what the DDL made: tables and views with their typed columns, keys, indexes and references.
import type { DatabaseSync } from 'node:sqlite';
import type { CatalogueColumn, CatalogueTable } from '../compiler/catalogue.js';
import { parseType } from '../values/sql-type.js';

export interface LearnedIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly primary: boolean;
  /** True for UNIQUE constraints. */
  readonly constraint: boolean;
  readonly columns: readonly { readonly name: string; readonly descending: boolean }[];
}

export interface LearnedReference {
  readonly columns: readonly { readonly from: string; readonly to: string }[];
  /** The stored name of the table referred to. */
  readonly table: string;
}

export interface LearnedTable extends CatalogueTable {
  readonly kind: 'table' | 'view';
  readonly indexes: readonly LearnedIndex[];
  readonly references: readonly LearnedReference[];
}

type ColumnTypes = Readonly<Record<string, Readonly<Record<string, string>>>>;
type Cells = Record<string, unknown>;

/** Every object with a dotted name. Throws when a view column is an expression without a declared type. */
export function learnTables(db: DatabaseSync, types: ColumnTypes): LearnedTable[] {
  const objects = db
    .prepare(`SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name LIKE '%.%' ORDER BY rowid`)
    .all();
  return objects
    .map((object) => ({ stored: String(object['name']), kind: object['type'] === 'view' ? 'view' : 'table' }) as const)
    .filter(({ stored }) => !stored.startsWith('_'))
    .map(({ stored, kind }) => {
      const [schema, name] = splitStored(stored);
      const system = schema === 'sys' || schema === 'INFORMATION_SCHEMA';
      const columns = learnColumns(db, stored, types[stored] ?? {});
      const keys =
        kind === 'table'
          ? { indexes: learnIndexes(db, stored, name), references: learnReferences(db, stored) }
          : NO_KEYS;
      return { schema, name, stored, system, kind, columns, ...keys };
    });
}

const NO_KEYS = { indexes: [], references: [] };

export function splitStored(stored: string): [string, string] {
  const dot = stored.indexOf('.');
  return [stored.slice(0, dot), stored.slice(dot + 1)];
}

function learnColumns(
  db: DatabaseSync,
  stored: string,
  overrides: Readonly<Record<string, string>>,
): CatalogueColumn[] {
  const columns = db.prepare(`SELECT * FROM "${stored}" LIMIT 0`).columns();
  const required = db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ? AND ("notnull" OR pk)');
  return columns.map(({ name, type, table, column }) => {
    const declared = overrides[name] ?? type;
    if (declared === null) {
      throw new Error(`View ${stored}: column ${name} is an expression; give its type in columnTypes.`);
    }
    const nullable = table === null || column === null || required.get(table, column) === undefined;
    return { name, type: parseType(declared), nullable };
  });
}

function learnIndexes(db: DatabaseSync, stored: string, name: string): LearnedIndex[] {
  const listed = rowsOf(
    db,
    'SELECT name, "unique" AS "distinct", origin FROM pragma_index_list(?) ORDER BY seq DESC',
    stored,
  );
  const indexes = listed.map((index): LearnedIndex => {
    const columns = rowsOf(
      db,
      'SELECT name, "desc" AS down FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno',
      String(index['name']),
    );
    return {
      name: index['origin'] === 'c' ? String(index['name']) : `${index['origin'] === 'pk' ? 'PK' : 'UQ'}_${name}`,
      unique: index['distinct'] === 1,
      primary: index['origin'] === 'pk',
      constraint: index['origin'] === 'u',
      columns: columns.map((column) => ({ name: String(column['name']), descending: column['down'] === 1 })),
    };
  });
  return indexes.some((index) => index.primary) ? indexes : [...rowidKey(db, stored, name), ...indexes];
}

/** An INTEGER PRIMARY KEY is SQLite's row id and has no index of its own. */
function rowidKey(db: DatabaseSync, stored: string, name: string): LearnedIndex[] {
  const columns = rowsOf(db, 'SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk', stored);
  if (columns.length === 0) return [];
  return [
    {
      name: `PK_${name}`,
      unique: true,
      primary: true,
      constraint: false,
      columns: columns.map((column) => ({ name: String(column['name']), descending: false })),
    },
  ];
}

function learnReferences(db: DatabaseSync, stored: string): LearnedReference[] {
  const rows = rowsOf(
    db,
    'SELECT id, "table" AS target, "from" AS source, "to" AS refers FROM pragma_foreign_key_list(?) ORDER BY id, seq',
    stored,
  );
  const byId = Map.groupBy(rows, (row) => row['id']);
  return [...byId.values()].map((group) => ({
    table: String(group[0]?.['target']),
    columns: group.map((row) => ({ from: String(row['source']), to: String(row['refers'] ?? row['source']) })),
  }));
}

function rowsOf(db: DatabaseSync, sql: string, parameter: string): Cells[] {
  return db.prepare(sql).all(parameter);
}
