// Conversions to and from the date family. Values are in stored form; a wrong text is the caller's error 241.
import {
  dayText,
  momentText,
  offsetText,
  readMoment,
  roundMoment,
  roundToDatetime,
  shift,
  timeText,
  TICKS_PER_SECOND,
  type Moment,
} from './calendar.js';
import type { SqlType } from './sql-type.js';

/** The moment a stored value means on its own clock; datetimeoffset in UTC with its offset. */
export function storedMoment(value: string): Moment {
  const moment = readMoment(value);
  if (moment === undefined) throw new RangeError(`not a stored date: ${value}`);
  return moment;
}

const STORE: Readonly<Partial<Record<SqlType['name'], (moment: Moment, digits: number) => string>>> = {
  date: (moment) => dayText(moment.days),
  time: (moment, digits) => timeText(roundMoment(moment, digits).ticks),
  datetime: (moment) => momentText(roundToDatetime(moment)),
  smalldatetime: (moment) => momentText(roundMinute(moment)),
  datetimeoffset: (moment, digits) => offsetText(roundMoment(moment, digits)),
};

/** A moment in the form its type is stored in. */
export function storeMoment(moment: Moment, type: SqlType): string {
  return STORE[type.name]?.(moment, type.scale) ?? momentText(roundMoment(moment, type.scale));
}

/** A value of one date type as another: a datetimeoffset loses its offset but keeps its local clock, as in SQL Server. */
export function convertDate(value: string, from: SqlType, to: SqlType): string {
  const moment = storedMoment(value);
  if (from.name === to.name || from.name !== 'datetimeoffset') return storeMoment(moment, to);
  return storeMoment(shift(moment, moment.offset), to);
}

/** Text as a date type; undefined when it is none. */
export function parseDate(text: string, to: SqlType): string | undefined {
  const moment = readMoment(text);
  if (moment === undefined) return undefined;
  return storeMoment(to.name === 'datetimeoffset' ? shift(moment, -moment.offset) : moment, to);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A stored date as CONVERT(varchar, ..., style) writes it. Styles 0, 23, 112, 120, 121, 126 and 127; others read as 121. */
export function formatDate(value: string, type: SqlType, style = 0): string {
  const stored = storedMoment(value);
  const zoned = type.name === 'datetimeoffset';
  const local = zoned && style !== XML_UTC ? shift(stored, stored.offset) : stored;
  const iso = dayText(local.days);
  if (style === 0 && type.name.endsWith('datetime')) return spokenDate(iso, local.ticks);
  if (style === 112) return iso.replaceAll('-', '');
  if (style === 23 || type.name === 'date') return iso;
  const clock = clockText(local.ticks, fractionDigits(local, type, style));
  if (type.name === 'time') return clock;
  const moment = isXml(style) ? `${iso}T${clock}` : `${iso} ${clock}`;
  return zoned ? moment + zoneText(stored, style) : moment;
}

/** The two ISO 8601 styles; 127 shows a datetimeoffset in UTC, 126 with its offset. */
const XML = 126;
const XML_UTC = 127;
const isXml = (style: number): boolean => style === XML || style === XML_UTC;

/** Style 120 shows whole seconds; 126 and 127 leave a zero fraction out. */
function fractionDigits({ ticks }: Moment, type: SqlType, style: number): number {
  return style === 120 || (isXml(style) && ticks % TICKS_PER_SECOND === 0) ? 0 : type.scale;
}

function clockText(ticks: number, digits: number): string {
  const fraction = String(ticks % TICKS_PER_SECOND).padStart(7, '0');
  const clock = timeText(ticks).slice(0, 8);
  return digits === 0 ? clock : `${clock}.${fraction.slice(0, digits)}`;
}

function zoneText(stored: Moment, style: number): string {
  if (style === XML_UTC) return 'Z';
  const minutes = Math.abs(stored.offset);
  const hours = String(Math.floor(minutes / 60)).padStart(2, '0');
  const zone = `${stored.offset < 0 ? '-' : '+'}${hours}:${String(minutes % 60).padStart(2, '0')}`;
  return isXml(style) ? zone : ` ${zone}`;
}

/** 'Jan 31 2026 10:20AM': what a datetime looks like without a style. */
function spokenDate(iso: string, ticks: number): string {
  const hour = Math.floor(ticks / TICKS_PER_SECOND / 3600);
  const minute = Math.floor(ticks / TICKS_PER_SECOND / 60) % 60;
  const day = String(Number(iso.slice(8))).padStart(2, ' ');
  const clock = `${String(hour % 12 === 0 ? 12 : hour % 12).padStart(2, ' ')}:${String(minute).padStart(2, '0')}`;
  return `${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''} ${day} ${iso.slice(0, 4)} ${clock}${hour < 12 ? 'AM' : 'PM'}`;
}

function roundMinute(moment: Moment): Moment {
  const step = 60 * TICKS_PER_SECOND;
  return shift({ ...moment, ticks: Math.round(moment.ticks / step) * step }, 0);
}
