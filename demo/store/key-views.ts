// The rows of sys.indexes, sys.key_constraints, sys.foreign_keys and their columns.
import type { LearnedIndex, LearnedTable } from './learned-tables.js';
import type { SystemObject, SystemObjects } from './system-objects.js';
import { splitStored } from './learned-tables.js';
import type { SystemTable } from './system-tables.js';

type Row = SystemTable['rows'][number];
type TableObject = SystemObject & { readonly table: LearnedTable };

const NAME = 'NVARCHAR(128)';

export function keyViews(objects: SystemObjects): SystemTable[] {
  const tables = objects.all.filter((object): object is TableObject => object.table?.kind === 'table');
  return [
    {
      name: 'sys.indexes',
      columns: `object_id INT, name ${NAME}, index_id INT, type TINYINT, type_desc NVARCHAR(60), is_unique BIT, is_primary_key BIT, is_unique_constraint BIT, is_disabled BIT`,
      rows: tables.flatMap((object) =>
        orderedIndexes(object.table).map((index, at) => indexRow(object, index, at + 1)),
      ),
    },
    {
      name: 'sys.index_columns',
      columns:
        'object_id INT, index_id INT, index_column_id INT, column_id INT, key_ordinal TINYINT, is_descending_key BIT, is_included_column BIT',
      rows: tables.flatMap((object) =>
        orderedIndexes(object.table).flatMap((index, at) => indexColumnRows(object, index, at + 1)),
      ),
    },
    {
      name: 'sys.key_constraints',
      columns: `name ${NAME}, object_id INT, schema_id INT, parent_object_id INT, type CHAR(2), type_desc NVARCHAR(60), unique_index_id INT`,
      rows: tables.flatMap((object) => keyRows(object, objects)),
    },
    ...foreignViews(tables, objects),
  ];
}

/** The primary key first, as the clustered index. */
function orderedIndexes(table: LearnedTable): LearnedIndex[] {
  return table.indexes.toSorted((a, b) => Number(b.primary) - Number(a.primary));
}

function indexRow({ id }: TableObject, index: LearnedIndex, indexId: number): Row {
  const clustered = indexId === 1 && index.primary;
  const flags = [index.unique, index.primary, index.constraint].map(Number);
  return [id, id, index.name, indexId, clustered ? 1 : 2, clustered ? 'CLUSTERED' : 'NONCLUSTERED', ...flags, 0];
}

function indexColumnRows({ id, table }: TableObject, index: LearnedIndex, indexId: number): Row[] {
  return index.columns.map(({ name, descending }, at) => [
    id,
    id,
    indexId,
    at + 1,
    columnId(table, name),
    at + 1,
    descending ? 1 : 0,
    0,
  ]);
}

function keyRows({ id, table }: TableObject, objects: SystemObjects): Row[] {
  const constraints = objects.all.filter((object) => object.parent === id && object.kind !== 'F');
  const indexes = orderedIndexes(table);
  return constraints.map((key) => {
    const indexId = indexes.findIndex((index) => index.name === key.name) + 1;
    const description = key.kind === 'PK' ? 'PRIMARY_KEY_CONSTRAINT' : 'UNIQUE_CONSTRAINT';
    return [id, key.name, key.id, objects.schemas.get(key.schema) ?? 0, id, key.kind, description, indexId];
  });
}

function foreignViews(tables: readonly TableObject[], objects: SystemObjects): SystemTable[] {
  const keys = tables.flatMap((object) => {
    const constraints = objects.all.filter((each) => each.parent === object.id && each.kind === 'F');
    return object.table.references.flatMap((reference, at) => {
      const constraint = constraints[at];
      const target = objects.find(...splitStored(reference.table));
      return constraint === undefined || target?.table === undefined
        ? []
        : [{ object, reference, constraint, target, table: target.table }];
    });
  });
  return [
    {
      name: 'sys.foreign_keys',
      columns: `name ${NAME}, object_id INT, schema_id INT, parent_object_id INT, referenced_object_id INT, type CHAR(2), type_desc NVARCHAR(60), is_disabled BIT, delete_referential_action_desc NVARCHAR(60), update_referential_action_desc NVARCHAR(60)`,
      rows: keys.map(({ object, constraint, target }) => [
        object.id,
        constraint.name,
        constraint.id,
        objects.schemas.get(constraint.schema) ?? 0,
        object.id,
        target.id,
        'F',
        'FOREIGN_KEY_CONSTRAINT',
        0,
        'NO_ACTION',
        'NO_ACTION',
      ]),
    },
    {
      name: 'sys.foreign_key_columns',
      columns:
        'constraint_object_id INT, constraint_column_id INT, parent_object_id INT, parent_column_id INT, referenced_object_id INT, referenced_column_id INT',
      rows: keys.flatMap(({ object, reference, constraint, target, table }) =>
        reference.columns.map(({ from, to }, at): Row => [
          object.id,
          constraint.id,
          at + 1,
          object.id,
          columnId(object.table, from),
          target.id,
          columnId(table, to),
        ]),
      ),
    },
  ];
}

function columnId(table: LearnedTable, name: string): number {
  return table.columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase()) + 1;
}
