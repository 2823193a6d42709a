// Values that make a filter take every form it can take, so that the forms can be listed before any caller asks.
// It must never know a column: how a value is looked up is the codec's business.
import type { FieldType, FilterOperator } from '../../facade/contract.js';
import { LONGEST_FILTER_TEXT, MOST_FILTER_VALUES } from '../../facade/description/bounds.js';

/**
 * Canonical values that lead to every form a filter can take: two that a column holds, ones between two that it holds,
 * ones beyond both ends of it, and instants around both changes of the clock.
 */
const SAMPLES: Readonly<Record<Exclude<FieldType['kind'], 'enum' | 'decimal'>, readonly string[]>> = {
  string: ['1', '2', '1 ', 'x'.repeat(LONGEST_FILTER_TEXT)],
  integer: ['1', '2', String(Number.MIN_SAFE_INTEGER), String(Number.MAX_SAFE_INTEGER)],
  long: ['1', '2', String(-(2n ** 63n)), String(2n ** 63n - 1n)],
  boolean: ['true', 'false'],
  date: ['2026-01-31', '2026-02-01', '0001-01-01', '9999-12-31'],
  time: ['12:00:00', '12:00:01', '12:00:00.1234567', '23:59:59.9999999'],
  instant: [
    '2026-01-31T12:00:00Z',
    '2026-01-31T12:00:00.1234567Z',
    '2026-03-29T01:00:00Z',
    '2026-03-29T01:00:00.1234567Z',
    '2026-10-25T00:30:00Z',
    '2026-10-25T01:30:00Z',
    '2026-10-25T01:30:00.1234567Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.9999999Z',
  ],
  uuid: ['3f2504e0-4f89-41d3-9a0c-0305e82c3301', '3f2504e0-4f89-41d3-9a0c-0305e82c3302'],
  binary: ['AQ==', 'Ag=='],
};

/** Words of which every combination is tried; of more only every pair, and all. */
const MOST_COMBINED = 8;

/**
 * What a caller may give to an operator of a field of this type: one value, or a list as long as a list may be. `key`
 * is a value of the resource's key, for fields that hold one.
 */
export function filterSamples(type: FieldType, operator: FilterOperator, key: string): readonly (readonly string[])[] {
  if (operator === 'isNull') return [['true'], ['false']];
  const single = [...singleSamples(type), key];
  const alone = single.map((text) => [text]);
  if (operator !== 'in') return alone;
  if (type.kind === 'enum') return combinations(type.values);
  const repeated = single.map((text) => Array.from({ length: MOST_FILTER_VALUES }, () => text));
  return [...alone, single, ...repeated];
}

/** Which forms the codes of some words take depends on which other words are asked for with them. */
function combinations(values: readonly string[]): readonly (readonly string[])[] {
  const pairs = values.flatMap((one, index) => values.slice(index).map((other) => [one, other]));
  if (values.length > MOST_COMBINED) return [...values.map((value) => [value]), ...pairs, values];
  return values.reduce<readonly (readonly string[])[]>(
    (known, value) => [...known, [value], ...known.map((some) => [...some, value])],
    [],
  );
}

function singleSamples(type: FieldType): readonly string[] {
  if (type.kind === 'enum') return type.values;
  if (type.kind === 'decimal') return decimalSamples(type);
  return SAMPLES[type.kind];
}

function decimalSamples({ precision, scale }: Extract<FieldType, { kind: 'decimal' }>): readonly string[] {
  const fraction = (digit: string): string => (scale === 0 ? '' : `.${digit.repeat(scale)}`);
  const most = `${'9'.repeat(precision - scale) || '0'}${fraction('9')}`;
  return [`1${fraction('0')}`, `2${fraction('0')}`, `1${fraction('1')}`, most, `-${most}`];
}
