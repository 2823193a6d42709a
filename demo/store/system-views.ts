// The rows of sys.*: what an introspection joins. Only the columns that such queries read are there.
import { parseType } from '../values/sql-type.js';
import { isTableType } from '../engine/table-types.js';
import type { DatabaseDefinition } from '../engine/definition.js';
import type { SystemObject, SystemObjects } from './system-objects.js';
import type { SystemTable } from './system-tables.js';
import { ALL_TYPES, COLLATION_NAME, describeType } from './type-rows.js';

type Row = SystemTable['rows'][number];

const NAME = 'NVARCHAR(128)';
const TYPE_COLUMNS = 'system_type_id TINYINT, user_type_id INT, max_length SMALLINT, precision TINYINT, scale TINYINT';
const OBJECT_COLUMNS = `name ${NAME}, object_id INT, schema_id INT, parent_object_id INT, type CHAR(2), type_desc NVARCHAR(60), create_date DATETIME, modify_date DATETIME, is_ms_shipped BIT`;
/** Table types get ids above those of the system, as SQL Server's user types do. */
const FIRST_USER_TYPE = 257;
const MADE = '2004-03-01 08:00:00';

const DESCRIPTIONS: Readonly<Record<SystemObject['kind'], string>> = {
  U: 'USER_TABLE',
  V: 'VIEW',
  P: 'SQL_STORED_PROCEDURE',
  PK: 'PRIMARY_KEY_CONSTRAINT',
  UQ: 'UNIQUE_CONSTRAINT',
  F: 'FOREIGN_KEY_CONSTRAINT',
  TT: 'TYPE_TABLE',
};

function tableTypeId(name: string, objects: SystemObjects): number {
  const index = tableTypes(objects).findIndex(
    (type) => `${type.schema}.${type.name}`.toLowerCase() === name.toLowerCase(),
  );
  return FIRST_USER_TYPE + index;
}

/** What visibility hangs on: a constraint is seen with its table, a table type with its schema. */
const ownerOf = (object: SystemObject, objects: SystemObjects): number =>
  object.kind === 'TT' ? schemaOwner(object.schema, objects) : object.parent === 0 ? object.id : object.parent;

/** Schemas are seen by those who may do something in them; their ids are told from object ids by the sign. */
const schemaOwner = (schema: string, objects: SystemObjects): number => -(objects.schemas.get(schema) ?? 0);

export function systemViews(objects: SystemObjects, definition: DatabaseDefinition): SystemTable[] {
  return [
    ...objectViews(objects),
    {
      name: 'sys.schemas',
      columns: `name ${NAME}, schema_id INT, principal_id INT`,
      rows: [...objects.schemas].map(([name, id]) => [id <= 4 ? null : -id, name, id, 1]),
    },
    {
      name: 'sys.columns',
      columns: `object_id INT, name ${NAME}, column_id INT, ${TYPE_COLUMNS}, collation_name ${NAME}, is_nullable BIT, is_identity BIT, is_computed BIT`,
      rows: objects.all.flatMap((object) => columnRows(object, objects, definition)),
    },
    ...typeViews(objects),
    {
      name: 'sys.database_principals',
      columns: `name ${NAME}, principal_id INT, type CHAR(1)`,
      rows: principals(definition).map((name, id) => [null, name, id, 'S']),
    },
    {
      name: 'sys.parameters',
      columns: `object_id INT, name ${NAME}, parameter_id INT, ${TYPE_COLUMNS}, is_output BIT, has_default_value BIT, is_readonly BIT`,
      rows: objects.all.flatMap((object) => parameterRows(object, objects, definition)),
    },
  ];
}

const principals = (definition: DatabaseDefinition): string[] => [
  ...['public', 'dbo', 'guest'],
  ...definition.logins.map((login) => login.name),
];

const tableTypes = (objects: SystemObjects): SystemObject[] => objects.all.filter((object) => object.kind === 'TT');

