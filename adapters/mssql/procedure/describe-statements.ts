// The two statements that ask the server's catalogue for the parameters of procedures and the columns of table types.
import type { ViewName } from '../../../src/facade/binding.js';
import type { ColumnType } from '../column/column-type.js';
import { padded } from '../predicate/bucket.js';
import { Parameters, type Statement } from '../statement/statement.js';

const SYSNAME: ColumnType = { kind: 'text', wide: true, fixed: false, length: 128 };

/**
 * One row per parameter, and one of NULLs for a procedure that has none. Parameters keep their row when the login may not
 * see their type (Microsoft Learn, "Metadata visibility configuration"), so that none goes missing in silence. Position 0
 * is the return value of a function.
 */
export function parametersStatement(procedures: readonly ViewName[]): Statement {
  const parameters = new Parameters();
  const names = named(procedures, '[o]', parameters);
  const text = `/* banyan.describe */
SELECT [s].[name], [o].[name], [p].[name], COALESCE([b].[name], [t].[name]), [p].[max_length], [p].[precision], [p].[scale], [p].[is_output], [t].[is_table_type], [ts].[name]
FROM [sys].[objects] AS [o]
JOIN [sys].[schemas] AS [s] ON [s].[schema_id] = [o].[schema_id]
LEFT JOIN [sys].[parameters] AS [p] ON [p].[object_id] = [o].[object_id] AND [p].[parameter_id] > 0
LEFT JOIN [sys].[types] AS [t] ON [t].[user_type_id] = [p].[user_type_id]
LEFT JOIN [sys].[types] AS [b] ON [b].[user_type_id] = [p].[system_type_id]
LEFT JOIN [sys].[schemas] AS [ts] ON [ts].[schema_id] = [t].[schema_id]
WHERE [o].[type] IN ('P', 'PC') AND (${names})
ORDER BY [s].[name], [o].[name], [p].[parameter_id]`;
  return { text, parameters: parameters.list, decoders: [] };
}

/** One row per column of the table types, in the order in which a table must be sent. */
export function tableTypesStatement(types: readonly ViewName[]): Statement {
  const parameters = new Parameters();
  const names = named(types, '[tt]', parameters);
  const text = `/* banyan.describe */
SELECT [s].[name], [tt].[name], [c].[name], COALESCE([b].[name], [t].[name]), [c].[max_length], [c].[precision], [c].[scale], [c].[is_nullable]
FROM [sys].[table_types] AS [tt]
JOIN [sys].[schemas] AS [s] ON [s].[schema_id] = [tt].[schema_id]
JOIN [sys].[columns] AS [c] ON [c].[object_id] = [tt].[type_table_object_id]
JOIN [sys].[types] AS [t] ON [t].[user_type_id] = [c].[user_type_id]
LEFT JOIN [sys].[types] AS [b] ON [b].[user_type_id] = [c].[system_type_id]
WHERE (${names})
ORDER BY [s].[name], [tt].[name], [c].[column_id]`;
  return { text, parameters: parameters.list, decoders: [] };
}

function named(names: readonly ViewName[], alias: string, parameters: Parameters): string {
  const conditions = padded(names).map(({ schema, name }) => {
    const schemaName = parameters.add(SYSNAME, schema);
    return `([s].[name] = ${schemaName} AND ${alias}.[name] = ${parameters.add(SYSNAME, name)})`;
  });
  return conditions.join(' OR ');
}
