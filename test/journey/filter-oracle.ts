// Says which records a filter must find, from the records alone: what the gateway and the ERP answer is measured by it.
import type { ApiRecord } from '../support/running/checking-client.js';
import type { OfferedFilter } from './documented-query.js';

type Value = string | number | boolean | null;

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Less than zero, zero or more: numbers by size, times by instant, all else as text. */
export function compareValues(one: Value, other: Value): number {
  const [left, right] = [String(one), String(other)];
  if (DECIMAL.test(left) && DECIMAL.test(right)) return Number(left) - Number(right);
  if (left.endsWith('Z') && right.endsWith('Z')) return Date.parse(left) - Date.parse(right);
  return left < right ? -1 : Number(left > right);
}

/** The ERP's collation folds case. */
const folded = (value: Value): string => String(value).toLowerCase();

const TESTS: Readonly<Record<string, (value: Value, wanted: readonly string[]) => boolean>> = {
  eq: (value, [wanted = '']) => folded(value) === folded(wanted),
  ne: (value, [wanted = '']) => folded(value) !== folded(wanted),
  in: (value, wanted) => wanted.some((one) => folded(one) === folded(value)),
  gt: (value, [wanted = '']) => compareValues(value, wanted) > 0,
  gte: (value, [wanted = '']) => compareValues(value, wanted) >= 0,
  lt: (value, [wanted = '']) => compareValues(value, wanted) < 0,
  lte: (value, [wanted = '']) => compareValues(value, wanted) <= 0,
  contains: (value, [wanted = '']) => folded(value).includes(folded(wanted)),
  startsWith: (value, [wanted = '']) => folded(value).startsWith(folded(wanted)),
};

/** Whether a filter with these values must find a record. Nothing but isNull finds a null. */
export function mustFind({ field, operator }: OfferedFilter, wanted: readonly string[], record: ApiRecord): boolean {
  const value = record[field] as Value;
  if (operator === 'isNull') return (value === null) === (wanted[0] === 'true');
  const test = TESTS[operator];
  if (test === undefined) throw new Error(`the tests do not know the operator ${operator}`);
  return value !== null && test(value, wanted);
}

/** What is asked for where every record holds null. */
const NOWHERE = 'nowhere';

/** Values worth asking a filter for, taken from the records: one that many have, and one in the middle. */
export function samples(
  { field, operator }: OfferedFilter,
  records: readonly ApiRecord[],
): readonly (readonly string[])[] {
  if (operator === 'isNull') return [['true'], ['false']];
  const values = [...new Set(records.map((record) => record[field] as Value).filter((value) => value !== null))]
    .sort(compareValues)
    .map(String);
  const at = (share: number): string => values[Math.floor((values.length - 1) * share)] ?? NOWHERE;
  if (operator === 'in')
    return [[at(0.1), at(0.5), at(0.9)].filter((value, index, all) => all.indexOf(value) === index)];
  const [low, middle] = [at(0.25), at(0.5)];
  if (operator === 'startsWith') return [[middle.slice(0, 3)], [low.toLowerCase().slice(0, 4)]];
  if (operator === 'contains') return [[middle.slice(1, 4).trim()], [low.toLowerCase().slice(2, 5).trim()]];
  return [[low], [middle]];
}
