// From catalogue rows to the shapes of procedures, their types written as the server declares them.
import type { ViewName, ViewShape } from '../../../src/facade/binding.js';
import type { LegacyRow } from '../../../src/legacy/legacy-value.js';
import type { ParameterShape, ProcedureShape } from '../../../src/legacy/procedure-shape.js';
import { SourceFault } from '../../../src/legacy/source-fault.js';
import { declaredType } from '../describe-views.js';

/** Names are compared as most databases do, without regard to case. */
const key = ({ schema, name }: ViewName): string => `${schema}.${name}`.toLowerCase();
const isSet = (bit: unknown): boolean => bit === true || bit === 1;

/** The table types that parameters are declared with, each once. */
export function tableTypesOf(rows: readonly LegacyRow[]): readonly ViewName[] {
  const types = rows.flatMap((row) => tableTypeOf(row) ?? []);
  return [...new Map(types.map((type) => [key(type), type])).values()];
}

/**
 * The shapes in the order and spelling asked; a procedure the server does not show is left out. Throws a refusal when the
 * login may run a procedure but not see a type of its parameters, because a call would fail as well.
 */
export function shapesOfProcedures(
  procedures: readonly ViewName[],
  rows: readonly LegacyRow[],
  tables: readonly ViewShape[],
): readonly ProcedureShape[] {
  const columns = new Map(tables.map((table) => [key(table.view), table.columns]));
  const byProcedure = Map.groupBy(rows, ([schema, name]) => key({ schema: String(schema), name: String(name) }));
  return procedures.flatMap((procedure) => {
    const found = byProcedure.get(key(procedure));
    if (found === undefined) return [];
    return [{ procedure, parameters: found.flatMap((row) => parameterShape(row, columns) ?? []) }];
  });
}

function parameterShape(row: LegacyRow, tables: ReadonlyMap<string, ViewShape['columns']>): ParameterShape | undefined {
  const [, , parameter, typeName, maxLength, precision, scale, output] = row;
  if (parameter === null || parameter === undefined) return undefined;
  const name = String(parameter).replace(/^@/, '');
  if (typeName === null || typeName === undefined) throw unseen(row, name);
  const type = tableTypeOf(row);
  if (type !== undefined) {
    const columns = tables.get(key(type));
    if (columns === undefined) throw unseen(row, name);
    return { kind: 'table', name, type, columns };
  }
  const measures = { maxLength: Number(maxLength), precision: Number(precision), scale: Number(scale) };
  // Every parameter of a Transact-SQL procedure takes NULL, unless it is natively compiled.
  const declared = { name, type: declaredType(String(typeName), measures), nullable: true };
  return { kind: 'scalar', parameter: declared, output: isSet(output) };
}

function tableTypeOf(row: LegacyRow): ViewName | undefined {
  return isSet(row[8]) ? { schema: String(row[9]), name: String(row[3]) } : undefined;
}

function unseen([schema, procedure]: LegacyRow, parameter: string): SourceFault {
  const place = `@${parameter} of ${String(schema)}.${String(procedure)}`;
  return new SourceFault(
    'refused',
    `the type of ${place} is not shown to the login: GRANT EXECUTE ON TYPE or on its schema`,
  );
}
