// Table types by name: what columns a table valued parameter has.
import { parseType, type SqlType } from '../values/sql-type.js';
import type { DatabaseDefinition } from './definition.js';

export interface TableTypeColumn {
  readonly name: string;
  readonly type: SqlType;
}

/** True when a parameter's type is a table type of the database. */
export function isTableType(definition: DatabaseDefinition, type: string): boolean {
  return tableTypeColumns(definition, type) !== undefined;
}

/** The columns of a table type, in order; undefined when there is none of that name. */
export function tableTypeColumns(definition: DatabaseDefinition, type: string): TableTypeColumn[] | undefined {
  const found = Object.entries(definition.tableTypes).find(([name]) => name.toLowerCase() === type.toLowerCase());
  return found?.[1].map((column) => ({ name: column.name, type: parseType(column.type) }));
}
