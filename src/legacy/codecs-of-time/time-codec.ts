// Times of day: time columns, and 235959 as a number or text. It must never let 24:00:00 or a sixtieth second pass.
import type { Column } from '../../facade/binding.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { FieldCodec } from '../codec.js';
import { columnFilter, ORDERED } from '../codecs/column-filter.js';
import type { Place } from '../codecs/column-filter.js';
import { codeOf, columnType, legacyCode } from '../codecs/column-type.js';
import { readOne } from '../codecs/number-codec.js';
import { placeOnSecondsGrid, takeFraction, TWO_DIGITS, withFraction } from './seconds.js';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,7})?$/;
const DIGITS = /^\d{1,6}$/;
const IMPOSSIBLE = new Misfit('no such time of day');

/** A time of day in a time column. */
export function timeCodec(column: Column): FieldCodec {
  const type = columnType(column);
  if (type.family !== 'time') {
    throw new UnusableBinding(
      `column ${column.name} of type ${column.type} does not hold times; say format: hhmmss if it does`,
    );
  }
  const place = (text: string): Place | undefined => (TIME.test(text) ? placeOnSecondsGrid(type, text) : undefined);
  return {
    ...timeParts(column),
    reader: (at) => readOne(at, (value) => (typeof value === 'string' ? timeOf(value) : IMPOSSIBLE)),
    filter: (operator, values) => columnFilter(column, place, operator, values),
  };
}

/** A time of day as the number or text 235959; numbers lose their leading zeros, 93005 is 09:30:05. */
export function hhmmssCodec(column: Column): FieldCodec {
  const { family } = columnType(column);
  if (family !== 'number' && family !== 'exact' && family !== 'text') {
    throw new UnusableBinding(`column ${column.name} of type ${column.type} does not hold times as hhmmss`);
  }
  const place = (text: string): Place | undefined => {
    if (!TIME.test(text)) return undefined;
    const { seconds, fraction } = takeFraction(text);
    const digits = seconds.replaceAll(':', '');
    const code = family === 'text' ? digits : String(Number(digits));
    return { at: fraction === '' ? 'exactly' : 'after', value: legacyCode(column, code) };
  };
  return {
    ...timeParts(column),
    reader: (at) => readOne(at, (value) => timeOfDigits(codeOf(value) ?? '')),
    filter: (operator, values) => columnFilter(column, place, operator, values),
  };
}

function timeParts(column: Column): Pick<FieldCodec, 'columns' | 'order' | 'operators' | 'plain'> {
  return { columns: [column], order: [column], operators: ORDERED, plain: true };
}

function timeOf(text: string): string | Misfit {
  if (!TIME.test(text)) return IMPOSSIBLE;
  const { seconds, fraction } = takeFraction(text);
  return withFraction(seconds, fraction);
}

function timeOfDigits(digits: string): string | Misfit {
  if (!DIGITS.test(digits)) return IMPOSSIBLE;
  const number = Number(digits);
  const minute = Math.floor(number / 100) % 100;
  const second = number % 100;
  if (number >= 240_000 || minute > 59 || second > 59) return IMPOSSIBLE;
  return `${TWO_DIGITS[Math.floor(number / 10_000)] ?? ''}:${TWO_DIGITS[minute] ?? ''}:${TWO_DIGITS[second] ?? ''}`;
}
