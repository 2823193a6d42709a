// Plain text. It must never pass on a character that the ERP's code page could not have meant.
import { LONGEST_TEXT } from '../../facade/description/bounds.js';
import type { Column } from '../../facade/binding.js';
import type { FieldType, FilterOperator } from '../../facade/contract.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { FieldCodec } from '../codec.js';
import type { LegacyValue } from '../legacy-value.js';
import type { Predicate } from '../read-plan.js';
import { columnFilter, NOTHING, ORDERED, UNORDERED } from './column-filter.js';
import type { Place } from './column-filter.js';
import { codeOf, columnType, trimBlanks } from './column-type.js';
import type { ColumnType } from './column-type.js';
import { numberPlacing } from './exact-number.js';
import { readOne } from './number-codec.js';

type StringType = Extract<FieldType, { kind: 'string' }>;

/**
 * NUL, the C1 control characters and the replacement character: bytes 0x81, 0x8D, 0x8F, 0x90 and 0x9D mean nothing in
 * windows-1252 and arrive as one of these, depending on the driver. With the u flag the last range is lone surrogates.
 */
const UNREADABLE = /[\0\u0080-\u009f\ufffd\ud800-\udfff]/u;
const NOT_TEXT = new Misfit('not text');
const OUTSIDE_CODE_PAGE = new Misfit('holds characters outside the code page');
const TOO_LONG = new Misfit('longer than agreed');
const NOT_THE_PATTERN = new Misfit('does not match the agreed pattern');
const TEXT_OPERATORS: ReadonlySet<FilterOperator> = new Set([...ORDERED, 'contains', 'startsWith']);

/** Checks a text against the contract: readable, not too long, of the pattern. */
export function textCheck(type: StringType): (text: string) => string | Misfit {
  const longest = type.maxLength ?? LONGEST_TEXT;
  const pattern = type.pattern === undefined ? undefined : new RegExp(type.pattern, 'u');
  return (text) => {
    if (UNREADABLE.test(text)) return OUTSIDE_CODE_PAGE;
    if (text.length > longest && countCharacters(text) > longest) return TOO_LONG;
    return pattern === undefined || pattern.test(text) ? text : NOT_THE_PATTERN;
  };
}

/** JSON Schema counts code points, not UTF-16 units. */
function countCharacters(text: string): number {
  return Array.from(text).length;
}

/** Text from a text column, or the digits of a number column (an order number kept as INT). */
export function textCodec(column: Column, type: StringType, trim: boolean): FieldCodec {
  const columnIs = columnType(column);
  if (columnIs.family === 'number' || columnIs.family === 'exact') return digitsCodec(column, type);
  if (columnIs.family !== 'text') {
    throw new UnusableBinding(`column ${column.name} of type ${column.type} does not hold text`);
  }
  const check = textCheck(type);
  return {
    columns: [column],
    order: isSortable(columnIs) ? [column] : undefined,
    operators: TEXT_OPERATORS,
    plain: false,
    reader: (at) =>
      readOne(at, (value) => (typeof value === 'string' ? check(trim ? trimBlanks(value) : value) : NOT_TEXT)),
    filter: (operator, values) => {
      if (operator === 'contains' || operator === 'startsWith') return search(column, operator, values[0] ?? '');
      return columnFilter(column, (text) => placeText(text, columnIs, trim), operator, values);
    },
  };
}

/** A sort column travels in the page cursor, so very long ones are not offered. */
function isSortable(type: ColumnType): boolean {
  return type.length !== undefined && type.length <= 256;
}

function search(column: Column, kind: 'contains' | 'startsWith', text: string): readonly Predicate[] {
  const longest = columnType(column).length ?? Infinity;
  if (UNREADABLE.test(text) || text.length > longest) return [NOTHING];
  return [{ kind, column, text }];
}

/**
 * SQL Server ignores trailing blanks when it compares, and a parameter of the column's own type cuts what is too long;
 * both would match rows that show another value, so such texts stand after the value they would be taken for.
 */
function placeText(text: string, type: ColumnType, trim: boolean): Place | undefined {
  if (UNREADABLE.test(text)) return undefined;
  const cut = type.length === undefined ? text : text.slice(0, type.length).toWellFormed();
  const value = trim ? trimBlanks(cut) : cut;
  return { at: value === text ? 'exactly' : 'after', value };
}

function digitsCodec(column: Column, type: StringType): FieldCodec {
  const check = textCheck(type);
  const placing = numberPlacing(column);
  const digits = (value: LegacyValue): string | Misfit => check(codeOf(value) ?? '');
  return {
    columns: [column],
    order: [column],
    operators: UNORDERED,
    plain: false,
    reader: (at) => readOne(at, digits),
    filter: (operator, values) => columnFilter(column, (text) => placeDigits(text, placing(text)), operator, values),
  };
}

/** Only the way the number is shown equals it: `7` is there, `07` and `7.0` are not. */
function placeDigits(text: string, place: Place | undefined): Place | undefined {
  return place?.at === 'exactly' && codeOf(place.value) === text ? place : undefined;
}
