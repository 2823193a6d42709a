// An instant that the ERP keeps as a day in one column and a time of day in another, both civil time of a zone.
// It must never compare the two columns on their own: 2026-01-31 08:00 is before 2026-02-01 07:00.
import type { FieldSource } from '../../facade/binding.js';
import type { FilterOperator } from '../../facade/contract.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { FieldCodec, Reader } from '../codec.js';
import { anyOf } from '../codecs/column-filter.js';
import { columnType } from '../codecs/column-type.js';
import type { Predicate } from '../read-plan.js';
import { civilFilter } from './civil-filter.js';
import { CivilZone } from './civil-zone.js';
import { dateCodec, yyyymmddCodec } from './date-codec.js';
import { instantAt, instantParts } from './instant-codec.js';
import { hhmmssCodec, timeCodec } from './time-codec.js';

const NO_TIME = new Misfit('a date without its time');
/** Written as one table: what the day must satisfy alone, and what the time must where the days are equal. */
const STRICT: Partial<Record<FilterOperator, FilterOperator>> = { gt: 'gt', gte: 'gt', lt: 'lt', lte: 'lt', ne: 'ne' };

/** The two columns as one instant; a value of `none` in the date column means null. */
export function dateAndTimeCodec(source: Extract<FieldSource, { kind: 'dateAndTime' }>): FieldCodec {
  const date = dateOf(source);
  const time = columnType(source.time).family === 'time' ? timeCodec(source.time) : hhmmssCodec(source.time);
  const zone = new CivilZone(source.timezone);
  const filter = civilFilter(zone, (operator, civil) => comparePair(date, time, operator, civil));
  return {
    ...instantParts([source.date, source.time]),
    reader: (at) => readPair(date.reader(at.slice(0, 1)), time.reader(at.slice(1)), zone),
    filter: (operator, values) => (operator === 'isNull' ? date.filter(operator, values) : filter(operator, values)),
  };
}

function dateOf(source: Extract<FieldSource, { kind: 'dateAndTime' }>): FieldCodec {
  const { family } = columnType(source.date);
  if (family !== 'date' && family !== 'civil') return yyyymmddCodec(source.date, source.none);
  if (source.none.length === 0) return dateCodec(source.date);
  throw new UnusableBinding(
    `column ${source.date.name} of type ${source.date.type} says "no date" with NULL, not with none`,
  );
}

function readPair(date: Reader, time: Reader, zone: CivilZone): Reader {
  return (row) => {
    const day = date(row);
    if (typeof day !== 'string') return day;
    const clock = time(row);
    if (typeof clock === 'string') return instantAt(zone, day, clock);
    return clock === null ? NO_TIME : clock;
  };
}

function comparePair(
  date: FieldCodec,
  time: FieldCodec,
  operator: FilterOperator,
  civil: string,
): readonly Predicate[] {
  const day = civil.slice(0, 10);
  const sameDay = [...date.filter('eq', [day]), ...time.filter(operator, [civil.slice(11)])];
  const strict = STRICT[operator];
  return strict === undefined ? sameDay : anyOf([date.filter(strict, [day]), sameDay]);
}
