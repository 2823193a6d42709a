// A predicate whose values are known to exist in their columns, and the way there from a plan's predicate.
// SQL's third truth value is kept: what cannot be true stays unknown for NULL, also under NOT.
import type { Column } from '../../../src/facade/binding.js';
import type { LegacyValue } from '../../../src/legacy/legacy-value.js';
import type { Comparison, Predicate } from '../../../src/legacy/read-plan.js';
import type { CodePage, Fit } from '../column/fit.js';
import { fitValue } from '../column/fit-value.js';
import { type LikePattern, likePattern } from './like-pattern.js';
import { comparableTypeOf } from '../column/typed-column.js';

type Compare = Extract<Predicate, { kind: 'compare' }>;
type In = Extract<Predicate, { kind: 'in' }>;
type IsNull = Extract<Predicate, { kind: 'isNull' }>;

/** A predicate about one column. */
export type ColumnPredicate = Exclude<Predicate, { kind: 'anyOf' | 'not' }>;

export type FittedPredicate =
  | Compare
  | In
  | IsNull
  | { readonly kind: 'like'; readonly column: Column; readonly pattern: LikePattern }
  /** True for every value, unknown for NULL. */
  | { readonly kind: 'always'; readonly column: Column }
  /** False for every value, unknown for NULL. */
  | { readonly kind: 'never'; readonly column: Column };

/** Fits the values of a predicate about one column. */
export function fitPredicate(predicate: ColumnPredicate, codePage: CodePage): FittedPredicate {
  switch (predicate.kind) {
    case 'compare':
      return fitCompare(predicate, codePage);
    case 'in':
      return fitIn(predicate, codePage);
    case 'isNull':
      return predicate;
    case 'contains':
    case 'startsWith': {
      const { column } = predicate;
      const pattern = likePattern(predicate, codePage);
      return pattern === undefined ? { kind: 'never', column } : { kind: 'like', column, pattern };
    }
  }
}

function fitCompare(predicate: Compare, codePage: CodePage): FittedPredicate {
  const { column, comparison, value } = predicate;
  const type = comparableTypeOf(column);
  // A comparison with NULL is never true; the read path asks isNull where it means it.
  if (value === null) return { kind: 'never', column };
  return compareFitted(column, comparison, fitValue(type, value, codePage));
}

function compareFitted(column: Column, comparison: Comparison, fit: Fit): FittedPredicate {
  if (fit.kind === 'exact') return { kind: 'compare', column, comparison, value: fit.value };
  if (comparison === 'ne') return { kind: 'always', column };
  if (comparison === 'eq' || fit.kind === 'foreign') return { kind: 'never', column };
  const [neighbour, without] = NEIGHBOURS[comparison];
  const value = fit[neighbour];
  return value === undefined ? { kind: without, column } : { kind: 'compare', column, comparison, value };
}

/** For a value between two of the column's: the neighbour that keeps the same rows, and what holds when it is missing. */
const NEIGHBOURS = {
  gt: ['below', 'always'],
  gte: ['above', 'never'],
  lt: ['above', 'always'],
  lte: ['below', 'never'],
} as const;

function fitIn(predicate: In, codePage: CodePage): FittedPredicate {
  const { column } = predicate;
  const type = comparableTypeOf(column);
  const values: LegacyValue[] = [];
  for (const value of predicate.values) {
    const fit = value === null ? undefined : fitValue(type, value, codePage);
    if (fit?.kind === 'exact') values.push(fit.value);
  }
  return values.length === 0 ? { kind: 'never', column } : { kind: 'in', column, values };
}
