// What a column type in the server's own words can hold. It must never be asked about values, only about declarations.
// Names and limits: https://learn.microsoft.com/sql/t-sql/data-types/data-types-transact-sql
import type { Column } from '../binding.js';

/** A column type taken apart, by what its values are to the gateway. */
export type SqlType =
  /** `length` in characters; absent for (max). */
  | { readonly kind: 'text'; readonly length?: number }
  /** Whole numbers that a double holds exactly; `digits` is the most digits. */
  | { readonly kind: 'integer'; readonly digits: number }
  | { readonly kind: 'bigint' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'bit' }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  /** Civil date and time without a zone. */
  | { readonly kind: 'datetime' }
  /** Date and time with its offset. */
  | { readonly kind: 'datetimeoffset' }
  | { readonly kind: 'uuid' }
  /** `length` in bytes; absent for (max). */
  | { readonly kind: 'binary'; readonly length?: number }
  | { readonly kind: 'rowversion' }
  /** Not learnt from the server yet; nothing can be said about it. */
  | { readonly kind: 'unknown' }
  /** Types that have no exact canonical form, such as float, xml or geography. */
  | { readonly kind: 'unreadable'; readonly advice: string };

const FORM = /^([a-z][a-z0-9]*)(?:\((\d+|max)(?:,(\d+))?\))?$/;

const fixed: Readonly<Record<string, SqlType>> = {
  tinyint: { kind: 'integer', digits: 3 },
  smallint: { kind: 'integer', digits: 5 },
  int: { kind: 'integer', digits: 10 },
  bigint: { kind: 'bigint' },
  money: { kind: 'decimal', precision: 19, scale: 4 },
  smallmoney: { kind: 'decimal', precision: 10, scale: 4 },
  bit: { kind: 'bit' },
  date: { kind: 'date' },
  datetime: { kind: 'datetime' },
  smalldatetime: { kind: 'datetime' },
  uniqueidentifier: { kind: 'uuid' },
  rowversion: { kind: 'rowversion' },
  timestamp: { kind: 'rowversion' },
  float: { kind: 'unreadable', advice: 'is not exact: let the view convert it to decimal' },
  real: { kind: 'unreadable', advice: 'is not exact: let the view convert it to decimal' },
  text: { kind: 'unreadable', advice: 'is deprecated: let the view convert it to varchar(max)' },
  ntext: { kind: 'unreadable', advice: 'is deprecated: let the view convert it to nvarchar(max)' },
  image: { kind: 'unreadable', advice: 'is deprecated: let the view convert it to varbinary(max)' },
};

/** The declared type of a column whose shape is not locked yet. */
const UNKNOWN_TYPE = '';

/** What stands for a column or parameter whose shape is not locked yet, so that the other checks go on. */
export function unknownColumn(name: string): Column {
  return { name, type: UNKNOWN_TYPE, nullable: true };
}

/** Takes a declared type apart. Never fails: what it does not know is unreadable. */
export function parseSqlType(declared: string): SqlType {
  if (declared === UNKNOWN_TYPE) return { kind: 'unknown' };
  const match = FORM.exec(declared.trim().toLowerCase());
  const name = match?.[1] ?? declared;
  const plain = Object.hasOwn(fixed, name) ? fixed[name] : undefined;
  return plain ?? sized(name, match?.[2], match?.[3]);
}

const textTypes: readonly string[] = ['char', 'varchar', 'nchar', 'nvarchar'];
const binaryTypes: readonly string[] = ['binary', 'varbinary'];
const decimalTypes: readonly string[] = ['decimal', 'numeric'];
/** Their size is a number of fraction digits, which the gateway carries whatever it is. */
const timeTypes: Readonly<Record<string, SqlType>> = {
  time: { kind: 'time' },
  datetime2: { kind: 'datetime' },
  datetimeoffset: { kind: 'datetimeoffset' },
};

function sized(name: string, first: string | undefined, second: string | undefined): SqlType {
  if (textTypes.includes(name)) return { kind: 'text', ...lengthOf(first) };
  if (binaryTypes.includes(name)) return { kind: 'binary', ...lengthOf(first) };
  if (decimalTypes.includes(name)) {
    return { kind: 'decimal', precision: Number(first ?? 18), scale: Number(second ?? 0) };
  }
  const time = Object.hasOwn(timeTypes, name) ? timeTypes[name] : undefined;
  return time ?? { kind: 'unreadable', advice: 'is not a type the gateway reads: let the view convert it' };
}

/** A declaration without length means one character. */
function lengthOf(size: string | undefined): { readonly length?: number } {
  return size === 'max' ? {} : { length: Number(size ?? 1) };
}

/** True for columns of (max) types, which servers cannot index. */
export function isUnbounded(type: SqlType): boolean {
  return (type.kind === 'text' || type.kind === 'binary') && type.length === undefined;
}
