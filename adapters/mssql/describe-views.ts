// Asks the server's catalogue for the columns of views, all in one statement, and writes their types as declared.
import type { ViewName, ViewShape } from '../../src/facade/binding.js';
import type { LegacyRow } from '../../src/legacy/legacy-value.js';
import type { ColumnType } from './column/column-type.js';
import { padded } from './predicate/bucket.js';
import { Parameters, type Statement } from './statement/statement.js';

const SYSNAME: ColumnType = { kind: 'text', wide: true, fixed: false, length: 128 };

/**
 * An alias type shows the type it stands for; the types of the common language runtime (geography) stand for themselves.
 * The catalogue shows only what the login has a right to (Microsoft Learn, "Metadata visibility configuration").
 */
export function describeStatement(views: readonly ViewName[]): Statement {
  const parameters = new Parameters();
  const names = padded(views).map((view) => {
    const schema = parameters.add(SYSNAME, view.schema);
    return `([s].[name] = ${schema} AND [o].[name] = ${parameters.add(SYSNAME, view.name)})`;
  });
  const text = `/* banyan.describe */
SELECT [s].[name], [o].[name], [c].[name], COALESCE([b].[name], [t].[name]), [c].[max_length], [c].[precision], [c].[scale], [c].[is_nullable]
FROM [sys].[columns] AS [c]
JOIN [sys].[objects] AS [o] ON [o].[object_id] = [c].[object_id]
JOIN [sys].[schemas] AS [s] ON [s].[schema_id] = [o].[schema_id]
JOIN [sys].[types] AS [t] ON [t].[user_type_id] = [c].[user_type_id]
LEFT JOIN [sys].[types] AS [b] ON [b].[user_type_id] = [c].[system_type_id]
WHERE (${names.join(' OR ')})
ORDER BY [s].[name], [o].[name], [c].[column_id]`;
  return { text, parameters: parameters.list, decoders: [] };
}

interface CatalogueRow {
  readonly view: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
}

/** The shapes of the asked views, in the order and spelling asked. A view the server does not show is left out. */
export function shapesOf(views: readonly ViewName[], rows: readonly LegacyRow[]): readonly ViewShape[] {
  const byView = Map.groupBy(rows.map(catalogueRow), (row) => row.view);
  return views.flatMap((view) => {
    const found = byView.get(key(view.schema, view.name));
    if (found === undefined) return [];
    return [{ view, columns: found.map(({ column, type, nullable }) => ({ name: column, type, nullable })) }];
  });
}

/** Names are compared as most databases do, without regard to case. */
const key = (schema: string, name: string): string => `${schema}.${name}`.toLowerCase();

function catalogueRow(row: LegacyRow): CatalogueRow {
  const [schema, object, column, type, maxLength, precision, scale, nullable] = row;
  return {
    view: key(String(schema), String(object)),
    column: String(column),
    type: declaredType(String(type), {
      maxLength: Number(maxLength),
      precision: Number(precision),
      scale: Number(scale),
    }),
    nullable: nullable === true || nullable === 1,
  };
}

interface Measures {
  /** In bytes; -1 means max. */
  readonly maxLength: number;
  readonly precision: number;
  readonly scale: number;
}

type TypeWriter = (name: string, measures: Measures) => string;

const bytes: TypeWriter = (name, { maxLength }) => `${name}(${maxLength < 0 ? 'max' : maxLength})`;
const characters: TypeWriter = (name, { maxLength }) => `${name}(${maxLength < 0 ? 'max' : maxLength / 2})`;
const exactNumber: TypeWriter = (name, { precision, scale }) => `${name}(${precision},${scale})`;
const withScale: TypeWriter = (name, { scale }) => `${name}(${scale})`;

const WRITERS: Readonly<Record<string, TypeWriter>> = {
  char: bytes,
  varchar: bytes,
  binary: bytes,
  varbinary: bytes,
  nchar: characters,
  nvarchar: characters,
  decimal: exactNumber,
  numeric: exactNumber,
  time: withScale,
  datetime2: withScale,
  datetimeoffset: withScale,
  // The catalogue still calls a rowversion by the name it had before SQL Server 2000.
  timestamp: () => 'rowversion',
};

/** `char(12)`, `decimal(15,2)`, `nvarchar(max)`; other types are their name. */
export function declaredType(name: string, measures: Measures): string {
  return WRITERS[name]?.(name, measures) ?? name;
}
