// Orders legacy values the way SQL Server does, as far as the tests need it: by the column's type, not by the text.
import type { Column } from '../../../src/facade/binding.js';
import { columnType, trimBlanks } from '../../../src/legacy/codecs/column-type.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';

/** Negative, zero or positive. Neither value may be null. */
export function compareLegacy(column: Column, one: LegacyValue, other: LegacyValue): number {
  const { family } = columnType(column);
  if (family === 'exact') return compareDecimals(String(one), String(other));
  if (typeof one === 'number' || typeof one === 'boolean') return Number(one) - Number(other);
  if (one instanceof Uint8Array) return Buffer.compare(one, other as Uint8Array);
  return compareTexts(fractionless(trimBlanks(String(one))), fractionless(trimBlanks(String(other))));
}

/** Whole seconds sort before their fractions: `…:59Z` must not sort behind `…:59.5Z` because of the letter. */
function fractionless(text: string): string {
  return /T.*Z$/.test(text) ? text.slice(0, -1) : text;
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function compareDecimals(one: string, other: string): number {
  const difference = scaled(one) - scaled(other);
  return difference < 0n ? -1 : Number(difference > 0n);
}

function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const size = BigInt(whole + fraction.padEnd(40, '0'));
  return text.startsWith('-') ? -size : size;
}
