// A filter on instants, said in civil time. It must match exactly the rows whose civil time is read as a matching
// instant, at both daylight-saving changes too.
import type { FilterOperator } from '../../facade/contract.js';
import { anyOf, NOTHING } from '../codecs/column-filter.js';
import type { Predicate } from '../read-plan.js';
import type { CivilPlace, CivilZone } from './civil-zone.js';
import { readInstant, writeCivil } from './instant-text.js';

const FIRST_CIVIL = '0001-01-01T00:00:00';

/** Compares the row's civil time with one; the codec of its columns knows how. */
export type CompareCivil = (operator: FilterOperator, civil: string) => readonly Predicate[];

/** Makes the filter of an instant that is kept as civil time of one zone; `isNull` is not its business. */
export function civilFilter(zone: CivilZone, compare: CompareCivil) {
  /** Callers write "always" as the year 1 or 9999, which in another zone may be the year 0 or 10000. */
  const outside = (ms: number, comparison: FilterOperator): readonly Predicate[] => {
    const every: readonly FilterOperator[] = ms < 0 ? ['ne', 'gt', 'gte'] : ['ne', 'lt', 'lte'];
    return every.includes(comparison) ? compare('gte', FIRST_CIVIL) : [NOTHING];
  };
  const one = (operator: FilterOperator, text: string): readonly Predicate[] => {
    const moment = readInstant(text);
    if (moment === undefined) return [NOTHING];
    const at: CompareAt = (comparison, ms, fraction = moment.fraction) => {
      const civil = writeCivil({ ms, fraction });
      return civil === undefined ? outside(ms, comparison) : compare(comparison, civil);
    };
    return filterAt(zone.placeOf(moment.ms), operator, at);
  };
  return (operator: FilterOperator, values: readonly string[]): readonly Predicate[] => {
    if (operator === 'in') return anyOf(values.map((value) => one('eq', value)));
    return one(operator, values[0] ?? '');
  };
}

type CompareAt = (operator: FilterOperator, ms: number, fraction?: string) => readonly Predicate[];

function filterAt(place: CivilPlace, operator: FilterOperator, at: CompareAt): readonly Predicate[] {
  switch (place.kind) {
    case 'once':
      return at(operator, place.civil);
    case 'repeated':
      return filterRepeated(place.end, operator, at);
    case 'skipped':
      return filterSkipped(place, operator, at);
  }
}

/** No row is read as an instant of the second pass: everything stands before it or from its end on. */
function filterRepeated(end: number, operator: FilterOperator, at: CompareAt): readonly Predicate[] {
  if (operator === 'eq') return [NOTHING];
  if (operator === 'gt' || operator === 'gte') return at('gte', end, '');
  if (operator === 'lt' || operator === 'lte') return at('lt', end, '');
  return anyOf([at('lt', end, ''), at('gte', end, '')]);
}

/** Skipped civil times are read as the hour after the change, so rows of that hour stand in two places. */
function filterSkipped(
  place: Extract<CivilPlace, { kind: 'skipped' }>,
  operator: FilterOperator,
  at: CompareAt,
): readonly Predicate[] {
  const { civil, ghost, end } = place;
  if (operator === 'eq') return anyOf([at('eq', ghost), at('eq', civil)]);
  if (operator === 'ne') return [...at('ne', ghost), ...at('ne', civil)];
  if (operator === 'gt' || operator === 'gte') {
    return anyOf([[...at(operator, ghost), ...at('lt', end, '')], at(operator, civil)]);
  }
  return anyOf([at(operator, ghost), [...at('gte', end, ''), ...at(operator, civil)]]);
}
