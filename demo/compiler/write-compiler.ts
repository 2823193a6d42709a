// INSERT, UPDATE and DELETE to SQLite text. Values are assigned: converted to the column's type, and refused when too long.
import { SqlError } from '../values/sql-error.js';
import { isText, MAX_LENGTH, isPadded } from '../values/sql-type.js';
import type { Assignment, DataStatement, Expression, NamePath } from '../tsql/syntax-tree.js';
import type { CatalogueColumn, CatalogueTable } from './catalogue.js';
import type { Compilation } from './compilation.js';
import { converted, quoteName, quoteText, typeLiteral, type Emitted } from './emitted.js';
import { ExpressionCompiler } from './expression-compiler.js';
import { Scope } from './scope.js';

type Of<K extends DataStatement['kind']> = Extract<DataStatement, { kind: K }>;

export function compileInsert(statement: Of<'insert'>, compilation: Compilation): string {
  const table = target(statement.table, compilation);
  compilation.touch(table, 'INSERT');
  const writable = table.columns.filter((column) => column.type.name !== 'rowversion');
  const columns = statement.columns.length === 0 ? writable : statement.columns.map((name) => columnOf(table, name));
  const values = new ExpressionCompiler(compilation, new Scope([]));
  const rows = statement.rows.map((row) => `(${rowText(row, columns, table, values)})`);
  return `INSERT INTO ${quoteName(table.stored)} (${columns.map((column) => quoteName(column.name)).join(', ')}) VALUES ${rows.join(', ')}`;
}

function rowText(
  row: readonly Expression[],
  columns: readonly CatalogueColumn[],
  table: CatalogueTable,
  values: ExpressionCompiler,
): string {
  if (row.length < columns.length) {
    throw new SqlError(
      109,
      'There are more columns in the INSERT statement than values specified in the VALUES clause. The number of values in the VALUES clause must match the number of columns specified in the INSERT statement.',
      { class: 15 },
    );
  }
  if (row.length > columns.length) {
    throw new SqlError(
      110,
      'There are fewer columns in the INSERT statement than values specified in the VALUES clause. The number of values in the VALUES clause must match the number of columns specified in the INSERT statement.',
      { class: 15 },
    );
  }
  return columns
    .map((column, index) => assigned(values.value(row[index] ?? { kind: 'null' }), column, table))
    .join(', ');
}

export function compileUpdate(statement: Of<'update'>, compilation: Compilation): string {
  const table = target(statement.table, compilation);
  compilation.touch(table, 'UPDATE');
  const values = rowScope(table, compilation);
  const sets = statement.set.map(({ column: name, value }: Assignment) => {
    const column = columnOf(table, name);
    return `${quoteName(column.name)} = ${assigned(values.value(value), column, table)}`;
  });
  return `UPDATE ${quoteName(table.stored)} AS ${quoteName(table.name)} SET ${sets.join(', ')}${whereText(statement.where, values, table)}`;
}

export function compileDelete(statement: Of<'delete'>, compilation: Compilation): string {
  const table = target(statement.table, compilation);
  compilation.touch(table, 'DELETE');
  const values = rowScope(table, compilation);
  return `DELETE FROM ${quoteName(table.stored)} AS ${quoteName(table.name)}${whereText(statement.where, values, table)}`;
}

function target(path: NamePath, compilation: Compilation): CatalogueTable {
  const table = compilation.catalogue.table(path);
  if (table === undefined) throw new SqlError(208, `Invalid object name '${path.join('.')}'.`);
  if (!table.system) return table;
  throw new SqlError(259, 'Ad hoc updates to system catalogs are not allowed.');
}

function rowScope(table: CatalogueTable, compilation: Compilation): ExpressionCompiler {
  const source = { alias: table.name, path: [table.schema, table.name], columns: table.columns, optional: false };
  return new ExpressionCompiler(compilation, new Scope([source]));
}

/** Reading columns in WHERE needs SELECT too. */
function whereText(where: Expression | undefined, values: ExpressionCompiler, table: CatalogueTable): string {
  if (where === undefined) return '';
  values.compilation.touch(table, 'SELECT');
  return ` WHERE ${values.condition(where)}`;
}

function columnOf(table: CatalogueTable, name: string): CatalogueColumn {
  const column = table.columns.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (column === undefined) throw new SqlError(207, `Invalid column name '${name}'.`);
  if (column.type.name !== 'rowversion') return column;
  throw new SqlError(272, 'Cannot update a timestamp column.');
}

function assigned(value: Emitted, column: CatalogueColumn, table: CatalogueTable): string {
  const { type } = column;
  if (!isText(type) || value.type === undefined) return converted(value, type).sql;
  const text = isText(value.type) ? value : converted(value, { ...type, name: 'nvarchar', length: MAX_LENGTH });
  if (type.length === MAX_LENGTH) return text.sql;
  const place = quoteText(`${table.schema}.${table.name}.${column.name}`);
  return `t_fit(${text.sql}, ${typeLiteral(type)}, ${isPadded(type) ? 1 : 0}, ${place})`;
}
