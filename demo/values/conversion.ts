// CAST, CONVERT and every implicit conversion: a stored value of one type as a stored value of another.
// Stored form: integers, bits, floats and narrow decimals are numbers, wide decimals and money sortable text, dates ISO
// text, CHAR without its trailing blanks, uniqueidentifier upper case, binary bytes.
import { parseDate, convertDate } from './date-conversion.js';
import { decimalText, isSortable, plainDecimal, toSortable } from './exact-decimal.js';
import { SqlError } from './sql-error.js';
import type { SqlValue } from './sql-value.js';
import {
  familyOf,
  isDecimal,
  isInteger,
  isMoney,
  isText,
  isUnicode,
  isWide,
  MAX_LENGTH,
  type SqlType,
  type TypeFamily,
} from './sql-type.js';
import { convertToText } from './text-conversion.js';
import { toWindows1252 } from './windows-1252.js';

type Present = Exclude<SqlValue, null>;
type Converter = (value: Present, from: SqlType, to: SqlType, style: number | undefined) => SqlValue;

const CONVERTERS: Readonly<Record<TypeFamily, Converter>> = {
  text: convertToText,
  number: convertToNumber,
  date: convertToDate,
  guid: convertToGuid,
  binary: convertToBinary,
};

/** Types of a conversion. */
export interface Conversion {
  readonly from: SqlType;
  readonly to: SqlType;
  /** The third argument of CONVERT. */
  readonly style?: number | undefined;
}

/** Converts a stored value; null stays null. Throws what SQL Server throws: 245, 8114, 8115, 241, 8169, 206. */
export function convert(value: SqlValue, { from, to, style }: Conversion): SqlValue {
  if (value === null) return null;
  return CONVERTERS[familyOf(to)](value, from, to, style);
}

function convertToNumber(value: Present, from: SqlType, to: SqlType): SqlValue {
  if (value instanceof Uint8Array) return integerOfBytes(value, to);
  if (familyOf(from) === 'date' || familyOf(from) === 'guid') throw clash(from, to);
  if (to.name === 'bit') return bitOf(value, from);
  if (isInteger(to)) return integerOf(value, from, to);
  return isDecimal(to) ? decimalOf(value, from, to) : floatOf(value, from, to);
}

function bitOf(value: string | number | bigint, from: SqlType): number {
  if (typeof value !== 'string') return Number(value) === 0 ? 0 : 1;
  if (isSortable(value)) return Number(plainDecimal(value)) === 0 ? 0 : 1;
  const word = value.trim().toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true' ? 1 : 0;
  if (!/^[+-]?\d*$/.test(word)) throw failed(value, from, 'bit');
  return Number(word) === 0 ? 0 : 1;
}

const LIMITS: Readonly<Record<string, readonly [bigint, bigint]>> = {
  tinyint: [0n, 255n],
  smallint: [-32_768n, 32_767n],
  int: [-2_147_483_648n, 2_147_483_647n],
  bigint: [-(2n ** 63n), 2n ** 63n - 1n],
};

function integerOf(value: string | number | bigint, from: SqlType, to: SqlType): number | bigint {
  if (isText(from) && !/^\s*(?:[+-]?\d+)?\s*$/.test(String(value))) throw failed(String(value), from, to.name);
  const integer = wholePart(value);
  const [least, most] = LIMITS[to.name] ?? [0n, 0n];
  if (integer === undefined || integer < least || integer > most) throw overflow('expression', to);
  return to.name === 'bigint' ? smallest(integer) : Number(integer);
}

/** Decimals and floats are cut, not rounded, on their way to an integer. */
function wholePart(value: string | number | bigint): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? BigInt(Math.trunc(value)) : undefined;
  const text = plainDecimal(value).trim().replace(/\..*$/, '');
  return text === '' ? 0n : BigInt(text.replace(/^\+/, ''));
}

const smallest = (integer: bigint): number | bigint =>
  integer >= BigInt(Number.MIN_SAFE_INTEGER) && integer <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(integer) : integer;

