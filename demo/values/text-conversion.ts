// Conversion of any value to text, as CAST and CONVERT do it, with the styles that change the result.
import { decimalText } from './exact-decimal.js';
import { formatDate } from './date-conversion.js';
import { SqlError } from './sql-error.js';
import type { SqlValue } from './sql-value.js';
import {
  familyOf,
  isApproximate,
  isDecimal,
  isMoney,
  isPadded,
  isText,
  isUnicode,
  MAX_LENGTH,
  type SqlType,
} from './sql-type.js';
import { fromWindows1252 } from './windows-1252.js';

type Present = Exclude<SqlValue, null>;

/** A stored value as text of the target type; text is cut to its length, a number that does not fit is error 8115. */
export function convertToText(value: Present, from: SqlType, to: SqlType, style: number | undefined): string {
  const text = textOf(value, from, { style, unicode: isUnicode(to) });
  if (to.length === MAX_LENGTH || text.length <= to.length) return isPadded(to) ? text.trimEnd() : text;
  if (familyOf(from) === 'number') {
    throw new SqlError(8115, `Arithmetic overflow error converting ${nameOf(from)} to data type ${to.name}.`, {
      state: 2,
    });
  }
  return isPadded(to) ? text.slice(0, to.length).trimEnd() : text.slice(0, to.length);
}

interface TextOptions {
  readonly style: number | undefined;
  readonly unicode: boolean;
}

function textOf(value: Present, from: SqlType, { style, unicode }: TextOptions): string {
  if (value instanceof Uint8Array) return binaryText(value, style, unicode);
  if (typeof value === 'string' && familyOf(from) === 'date') return formatDate(value, from, style);
  if (isMoney(from)) return moneyText(value, style);
  if (isDecimal(from)) return decimalText(value, from.scale) ?? String(value);
  if (isApproximate(from)) return floatText(Number(value), style);
  const text = String(value);
  return isText(from) && isPadded(from) ? text.padEnd(from.length) : text;
}

/** Style 0 shows two decimals, 1 groups thousands, 2 shows all four. */
function moneyText(value: string | number | bigint, style: number | undefined): string {
  const four = decimalText(value, 4) ?? String(value);
  if (style === 2) return four;
  const two = decimalText(four, 2) ?? four;
  return style === 1 ? two.replace(/\B(?=(?:\d{3})+(?=\.))/g, ',') : two;
}

/** Style 0 keeps six digits, 2 sixteen, 3 seventeen (enough to read the same double back). */
function floatText(value: number, style: number | undefined): string {
  if (style === 2 || style === 3) return exponent(value.toExponential(style === 2 ? 15 : 16));
  const size = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (size >= 6 || size < -4) return exponent(value.toExponential(5).replace(/\.?0+e/, 'e'));
  return String(Number(value.toPrecision(6)));
}

/** JavaScript writes e+6 where SQL Server writes e+006. */
function exponent(text: string): string {
  return text.replace(/e([+-])(\d+)$/, (_, sign: string, digits: string) => `e${sign}${digits.padStart(3, '0')}`);
}

/** Style 1 is 0x1F, style 2 is 1F, otherwise the bytes are read as characters. */
function binaryText(value: Uint8Array, style: number | undefined, unicode: boolean): string {
  const bytes = Buffer.from(value);
  if (style === 1) return `0x${bytes.toString('hex').toUpperCase()}`;
  if (style === 2) return bytes.toString('hex').toUpperCase();
  return unicode ? bytes.toString('utf16le') : fromWindows1252(bytes);
}

function nameOf(from: SqlType): string {
  if (isMoney(from) || isApproximate(from)) return from.name;
  return isDecimal(from) ? 'numeric' : 'expression';
}
