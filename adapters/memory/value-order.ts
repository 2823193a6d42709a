// Compares values as SQL Server does under its usual collations: blanks at the end do not count, neither does case;
// accents do. Uniqueidentifiers are compared as text, which is not SQL Server's order but as total as it.
import type { Column } from '../../src/facade/binding.js';
import type { LegacyValue } from '../../src/legacy/legacy-value.js';

type Present = Exclude<LegacyValue, null>;

/** Negative, zero or positive; undefined when the two cannot be compared. */
type Order = number | undefined;

// Only `accent` tells a from á and not from A.
const collator = new Intl.Collator('en', { sensitivity: 'accent' });

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?$/;
const FRACTION_DIGITS = 40;

/** Compares two values of `column`. */
export function compareValues(column: Column, one: Present, other: Present): Order {
  switch (familyOf(column.type)) {
    case 'text':
      return collator.compare(withoutBlanks(String(one)), withoutBlanks(String(other)));
    case 'number':
      return compareNumbers(one, other);
    case 'time':
      return compareTexts(String(one).replace('Z', ''), String(other).replace('Z', ''));
    case 'guid':
      return compareTexts(String(one).toUpperCase(), String(other).toUpperCase());
    case 'bit':
      return Number(one) - Number(other);
    case 'binary':
      return one instanceof Uint8Array && other instanceof Uint8Array ? Buffer.compare(one, other) : undefined;
  }
}

/** The same with NULL, which comes before every value. */
export function compareWithNull(column: Column, one: LegacyValue, other: LegacyValue): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  return compareValues(column, one, other) ?? 0;
}

type Family = 'text' | 'number' | 'time' | 'guid' | 'bit' | 'binary';

const FAMILIES: readonly (readonly [RegExp, Family])[] = [
  [/char|text|sysname|xml/i, 'text'],
  [/^(big|small|tiny)?int|decimal|numeric|money|float|real/i, 'number'],
  [/^(small)?date|^time(?!stamp)/i, 'time'],
  [/^bit/i, 'bit'],
  [/^uniqueidentifier/i, 'guid'],
];

function familyOf(type: string): Family {
  return FAMILIES.find(([pattern]) => pattern.test(type))?.[1] ?? 'binary';
}

export function withoutBlanks(text: string): string {
  return text.replace(/ +$/, '');
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

function compareNumbers(one: Present, other: Present): Order {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [left, right] = [units(one), units(other)];
  if (left === undefined || right === undefined) return undefined;
  return left < right ? -1 : Number(left > right);
}

function units(value: Present): bigint | undefined {
  const match = NUMBER.exec(String(value));
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const magnitude = BigInt(whole + fraction.slice(0, FRACTION_DIGITS).padEnd(FRACTION_DIGITS, '0'));
  return sign === '-' ? -magnitude : magnitude;
}
