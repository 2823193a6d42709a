// The variables of a batch: declared type and value in stored form. Values that come from outside are brought into that
// form here, and brought back when they leave.
import { convert } from '../values/conversion.js';
import { isSortable, plainDecimal } from '../values/exact-decimal.js';
import { SqlError } from '../values/sql-error.js';
import type { SqlValue, TableValue } from '../values/sql-value.js';
import { isTable } from '../values/sql-value.js';
import { isPadded, isText, MAX_LENGTH, parseType, type SqlType } from '../values/sql-type.js';

export interface Variable {
  readonly name: string;
  readonly type: SqlType;
  value: SqlValue | TableValue;
}

/** By lower-case name with its @. */
export type Variables = Map<string, Variable>;

export function declare(
  variables: Variables,
  name: string,
  type: SqlType,
  value: SqlValue | TableValue = null,
): Variable {
  const variable = { name, type, value };
  variables.set(name.toLowerCase(), variable);
  return variable;
}

/** Throws 137 for a variable that was not declared. */
export function variableNamed(variables: Variables, name: string): Variable {
  const variable = variables.get(name.toLowerCase());
  if (variable === undefined) throw new SqlError(137, `Must declare the scalar variable "${name}".`, { state: 2 });
  return variable;
}

/** The types, as the compiler wants them. */
export function typesOf(variables: Variables): ReadonlyMap<string, SqlType> {
  return new Map([...variables].map(([name, { type }]) => [name, type]));
}

/** A value from outside as a stored value of the type. */
export function toStored(
  value: SqlValue | TableValue,
  type: SqlType,
  from = typeOfValue(value),
): SqlValue | TableValue {
  if (value === null || isTable(value)) return value;
  if (isText(type) && typeof value === 'string' && isText(from)) return cut(value, type);
  return convert(value, { from, to: type });
}

/** Parameters are cut without a word when they are too long, as SQL Server does it. */
function cut(value: string, type: SqlType): string {
  const kept = type.length === MAX_LENGTH ? value : value.slice(0, type.length);
  return isPadded(type) ? kept.trimEnd() : kept;
}

/** A stored value as procedures see it: wide decimals as plain text, small integers as numbers. */
export function fromStored(value: SqlValue): SqlValue {
  if (typeof value === 'string') return isSortable(value) ? plainDecimal(value) : value;
  if (typeof value === 'bigint' && Number.isSafeInteger(Number(value))) return Number(value);
  return value;
}

const TYPES = {
  text: parseType('nvarchar(max)'),
  bytes: parseType('varbinary(max)'),
  int: parseType('int'),
  bigint: parseType('bigint'),
  float: parseType('float'),
};

/** The type a bare value has. */
export function typeOfValue(value: SqlValue | TableValue): SqlType {
  if (typeof value === 'string') return TYPES.text;
  if (typeof value === 'bigint') return TYPES.bigint;
  if (value instanceof Uint8Array) return TYPES.bytes;
  if (typeof value !== 'number' || value === (value | 0)) return TYPES.int;
  return Number.isSafeInteger(value) ? TYPES.bigint : TYPES.float;
}
