// The rows of INFORMATION_SCHEMA: TABLES, COLUMNS, ROUTINES and PARAMETERS.
import type { DatabaseDefinition } from '../engine/definition.js';
import { isTableType } from '../engine/table-types.js';
import { parseType } from '../values/sql-type.js';
import { splitStored } from './learned-tables.js';
import type { SystemObject, SystemObjects } from './system-objects.js';
import type { SystemTable } from './system-tables.js';
import { describeType, schemaCells } from './type-rows.js';

type Row = SystemTable['rows'][number];

const NAME = 'NVARCHAR(128)';
const TYPE_CELLS = `DATA_TYPE ${NAME}, CHARACTER_MAXIMUM_LENGTH INT, NUMERIC_PRECISION TINYINT, NUMERIC_SCALE INT, DATETIME_PRECISION SMALLINT, COLLATION_NAME ${NAME}`;

export function informationSchema(objects: SystemObjects, definition: DatabaseDefinition): SystemTable[] {
  const { database } = definition;
  const tables = objects.all.filter((object) => object.table !== undefined);
  const procedures = objects.all.filter((object) => object.kind === 'P');
  return [
    {
      name: 'INFORMATION_SCHEMA.TABLES',
      columns: `TABLE_CATALOG ${NAME}, TABLE_SCHEMA ${NAME}, TABLE_NAME ${NAME}, TABLE_TYPE VARCHAR(10)`,
      rows: tables.map(({ id, schema, name, kind }) => [
        id,
        database,
        schema,
        name,
        kind === 'V' ? 'VIEW' : 'BASE TABLE',
      ]),
    },
    {
      name: 'INFORMATION_SCHEMA.COLUMNS',
      columns: `TABLE_CATALOG ${NAME}, TABLE_SCHEMA ${NAME}, TABLE_NAME ${NAME}, COLUMN_NAME ${NAME}, ORDINAL_POSITION INT, COLUMN_DEFAULT NVARCHAR(4000), IS_NULLABLE VARCHAR(3), ${TYPE_CELLS}`,
      rows: tables.flatMap((object) => columnRows(object, database)),
    },
    {
      name: 'INFORMATION_SCHEMA.ROUTINES',
      columns: `SPECIFIC_CATALOG ${NAME}, SPECIFIC_SCHEMA ${NAME}, SPECIFIC_NAME ${NAME}, ROUTINE_CATALOG ${NAME}, ROUTINE_SCHEMA ${NAME}, ROUTINE_NAME ${NAME}, ROUTINE_TYPE NVARCHAR(20)`,
      rows: procedures.map(({ id, schema, name }) => [id, database, schema, name, database, schema, name, 'PROCEDURE']),
    },
    {
      name: 'INFORMATION_SCHEMA.PARAMETERS',
      columns: `SPECIFIC_CATALOG ${NAME}, SPECIFIC_SCHEMA ${NAME}, SPECIFIC_NAME ${NAME}, ORDINAL_POSITION INT, PARAMETER_MODE NVARCHAR(10), IS_RESULT NVARCHAR(10), PARAMETER_NAME ${NAME}, USER_DEFINED_TYPE_SCHEMA ${NAME}, USER_DEFINED_TYPE_NAME ${NAME}, ${TYPE_CELLS}`,
      rows: procedures.flatMap((object) => parameterRows(object, definition)),
    },
  ];
}

function columnRows({ id, schema, name, table }: SystemObject, database: string): Row[] {
  return (table?.columns ?? []).map((column, index) => {
    const { name: typeName, collation } = describeType(column.type);
    const head = [id, database, schema, name, column.name, index + 1, null, column.nullable ? 'YES' : 'NO'];
    return [...head, typeName, ...schemaCells(column.type), collation];
  });
}

function parameterRows({ id, schema, name, parameters }: SystemObject, definition: DatabaseDefinition): Row[] {
  return (parameters ?? []).map((parameter, index) => {
    const mode = parameter.output === true ? 'INOUT' : 'IN';
    const head = [id, definition.database, schema, name, index + 1, mode, 'NO', `@${parameter.name}`];
    if (isTableType(definition, parameter.type))
      return [...head, ...splitStored(parameter.type), 'table type', null, null, null, null, null];
    const type = parseType(parameter.type);
    const { name: typeName, collation } = describeType(type);
    return [...head, null, null, typeName, ...schemaCells(type), collation];
  });
}