function decimalOf(value: string | number | bigint, from: SqlType, to: SqlType): SqlValue {
  const source = isDecimal(from) && typeof value === 'number' ? value.toFixed(from.scale) : value;
  const text = decimalText(source, to.scale);
  if (text === undefined) {
    throw new SqlError(8114, `Error converting data type ${from.name} to ${isMoney(to) ? to.name : 'numeric'}.`, {
      state: 5,
    });
  }
  if (text.replace(/[-.]/g, '').replace(/^0+/, '').length > to.precision) throw overflow(nameInMessage(from), to);
  return isWide(to) ? toSortable(text) : Number(text);
}

function floatOf(value: string | number | bigint, from: SqlType, to: SqlType): number {
  const number = Number(typeof value === 'string' ? plainDecimal(value) : value);
  if (Number.isNaN(number))
    throw new SqlError(8114, `Error converting data type ${from.name} to ${to.name}.`, { state: 5 });
  return to.name === 'real' ? Math.fround(number) : number;
}

function convertToDate(value: Present, from: SqlType, to: SqlType): string {
  if (typeof value !== 'string' || isSortable(value)) throw clash(from, to);
  if (familyOf(from) === 'date') return convertDate(value, from, to);
  const date = parseDate(value, to);
  if (date === undefined) {
    throw new SqlError(241, 'Conversion failed when converting date and/or time from character string.');
  }
  return date;
}

function convertToGuid(value: Present, from: SqlType, to: SqlType): string {
  if (typeof value !== 'string' || isSortable(value)) throw clash(from, to);
  const match = /^\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?\s*$/i.exec(value);
  if (match?.[1] === undefined) {
    throw new SqlError(8169, 'Conversion failed when converting from a character string to uniqueidentifier.', {
      state: 2,
    });
  }
  return match[1].toUpperCase();
}

function convertToBinary(value: Present, from: SqlType, to: SqlType, style: number | undefined): Uint8Array {
  const bytes = value instanceof Uint8Array ? Buffer.from(value) : bytesOf(value, from, to, style);
  if (to.length === MAX_LENGTH) return bytes;
  const cut = bytes.subarray(0, to.length);
  return to.name === 'varbinary' || cut.length === to.length
    ? cut
    : Buffer.concat([cut, Buffer.alloc(to.length - cut.length)]);
}

function bytesOf(value: string | number | bigint, from: SqlType, to: SqlType, style: number | undefined): Buffer {
  if (typeof value === 'string' && isText(from)) {
    if (style === 1 || style === 2) return Buffer.from(value.replace(/^0x/i, ''), 'hex');
    return isUnicode(from) ? Buffer.from(value, 'utf16le') : toWindows1252(value);
  }
  if (typeof value === 'string') throw clash(from, to);
  const size = from.name === 'bigint' ? 8 : 4;
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes.subarray(8 - size);
}

function integerOfBytes(value: Uint8Array, to: SqlType): number | bigint {
  const hex = Buffer.from(value).subarray(-8).toString('hex');
  const integer = BigInt.asIntN(to.name === 'bigint' ? 64 : 32, BigInt(`0x${hex === '' ? '0' : hex}`));
  return to.name === 'bigint' ? smallest(integer) : Number(integer);
}

function failed(value: string, from: SqlType, to: string): SqlError {
  return new SqlError(245, `Conversion failed when converting the ${from.name} value '${value}' to data type ${to}.`);
}

function overflow(from: string, to: SqlType): SqlError {
  const target = isDecimal(to) && !isMoney(to) ? 'numeric' : to.name;
  return new SqlError(8115, `Arithmetic overflow error converting ${from} to data type ${target}.`, { state: 8 });
}

function nameInMessage(from: SqlType): string {
  if (isText(from) || isMoney(from)) return from.name;
  return isDecimal(from) ? 'numeric' : 'expression';
}

/** Two types that never meet. */
export function clash(from: SqlType, to: SqlType): SqlError {
  return new SqlError(206, `Operand type clash: ${from.name} is incompatible with ${to.name}`, { state: 2 });
}