/** sys.types and sys.table_types. */
function typeViews(objects: SystemObjects): SystemTable[] {
  const own = tableTypes(objects).map((type, index) => ({
    type,
    id: FIRST_USER_TYPE + index,
    schema: objects.schemas.get(type.schema) ?? 0,
  }));
  return [
    {
      name: 'sys.types',
      columns: `name ${NAME}, ${TYPE_COLUMNS}, schema_id INT, collation_name ${NAME}, is_nullable BIT, is_user_defined BIT, is_table_type BIT`,
      rows: [
        ...ALL_TYPES.map((type): Row => [
          null,
          type.name,
          type.id,
          type.id,
          type.bytes,
          type.precision,
          type.scale,
          4,
          type.collation,
          1,
          0,
          0,
        ]),
        [null, 'sysname', 231, 256, 256, 0, 0, 4, COLLATION_NAME, 0, 0, 0],
        ...own.map(({ type, id, schema }): Row => [
          ownerOf(type, objects),
          type.name,
          243,
          id,
          -1,
          0,
          0,
          schema,
          null,
          0,
          1,
          1,
        ]),
      ],
    },
    {
      name: 'sys.table_types',
      columns: `name ${NAME}, system_type_id TINYINT, user_type_id INT, schema_id INT, type_table_object_id INT, is_user_defined BIT, is_table_type BIT`,
      rows: own.map(({ type, id, schema }) => [ownerOf(type, objects), type.name, 243, id, schema, type.id, 1, 1]),
    },
  ];
}

/** sys.objects and the three views over a part of it. */
function objectViews(objects: SystemObjects): SystemTable[] {
  const parts: readonly (readonly [string, readonly SystemObject['kind'][]])[] = [
    ['sys.objects', ['U', 'V', 'P', 'PK', 'UQ', 'F', 'TT']],
    ['sys.tables', ['U']],
    ['sys.views', ['V']],
    ['sys.procedures', ['P']],
  ];
  return parts.map(([name, kinds]) => ({
    name,
    columns: OBJECT_COLUMNS,
    rows: objects.all
      .filter((object) => kinds.includes(object.kind))
      .map((object) => [
        ownerOf(object, objects),
        object.name,
        object.id,
        objects.schemas.get(object.schema) ?? 0,
        object.parent,
        object.kind,
        DESCRIPTIONS[object.kind],
        MADE,
        MADE,
        0,
      ]),
  }));
}

function columnRows(object: SystemObject, objects: SystemObjects, definition: DatabaseDefinition): Row[] {
  const columns =
    object.kind === 'TT'
      ? (definition.tableTypes[`${object.schema}.${object.name}`] ?? []).map(({ name, type }) => ({
          name,
          type: parseType(type),
          nullable: true,
        }))
      : (object.table?.columns ?? []);
  return columns.map(({ name, type, nullable }, index) => {
    const { id, bytes, precision, scale, collation } = describeType(type);
    return [
      ownerOf(object, objects),
      object.id,
      name,
      index + 1,
      id,
      id,
      bytes,
      precision,
      scale,
      collation,
      nullable ? 1 : 0,
      0,
      0,
    ];
  });
}

function parameterRows(object: SystemObject, objects: SystemObjects, definition: DatabaseDefinition): Row[] {
  return (object.parameters ?? []).map((parameter, index) => {
    const flags = [parameter.output === true ? 1 : 0, parameter.default === undefined ? 0 : 1];
    const head = [object.id, object.id, `@${parameter.name}`, index + 1];
    if (isTableType(definition, parameter.type)) {
      return [...head, 243, tableTypeId(parameter.type, objects), -1, 0, 0, ...flags, 1];
    }
    const { id, bytes, precision, scale } = describeType(parseType(parameter.type));
    return [...head, id, id, bytes, precision, scale, ...flags, 0];
  });
}
