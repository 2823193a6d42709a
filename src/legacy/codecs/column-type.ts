// Reads the server's own type words (`decimal(15,2)`) into what the codecs must know. It must never guess: a type it
// does not know makes the binding unusable.
import type { Column } from '../../facade/binding.js';
import { UnusableBinding } from '../codec.js';
import type { LegacyValue } from '../legacy-value.js';

/** How the values of a column travel; see LegacyValue. `civil` is a date and time without a zone. */
export type ColumnFamily =
  'text' | 'number' | 'exact' | 'bit' | 'date' | 'time' | 'civil' | 'offset' | 'uuid' | 'bytes';

export interface ColumnType {
  readonly family: ColumnFamily;
  /** The type word in lower case, without its arguments. */
  readonly name: string;
  /** Most characters of text, most bytes of binary; undefined for `max`. */
  readonly length: number | undefined;
  /** Most digits of an exact number, and how many of them stand behind the point. */
  readonly precision: number;
  /** Fraction digits: of an exact number, or of the seconds of a time. */
  readonly scale: number;
}

const FAMILIES: Readonly<Record<string, ColumnFamily>> = {
  char: 'text',
  varchar: 'text',
  nchar: 'text',
  nvarchar: 'text',
  text: 'text',
  ntext: 'text',
  sysname: 'text',
  tinyint: 'number',
  smallint: 'number',
  int: 'number',
  float: 'number',
  real: 'number',
  bigint: 'exact',
  decimal: 'exact',
  numeric: 'exact',
  money: 'exact',
  smallmoney: 'exact',
  bit: 'bit',
  date: 'date',
  time: 'time',
  datetime: 'civil',
  smalldatetime: 'civil',
  datetime2: 'civil',
  datetimeoffset: 'offset',
  uniqueidentifier: 'uuid',
  binary: 'bytes',
  varbinary: 'bytes',
  image: 'bytes',
  rowversion: 'bytes',
  timestamp: 'bytes',
};

/** Precision and scale that the type word fixes, or that stand for absent arguments (decimal is decimal(18,0)). */
const DIGITS: Readonly<Record<string, readonly [precision: number, scale: number]>> = {
  bigint: [19, 0],
  money: [19, 4],
  smallmoney: [10, 4],
  decimal: [18, 0],
  numeric: [18, 0],
  datetime: [0, 3],
  smalldatetime: [0, 0],
  datetime2: [0, 7],
  datetimeoffset: [0, 7],
  time: [0, 7],
};

const TYPE = /^([a-z0-9]+)(?: *\( *(max|\d+) *(?:, *(\d+) *)?\))?$/;

/** The type of a column. Throws UnusableBinding for a type word the codecs do not know. */
export function columnType(column: Column): ColumnType {
  const match = TYPE.exec(column.type.trim().toLowerCase());
  const name = match?.[1] ?? '';
  const family = Object.hasOwn(FAMILIES, name) ? FAMILIES[name] : undefined;
  if (family === undefined)
    throw new UnusableBinding(`column ${column.name} has type ${column.type}, which is not supported`);
  return { family, name, length: lengthOf(name, match?.[2]), ...digitsOf(family, name, match) };
}

function lengthOf(name: string, argument: string | undefined): number | undefined {
  if (name === 'rowversion' || name === 'timestamp') return 8;
  if (name === 'sysname') return 128;
  if (name === 'text' || name === 'ntext' || name === 'image' || argument === 'max') return undefined;
  return Number(argument ?? 1);
}

function digitsOf(
  family: ColumnFamily,
  name: string,
  match: RegExpExecArray | null,
): { precision: number; scale: number } {
  const [precision, scale] = DIGITS[name] ?? [0, 0];
  const first = match?.[2];
  if (first === undefined) return { precision, scale };
  if (family === 'exact') return { precision: Number(first), scale: Number(match?.[3] ?? 0) };
  return { precision, scale: Number(first) };
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * A legacy code as a value of its column: the text `1` is the number 1 in an int column.
 * Throws UnusableBinding for a code that the column cannot hold.
 */
export function legacyCode(column: Column, code: string): LegacyValue {
  const { family } = columnType(column);
  if ((family === 'number' || family === 'exact') && !NUMBER.test(code)) {
    throw new UnusableBinding(`"${code}" is no number, but column ${column.name} has type ${column.type}`);
  }
  if (family === 'number') return Number(code);
  if (family === 'bit') return code === '1' || code === 'true';
  return code;
}

/**
 * The code a value stands for, without the blanks that pad it: the inverse of `legacyCode`. NULL stays null;
 * a bit is `1` or `0`; bytes have no code.
 */
export function codeOf(value: LegacyValue | undefined): string | null {
  if (typeof value === 'string') return trimBlanks(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return null;
}

/** Cuts trailing blanks (U+0020 only), as CHAR columns are padded with them. */
export function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 32) end -= 1;
  return end === text.length ? text : text.slice(0, end);
}
