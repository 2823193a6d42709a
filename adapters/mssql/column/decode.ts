// Turns what the driver hands over into LegacyValues: one decoder per column, chosen once. Most columns need none.
// It must never lose a digit; what the driver itself would round is fetched as text (see statement/select-list.ts).
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import { byKind, type ByKind } from './by-kind.js';
import type { ColumnType } from './column-type.js';
import { dateText } from './moment.js';

/** Decodes a value that is not null. */
export type Decoder = (value: unknown) => LegacyValue;

/** The driver hangs the part of a time below the millisecond on the Date, in seconds. */
interface DriverDate extends Date {
  readonly nanosecondsDelta?: number;
}

const asItIs = (): undefined => undefined;

const DECODERS: ByKind<[], Decoder | undefined> = {
  text: asItIs,
  integer: asItIs,
  decimal: ({ precision }) => (precision > EXACT_DIGITS ? trimmedDecimal : doubleText),
  money: ({ small }) => (small ? doubleText : trimmedDecimal),
  float: asItIs,
  bit: asItIs,
  date: () => (value) => (value as Date).toISOString().slice(0, 10),
  time: () => (value) => preciseText(value).slice(11),
  datetime: () => preciseText,
  datetime2: () => preciseText,
  datetimeoffset: () => (value) => `${preciseText(value)}Z`,
  guid: asItIs,
  binary: asItIs,
  blob: asItIs,
};

/** The decoder of a type; undefined when the driver's value already is the LegacyValue. */
export function decoderOf(type: ColumnType): Decoder | undefined {
  return byKind(DECODERS, type);
}

/**
 * Decimal digits a double carries without loss (IEEE 754 binary64, DBL_DIG = 15). The driver reads every decimal into a
 * double, so up to here its shortest text is the exact value, and beyond here it is not.
 */
export const EXACT_DIGITS = 15;

function doubleText(value: unknown): string {
  const text = String(value);
  return text.includes('e') ? trimmedDecimal((value as number).toFixed(EXACT_DIGITS)) : text;
}

function trimmedDecimal(value: unknown): string {
  const text = String(value);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function preciseText(value: unknown): string {
  const date = value as DriverDate;
  return dateText(date, Math.round((date.nanosecondsDelta ?? 0) * 10_000_000));
}
