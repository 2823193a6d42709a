// The functions compiled statements call inside SQLite (t_...). They are pure; what needs a session is t_session.
import type { DatabaseSync } from 'node:sqlite';
import { convert } from '../values/conversion.js';
import { decimalText, fromSortable, isSortable, plainDecimal, toSortable } from '../values/exact-decimal.js';
import { SqlError } from '../values/sql-error.js';
import type { SqlValue } from '../values/sql-value.js';
import { parseType } from '../values/sql-type.js';
import { likePattern } from './like-pattern.js';
import { rowversionBytes } from './rowversion.js';

type Scalar = (...args: SqlValue[]) => SqlValue;

const text = (value: SqlValue | undefined): string => (typeof value === 'string' ? value : String(value));
/** NULL in, NULL out. */
const strict =
  (inner: Scalar): Scalar =>
  (...args) =>
    args.includes(null) ? null : inner(...args);

const FUNCTIONS: Readonly<Record<string, Scalar>> = {
  t_convert: conversion,
  t_try_convert: tryConversion,
  t_fit: fit,
  t_rows: rowCount,
  t_like: (value, pattern, escape) =>
    value === null || pattern === null
      ? null
      : likePattern(text(pattern), escape === null ? undefined : text(escape)).test(text(value))
        ? 1
        : 0,
  t_pad: strict((value, length) => text(value).padEnd(Number(length))),
  t_exact: strict((value, scale) => exact(value ?? null, Number(scale))),
  t_real: strict((value) => Number(plainDecimal(text(value)))),
  t_rowversion: strict((value) => rowversionBytes(BigInt(text(value)))),
  t_upper: strict((value) => text(value).toUpperCase()),
  t_lower: strict((value) => text(value).toLowerCase()),
  t_left: strict((value, length) => text(value).slice(0, notNegative(length, 'left'))),
  t_right: strict((value, length) => text(value).slice(Math.max(0, text(value).length - notNegative(length, 'right')))),
  t_substring: strict(substring),
  t_replace: strict((value, part, by) => replaceAll(text(value), text(part), text(by))),
  t_charindex: strict((part, value, start) => {
    const from = Math.max(0, Number(start ?? 1) - 1);
    return text(value).toLowerCase().indexOf(text(part).toLowerCase(), from) + 1;
  }),
};

/** Registers the functions on a connection. */
export function registerScalarFunctions(db: DatabaseSync): void {
  for (const [name, scalar] of Object.entries(FUNCTIONS)) {
    db.function(name, { varargs: true, deterministic: true, useBigIntArguments: true }, (...args: SqlValue[]) => {
      return scalar(...args.map(plainInteger));
    });
  }
}

/** Integers arrive as BigInt; the small ones are easier as numbers. */
function plainInteger(value: SqlValue): SqlValue {
  return typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function conversion(
  value = null as SqlValue,
  from = null as SqlValue,
  to = null as SqlValue,
  style = null as SqlValue,
): SqlValue {
  return convert(value, {
    from: parseType(text(from)),
    to: parseType(text(to)),
    style: style === null ? undefined : Number(style),
  });
}

function tryConversion(...args: SqlValue[]): SqlValue {
  try {
    return conversion(...args);
  } catch (error) {
    if (error instanceof SqlError && error.number !== 206) return null;
    throw error;
  }
}

/** Text on its way into a column: too long is error 2628, unless only blanks are lost; CHAR is stored without them. */
function fit(
  value = null as SqlValue,
  type = null as SqlValue,
  trims = null as SqlValue,
  place = null as SqlValue,
): SqlValue {
  if (value === null) return null;
  const { length } = parseType(text(type));
  const kept = text(value).slice(0, length);
  if (text(value).slice(length).trimEnd() === '') return trims === 1 ? kept.trimEnd() : kept;
  const [schema = '', table = '', column = ''] = text(place).split('.');
  throw new SqlError(
    2628,
    `String or binary data would be truncated in table '${schema}.${table}', column '${column}'. Truncated value: '${kept}'.`,
  );
}

const ROW_COUNTS: Readonly<Record<string, readonly [number, string]>> = {
  TOP: [1060, 'The number of rows provided for a TOP or FETCH clauses row count parameter must be an integer.'],
  OFFSET: [10742, 'The offset specified in a OFFSET clause may not be negative.'],
  FETCH: [10744, 'The number of rows provided for a FETCH clause must be greater then zero.'],
};

/** The number of a TOP, OFFSET or FETCH. Without the check a negative one would mean "all" to SQLite. */
function rowCount(value = null as SqlValue, clause = null as SqlValue): SqlValue {
  const rows = typeof value === 'number' ? value : Number.NaN;
  const least = clause === 'FETCH' ? 1 : 0;
  if (Number.isInteger(rows) && rows >= least) return rows;
  const [number, message] = ROW_COUNTS[text(clause)] ?? [1060, ''];
  throw new SqlError(number, message, { class: 15 });
}

/** A computed decimal in sortable form, rounded to its scale. */
function exact(value: SqlValue, scale: number): SqlValue {
  if (isSortable(value)) return toSortable(decimalText(fromSortable(text(value)), scale) ?? '0');
  const plain = decimalText(typeof value === 'number' || typeof value === 'bigint' ? value : text(value), scale);
  if (plain === undefined)
    throw new SqlError(8115, 'Arithmetic overflow error converting expression to data type numeric.');
  return toSortable(plain);
}

function substring(value = null as SqlValue, start = null as SqlValue, length = null as SqlValue): SqlValue {
  const from = Number(start) - 1;
  const end = from + notNegative(length, 'substring');
  return text(value).slice(Math.max(0, from), Math.max(0, end));
}

function notNegative(length: SqlValue | undefined, name: string): number {
  const count = Number(length);
  if (count >= 0) return count;
  throw new SqlError(537, `Invalid length parameter passed to the ${name} function.`, { state: 3 });
}

/** Ignores case, as the collation does. */
function replaceAll(value: string, part: string, by: string): string {
  if (part === '') return value;
  const literal = part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return value.replace(new RegExp(literal, 'gi'), () => by);
}
