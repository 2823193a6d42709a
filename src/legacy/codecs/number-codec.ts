// Whole numbers, 64-bit numbers and decimals. It must never lose a digit: what does not fit is a misfit.
import type { Column } from '../../facade/binding.js';
import type { FieldType, FilterOperator } from '../../facade/contract.js';
import { typeSchema } from '../../facade/description/field-schema.js';
import { fitDecimal } from '../../kernel/decimal.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { Canonical, FieldCodec, Reader } from '../codec.js';
import type { LegacyValue } from '../legacy-value.js';
import { columnFilter, ORDERED } from './column-filter.js';
import { columnType, trimBlanks } from './column-type.js';
import { numberPlacing } from './exact-number.js';

const NOT_A_NUMBER = new Misfit('not a number of the agreed size');
const OUT_OF_RANGE = new Misfit('outside the agreed range');
const LOWEST_LONG = -(2n ** 63n);
const HIGHEST_LONG = 2n ** 63n - 1n;
/** Text columns can be read as numbers, but their order is that of text, and `007` is not equal to `7`. */
const ONLY_NULLS: ReadonlySet<FilterOperator> = new Set<FilterOperator>(['isNull']);

type Decode = (value: LegacyValue) => Canonical | Misfit;

/** A JSON number within the field's bounds and the range a double holds exactly. */
export function integerCodec(column: Column, type: Extract<FieldType, { kind: 'integer' }>): FieldCodec {
  const lowest = type.minimum ?? Number.MIN_SAFE_INTEGER;
  const highest = type.maximum ?? Number.MAX_SAFE_INTEGER;
  return numberCodec(column, (value) => {
    const number = typeof value === 'number' ? value : Number(wholeText(value));
    if (!Number.isSafeInteger(number)) return NOT_A_NUMBER;
    return number < lowest || number > highest ? OUT_OF_RANGE : number;
  });
}

/** A 64-bit whole number as text. */
export function longCodec(column: Column): FieldCodec {
  return numberCodec(column, (value) => {
    const text = wholeText(value);
    if (text === undefined) return NOT_A_NUMBER;
    if (text.length < 19) return text;
    const number = BigInt(text);
    return number < LOWEST_LONG || number > HIGHEST_LONG ? OUT_OF_RANGE : text;
  });
}

/** A decimal as text with exactly the agreed fraction digits. */
export function decimalCodec(column: Column, type: Extract<FieldType, { kind: 'decimal' }>): FieldCodec {
  const canonical = new RegExp(typeSchema(type).pattern ?? '');
  return numberCodec(column, (value) => {
    const text = exactText(value);
    // Most decimals arrive as they are shown; only minus zero would pass and be wrong.
    if (text !== undefined && !text.startsWith('-') && canonical.test(text)) return text;
    return (text === undefined ? undefined : fitDecimal(text, type.precision, type.scale)) ?? NOT_A_NUMBER;
  });
}

function wholeText(value: LegacyValue): string | undefined {
  const text = exactText(value);
  return text === undefined ? undefined : fitDecimal(text, 38, 0);
}

function exactText(value: LegacyValue): string | undefined {
  if (typeof value === 'string') return trimBlanks(value);
  return typeof value === 'number' ? String(value) : undefined;
}

function numberCodec(column: Column, decode: Decode): FieldCodec {
  const { family } = columnType(column);
  if (family !== 'number' && family !== 'exact' && family !== 'text') {
    throw new UnusableBinding(`column ${column.name} of type ${column.type} does not hold numbers`);
  }
  const placing = family === 'text' ? () => undefined : numberPlacing(column);
  return {
    columns: [column],
    order: family === 'text' ? undefined : [column],
    operators: family === 'text' ? ONLY_NULLS : ORDERED,
    plain: true,
    reader: (at) => readOne(at, decode),
    filter: (operator, values) => columnFilter(column, placing, operator, values),
  };
}

/** Reader of a one-column codec: NULL is null, everything else goes through `decode`. */
export function readOne(at: readonly number[], decode: Decode): Reader {
  const position = at[0] ?? -1;
  return (row) => {
    const value = row[position] ?? null;
    return value === null ? null : decode(value);
  };
}
