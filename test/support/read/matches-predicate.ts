// Evaluates predicates over a row of named values with SQL's third truth value: a comparison with NULL is unknown.
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { Comparison, Predicate } from '../../../src/legacy/read-plan.js';
import { trimBlanks } from '../../../src/legacy/codecs/column-type.js';
import { compareLegacy } from './compare-legacy.js';

/** A row by column name. */
export type NamedRow = Readonly<Record<string, LegacyValue>>;
type Truth = boolean | undefined;

/** True only when every predicate holds for certain. */
export function matchesAll(predicates: readonly Predicate[], row: NamedRow): boolean {
  return all(predicates, row) === true;
}

function all(predicates: readonly Predicate[], row: NamedRow): Truth {
  const truths = predicates.map((predicate) => evaluate(predicate, row));
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
}

function any(truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
}

function evaluate(predicate: Predicate, row: NamedRow): Truth {
  switch (predicate.kind) {
    case 'anyOf':
      return any(predicate.groups.map((group) => all(group, row)));
    case 'not': {
      const truth = all(predicate.group, row);
      return truth === undefined ? undefined : !truth;
    }
    case 'isNull':
      return (valueOf(row, predicate.column.name) === null) !== predicate.negated;
    case 'compare':
    case 'in':
    case 'contains':
    case 'startsWith':
      return evaluateValue(predicate, valueOf(row, predicate.column.name));
  }
}

type ValuePredicate = Exclude<Predicate, { kind: 'anyOf' | 'not' | 'isNull' }>;

function evaluateValue(predicate: ValuePredicate, value: LegacyValue): Truth {
  if (value === null) return undefined;
  switch (predicate.kind) {
    case 'compare':
      return compares(predicate.comparison, compareLegacy(predicate.column, value, predicate.value));
    case 'in':
      return predicate.values.some((candidate) => compareLegacy(predicate.column, value, candidate) === 0);
    case 'contains':
      return String(value).includes(predicate.text);
    case 'startsWith':
      return trimBlanks(String(value)).startsWith(predicate.text);
  }
}

function compares(comparison: Comparison, difference: number): boolean {
  const outcomes: Record<Comparison, boolean> = {
    eq: difference === 0,
    ne: difference !== 0,
    gt: difference > 0,
    gte: difference >= 0,
    lt: difference < 0,
    lte: difference <= 0,
  };
  return outcomes[comparison];
}

/** The value of a column; a row that lacks it is a mistake of the test. */
export function valueOf(row: NamedRow, name: string): LegacyValue {
  const value = row[name];
  if (value === undefined) throw new RangeError(`the row has no column ${name}`);
  return value;
}
