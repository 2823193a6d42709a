// Days: date columns, the day of a civil time, and 20260131 as a number or text.
// It must never let an impossible day pass, or count a "no date" value as a very early day.
import type { Column } from '../../facade/binding.js';
import type { FilterOperator } from '../../facade/contract.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { FieldCodec } from '../codec.js';
import { columnFilter, equalsAny, isNull, matchesNothing, NOTHING, ORDERED } from '../codecs/column-filter.js';
import type { Place } from '../codecs/column-filter.js';
import { codeOf, columnType, legacyCode, trimBlanks } from '../codecs/column-type.js';
import { readOne } from '../codecs/number-codec.js';
import { remembering } from '../codecs/remembering.js';
import type { LegacyValue } from '../legacy-value.js';
import type { Predicate } from '../read-plan.js';
import { dayExists, FIRST_DAY, isDay, nextDay } from './calendar.js';

/** Ten years and some dirt. */
const REMEMBERED_DAYS = 4_096;
const IMPOSSIBLE = new Misfit('no such date');
const DIGITS = /^\d{1,8}$/;

/** A day in a date or date-and-time column. */
export function dateCodec(column: Column): FieldCodec {
  const { family } = columnType(column);
  if (family !== 'date' && family !== 'civil') {
    throw new UnusableBinding(
      `column ${column.name} of type ${column.type} does not hold dates; say format: yyyymmdd if it does`,
    );
  }
  return {
    ...dateParts(column),
    reader: (at) => readOne(at, (value) => dayOf(value)),
    filter: family === 'date' ? filterDays(column) : filterDaysOfTimes(column),
  };
}

/** A day as the number or text 20260131; the values of `none` mean that there is no date. */
export function yyyymmddCodec(column: Column, none: readonly string[]): FieldCodec {
  const { family } = columnType(column);
  if (family !== 'number' && family !== 'exact' && family !== 'text') {
    throw new UnusableBinding(`column ${column.name} of type ${column.type} does not hold dates as yyyymmdd`);
  }
  const nothing = new Set(none.map(trimBlanks));
  const decode = remembering(REMEMBERED_DAYS, (value: LegacyValue) => {
    const code = codeOf(value) ?? '';
    return nothing.has(code) ? null : dayOfDigits(code);
  });
  return {
    ...dateParts(column),
    reader: (at) => readOne(at, decode),
    filter: filterDigits(column, none),
  };
}

function dateParts(column: Column): Pick<FieldCodec, 'columns' | 'order' | 'operators' | 'plain'> {
  return { columns: [column], order: [column], operators: ORDERED, plain: true };
}

function dayOf(value: LegacyValue): string | Misfit {
  const day = typeof value === 'string' ? value.slice(0, 10) : '';
  return isDay(day) ? day : IMPOSSIBLE;
}

function dayOfDigits(digits: string): string | Misfit {
  if (!DIGITS.test(digits)) return IMPOSSIBLE;
  const number = Number(digits);
  const year = Math.floor(number / 10_000);
  const month = Math.floor(number / 100) % 100;
  if (!dayExists(year, month, number % 100)) return IMPOSSIBLE;
  const text = digits.padStart(8, '0');
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

function filterDays(column: Column): FieldCodec['filter'] {
  const place = (text: string): Place | undefined => (isDay(text) ? { at: 'exactly', value: text } : undefined);
  return (operator, values) => columnFilter(column, place, operator, values);
}

/** A civil time is on a day when it is not before its midnight and before the next. */
function filterDaysOfTimes(column: Column): FieldCodec['filter'] {
  const oneDay = (day: string): readonly Predicate[] => [...from(day), ...before(day)];
  const from = (day: string): readonly Predicate[] => compareTime(column, 'gte', day);
  const before = (day: string): readonly Predicate[] => {
    const next = nextDay(day);
    return next === undefined ? [isNull(column, true)] : compareTime(column, 'lt', next);
  };
  const after = (day: string): readonly Predicate[] => {
    const next = nextDay(day);
    return next === undefined ? [NOTHING] : compareTime(column, 'gte', next);
  };
  return (operator, values) => {
    const days = values.filter((value) => isDay(value));
    const day = days[0] ?? FIRST_DAY;
    if (operator === 'isNull') return [isNull(column, values[0] !== 'true')];
    if (days.length === 0) return [NOTHING];
    if (operator === 'gte') return from(day);
    if (operator === 'gt') return after(day);
    if (operator === 'lt') return compareTime(column, 'lt', day);
    if (operator === 'lte') return before(day);
    const groups = operator === 'ne' ? [compareTime(column, 'lt', day), after(day)] : days.map(oneDay);
    return [{ kind: 'anyOf', groups }];
  };
}

function compareTime(column: Column, comparison: 'lt' | 'gte', day: string): readonly Predicate[] {
  return [{ kind: 'compare', column, comparison, value: `${day}T00:00:00` }];
}

function filterDigits(column: Column, none: readonly string[]): FieldCodec['filter'] {
  const nothing = none.map((code) => legacyCode(column, code));
  const hidden = new Set(none.map(trimBlanks));
  const place = (text: string): Place | undefined =>
    isDay(text) ? { at: 'exactly', value: legacyCode(column, text.replaceAll('-', '')) } : undefined;
  return (operator, values) => {
    if (operator === 'isNull') return filterNone(column, nothing, values[0] === 'true');
    if (operator === 'eq' || operator === 'in') {
      const shown = values.filter((text) => !hidden.has(text.replaceAll('-', '')));
      return columnFilter(column, place, 'in', shown);
    }
    const predicates = columnFilter(column, place, operator, values);
    if (matchesNothing(predicates)) return predicates;
    return [
      ...predicates,
      ...differs(
        column,
        nothing.filter((value) => couldMatch(operator, value, values[0] ?? '')),
      ),
    ];
  };
}

/** Spares the statement a condition on a "no date" value that the comparison itself leaves out: 0 is never later. */
function couldMatch(operator: FilterOperator, none: LegacyValue, day: string): boolean {
  const number = Number(none);
  const limit = Number(day.replaceAll('-', ''));
  if (operator === 'gt' || operator === 'gte') return !(number < limit);
  if (operator === 'lt' || operator === 'lte') return !(number > limit);
  return true;
}

function filterNone(column: Column, none: readonly LegacyValue[], wanted: boolean): readonly Predicate[] {
  if (!wanted) return [isNull(column, true), ...differs(column, none)];
  if (none.length === 0) return [isNull(column, false)];
  return [{ kind: 'anyOf', groups: [[isNull(column, false)], equalsAny(column, none)] }];
}

function differs(column: Column, values: readonly LegacyValue[]): readonly Predicate[] {
  return values.map((value) => ({ kind: 'compare', column, comparison: 'ne', value }));
}
