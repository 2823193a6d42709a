// Turns an operator and a place on a column's scale into predicates. It must never round a filter value: a value the
// column cannot hold moves the comparison to the nearest one it can, without changing which rows match.
import type { Column } from '../../facade/binding.js';
import type { FilterOperator } from '../../facade/contract.js';
import type { LegacyValue } from '../legacy-value.js';
import type { Comparison, Predicate } from '../read-plan.js';

/** No row can match. */
export const NOTHING: Predicate = Object.freeze({ kind: 'anyOf', groups: Object.freeze([]) });

/** Where a canonical value stands among the values a column can hold. */
export type Place =
  | { readonly at: 'exactly'; readonly value: LegacyValue }
  /** Between two; `value` is the lower of them. */
  | { readonly at: 'after'; readonly value: LegacyValue }
  | { readonly at: 'below all' }
  | { readonly at: 'above all' };

export const BELOW_ALL: Place = Object.freeze({ at: 'below all' });
export const ABOVE_ALL: Place = Object.freeze({ at: 'above all' });

/** The operators every ordered column understands. */
export const ORDERED: ReadonlySet<FilterOperator> = new Set(['eq', 'ne', 'in', 'gt', 'gte', 'lt', 'lte', 'isNull']);
/** The operators of a column whose values are equal or not, and nothing more. */
export const UNORDERED: ReadonlySet<FilterOperator> = new Set(['eq', 'ne', 'in', 'isNull']);

/** True when these predicates can never hold together, so that nobody needs to be asked. */
export function matchesNothing(predicates: readonly Predicate[]): boolean {
  return predicates.some(
    (predicate) => predicate.kind === 'anyOf' && predicate.groups.every((group) => matchesNothing(group)),
  );
}

/** At least one of the groups: a lone group needs no anyOf, no group matches nothing. */
export function anyOf(groups: readonly (readonly Predicate[])[]): readonly Predicate[] {
  const possible = groups.filter((group) => !matchesNothing(group));
  if (possible.length === 0) return [NOTHING];
  return possible.length === 1 ? (possible[0] ?? []) : [{ kind: 'anyOf', groups: possible }];
}

/** A column equals one of these values. */
export function equalsAny(column: Column, values: readonly LegacyValue[]): readonly Predicate[] {
  const [first, ...others] = values;
  if (first === undefined) return [NOTHING];
  if (others.length === 0) return [{ kind: 'compare', column, comparison: 'eq', value: first }];
  return [{ kind: 'in', column, values }];
}

/** A column is NULL, or is not. */
export function isNull(column: Column, negated: boolean): Predicate {
  return { kind: 'isNull', column, negated };
}

/** Finds the place of a canonical text; undefined when no value of the field can be written like this. */
export type Placing = (text: string) => Place | undefined;

/** Predicates of a field that is one column on an ordered scale. */
export function columnFilter(
  column: Column,
  placing: Placing,
  operator: FilterOperator,
  values: readonly string[],
): readonly Predicate[] {
  if (operator === 'isNull') return [isNull(column, values[0] !== 'true')];
  if (operator === 'in')
    return equalsAny(
      column,
      values.flatMap((text) => exactly(placing(text))),
    );
  const place = placing(values[0] ?? '');
  if (place !== undefined) return compare(column, operator, place);
  return everyOrNone(column, operator === 'ne');
}

function exactly(place: Place | undefined): readonly LegacyValue[] {
  return place?.at === 'exactly' ? [place.value] : [];
}

function compare(column: Column, operator: FilterOperator, place: Place): readonly Predicate[] {
  switch (place.at) {
    case 'exactly':
      return [{ kind: 'compare', column, comparison: operator as Comparison, value: place.value }];
    case 'after':
      return compareBetween(column, operator, place.value);
    case 'below all':
      return everyOrNone(column, operator === 'ne' || operator === 'gt' || operator === 'gte');
    case 'above all':
      return everyOrNone(column, operator === 'ne' || operator === 'lt' || operator === 'lte');
  }
}

function compareBetween(column: Column, operator: FilterOperator, lower: LegacyValue): readonly Predicate[] {
  if (operator === 'eq') return [NOTHING];
  if (operator === 'ne') return [isNull(column, true)];
  const comparison = operator === 'gt' || operator === 'gte' ? 'gt' : 'lte';
  return [{ kind: 'compare', column, comparison, value: lower }];
}

function everyOrNone(column: Column, every: boolean): readonly Predicate[] {
  return every ? [isNull(column, true)] : [NOTHING];
}
