// What a column or parameter can hold, and how a caller is told that a value is more than that.
// It must never say how the ERP calls anything.
import type { Column } from '../../facade/binding.js';
import type { FieldType } from '../../facade/contract.js';
import { columnType } from '../codecs/column-type.js';
import type { ColumnType } from '../codecs/column-type.js';
import { codePageOf } from './encode-code-page.js';

/** First and last day of the types that do not reach from year 1 to 9999 (Microsoft Learn, per type). */
const DAYS: Readonly<Record<string, readonly [first: string, last: string]>> = {
  datetime: ['1753-01-01', '9999-12-31'],
  smalldatetime: ['1900-01-01', '2079-06-06'],
};

/** Says what is wrong with a canonical value, beyond what reading it back would show; undefined when nothing is. */
export type Limit = (value: string | number | boolean) => string | undefined;

/** The limit of a column, whatever field goes into it. */
export function columnLimit(column: Column, codePage: string | undefined): Limit {
  const type = columnType(column);
  if (type.family === 'text') return textLimit(type, codePage);
  if (type.family === 'bytes') return bytesLimit(type);
  const days = type.family === 'civil' ? DAYS[type.name] : undefined;
  if (days === undefined) return () => undefined;
  const [first, last] = days;
  return (value) => {
    const isDay = typeof value === 'string' && value.length === first.length;
    return isDay && (value < first || value > last) ? `must be a date from ${first} to ${last}.` : undefined;
  };
}

/** Unicode columns count UTF-16 units, all others the bytes of their code page (Microsoft Learn, "nchar and nvarchar"). */
function textLimit({ name, length = Infinity }: ColumnType, codePage: string | undefined): Limit {
  const isUnicode = name.startsWith('n') || name === 'sysname';
  const page = isUnicode ? undefined : codePageOf(codePage);
  return (value) => {
    const text = String(value);
    const stranger = page?.firstStranger(text);
    if (stranger !== undefined) return `holds a character that the ERP cannot store: ${named(stranger)}.`;
    const size = page === undefined ? text.length : page.bytes(text);
    return size > length ? `is too long for the ERP, which has room for ${length} characters.` : undefined;
  };
}

/** Invisible characters by number only. */
function named(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character) ? `"${character}" (${code})` : code;
}

function bytesLimit({ length = Infinity }: ColumnType): Limit {
  return (value) => {
    const size = Buffer.byteLength(String(value), 'base64');
    return size > length ? `is too long for the ERP, which has room for ${length} bytes.` : undefined;
  };
}

/** The sentence for a value that does not come back as it was. */
export function whyUnfit(type: FieldType, column: Column): string {
  const { family, precision, scale } = columnType(column);
  if (family === 'exact' || family === 'number') return whyNoNumber(family, precision, scale);
  if (type.kind === 'string') return 'holds characters, or blanks at its end, that the ERP does not keep.';
  if (type.kind === 'instant' || type.kind === 'time') {
    return 'is a time that the ERP cannot hold: finer than it keeps, or in an hour that its clock shows twice.';
  }
  return 'is a value that the ERP cannot hold.';
}

function whyNoNumber(family: 'exact' | 'number', precision: number, scale: number): string {
  if (family === 'number') return 'is a number that the ERP cannot hold.';
  const behind = scale === 0 ? 'none behind the point' : `${scale} behind the point`;
  return `has more digits than the ERP keeps: ${precision - scale} before and ${behind}.`;
}
