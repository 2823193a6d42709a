// Instants: date and time with an offset, and civil time of a zone. It must never guess a zone.
import type { Column } from '../../facade/binding.js';
import { Misfit, UnusableBinding } from '../codec.js';
import type { FieldCodec } from '../codec.js';
import { ABOVE_ALL, BELOW_ALL, columnFilter, isNull, ORDERED } from '../codecs/column-filter.js';
import type { Place } from '../codecs/column-filter.js';
import { columnType } from '../codecs/column-type.js';
import { readOne } from '../codecs/number-codec.js';
import type { ColumnType } from '../codecs/column-type.js';
import { civilFilter } from './civil-filter.js';
import { CivilZone } from './civil-zone.js';
import { readCivil, readInstant, writeInstant } from './instant-text.js';
import type { Moment } from './instant-text.js';
import { placeOnSecondsGrid, takeFraction, TWO_DIGITS, withFraction } from './seconds.js';

const MINUTE_MS = 60_000;
const NOT_AN_INSTANT = new Misfit('no such date and time');

/** First and last civil time of the types that do not reach from year 1 to 9999 (Microsoft Learn, per type). */
const SPANS: Readonly<Record<string, readonly [first: string, last: string]>> = {
  datetime: ['1753-01-01T00:00:00', '9999-12-31T23:59:59.997'],
  smalldatetime: ['1900-01-01T00:00:00', '2079-06-06T23:59:00'],
};

/** An instant in a column that carries its own offset; it arrives in UTC already. */
export function instantCodec(column: Column): FieldCodec {
  const type = columnType(column);
  if (type.family !== 'offset') {
    throw new UnusableBinding(`column ${column.name} of type ${column.type} has no offset; say its timezone`);
  }
  const place = (text: string): Place | undefined => {
    const moment = readInstant(text);
    return moment === undefined ? undefined : placeInUtc(type, moment);
  };
  return {
    ...instantParts([column]),
    reader: (at) => readOne(at, (value) => canonicalInstant(value)),
    filter: (operator, values) => columnFilter(column, place, operator, values),
  };
}

function canonicalInstant(value: unknown): string | Misfit {
  const moment = typeof value === 'string' ? readInstant(value) : undefined;
  return (moment === undefined ? undefined : writeInstant(moment)) ?? NOT_AN_INSTANT;
}

function placeInUtc(type: ColumnType, moment: Moment): Place {
  const text = writeInstant(moment);
  if (text === undefined) return moment.ms < 0 ? BELOW_ALL : ABOVE_ALL;
  const place = placeOnSecondsGrid(type, text.slice(0, -1));
  return 'value' in place ? { at: place.at, value: `${String(place.value)}Z` } : place;
}

/** An instant kept as civil time of one zone. */
export function localInstantCodec(column: Column, timezone: string): FieldCodec {
  const type = columnType(column);
  if (type.family !== 'civil') {
    throw new UnusableBinding(`column ${column.name} of type ${column.type} does not hold civil times`);
  }
  const zone = new CivilZone(timezone);
  const filter = civilFilter(zone, (operator, civil) =>
    columnFilter(column, (text) => placeCivil(type, text), operator, [civil]),
  );
  return {
    ...instantParts([column]),
    reader: (at) => readOne(at, (value) => (typeof value === 'string' ? toInstant(zone, value) : NOT_AN_INSTANT)),
    filter: (operator, values) =>
      operator === 'isNull' ? [isNull(column, values[0] !== 'true')] : filter(operator, values),
  };
}

/** What every codec of instants has in common. */
export function instantParts(
  columns: readonly Column[],
): Pick<FieldCodec, 'columns' | 'order' | 'operators' | 'plain'> {
  return { columns, order: columns, operators: ORDERED, plain: true };
}

/** The instant of a civil time in RFC 3339, or a misfit where there is none within the years 1 to 9999. */
export function toInstant(zone: CivilZone, civil: string): string | Misfit {
  const moment = readCivil(civil);
  if (moment === undefined) return NOT_AN_INSTANT;
  const { seconds, fraction } = takeFraction(civil);
  const day = seconds.slice(0, 10);
  return instantAt(zone, day, withFraction(seconds.slice(11), fraction));
}

/** The same for an existing day and an existing time of day with a canonical fraction. */
export function instantAt(zone: CivilZone, day: string, clock: string): string | Misfit {
  const { before, change } = zone.offsetsOf(day);
  const minute = Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)) - before / MINUTE_MS;
  // Most civil times are on the same day in UTC, and on no day of a change: their text needs no calendar.
  if (change === Infinity && minute >= 0 && minute < 1_440 && Number.isInteger(minute)) {
    return `${day}T${TWO_DIGITS[Math.floor(minute / 60)] ?? ''}:${TWO_DIGITS[minute % 60] ?? ''}${clock.slice(5)}Z`;
  }
  const moment = readCivil(`${day}T${clock}`);
  if (moment === undefined) return NOT_AN_INSTANT;
  return writeInstant({ ms: zone.instantOf(moment.ms), fraction: moment.fraction }) ?? NOT_AN_INSTANT;
}

function placeCivil(type: ColumnType, civil: string): Place {
  const [first, last] = SPANS[type.name] ?? ['', 'A'];
  if (civil < first) return BELOW_ALL;
  return civil > last ? ABOVE_ALL : placeOnSecondsGrid(type, civil);
}
