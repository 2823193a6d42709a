// Dates and times as the store keeps them: the shortest ISO text, so that text order is time order across date, datetime
// and datetime2(n). A midnight and a zero fraction are not written. A datetimeoffset is its UTC time, then its offset.

/** Ticks are 100 nanoseconds, the finest step a T-SQL time has. */
export const TICKS_PER_SECOND = 10_000_000;
const TICKS_PER_DAY = 86_400 * TICKS_PER_SECOND;
const DAY_MS = 86_400_000;
/** Days from 0001-01-01 to 1970-01-01. */
const DAYS_TO_1970 = 719_162;

/** A moment taken apart: days since 0001-01-01, ticks since midnight, offset from UTC in minutes. */
export interface Moment {
  readonly days: number;
  readonly ticks: number;
  readonly offset: number;
}

/** Days since 0001-01-01 -> '2026-01-31'. */
export function dayText(days: number): string {
  const day = new Date((days - DAYS_TO_1970) * DAY_MS);
  const year = String(day.getUTCFullYear()).padStart(4, '0');
  return `${year}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`;
}

/** '2026-01-31' -> days since 0001-01-01; undefined when there is no such day. */
export function daysOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (year < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return Math.round(date.getTime() / DAY_MS) + DAYS_TO_1970;
}

/** Ticks -> '10:20:30' or '10:20:30.125'. */
export function timeText(ticks: number): string {
  const seconds = Math.floor(ticks / TICKS_PER_SECOND);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const fraction = ticks % TICKS_PER_SECOND;
  return fraction === 0 ? clock : `${clock}.${String(fraction).padStart(7, '0').replace(/0+$/, '')}`;
}

/** A moment without its offset: '2026-01-31', '2026-01-31 10:20:30.125'. */
export function momentText({ days, ticks }: Pick<Moment, 'days' | 'ticks'>): string {
  return ticks === 0 ? dayText(days) : `${dayText(days)} ${timeText(ticks)}`;
}

/** UTC time and offset: '2026-01-31 08:20:30 +02:00'; the offset is left out when it is zero. */
export function offsetText(moment: Moment): string {
  if (moment.offset === 0) return momentText(moment);
  const minutes = Math.abs(moment.offset);
  const sign = moment.offset < 0 ? '-' : '+';
  return `${momentText(moment)} ${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

const DATE = String.raw`(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})(\d{2})(\d{2})`;
const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?`;
const MOMENT = new RegExp(String.raw`^\s*(?:${DATE})?(?:(?:^|[ T])\s*${TIME})?\s*(Z|[+-]\d{2}:\d{2})?\s*$`, 'i');

/**
 * Reads what T-SQL accepts in a string: '2026-01-31', '20260131', '2026-01-31T10:20:30.5', with `Z` or an offset at its
 * end. A lone time belongs to 1900-01-01. The clock is taken as written; undefined when it is no such text.
 */
export function readMoment(text: string): Moment | undefined {
  const match = MOMENT.exec(text);
  if (match === null || text.trim() === '') return undefined;
  const at = (index: number): number => Number(match[index] ?? 0);
  const days = match[1] === undefined ? compactDays(match[4], at) : daysOf(at(1), at(2), at(3));
  const ticks = clockTicks(at(7), at(8), at(9));
  if (days === undefined || ticks === undefined) return undefined;
  const fraction = Number((match[10] ?? '').padEnd(7, '0').slice(0, 7));
  return { days, ticks: ticks + fraction, offset: offsetMinutes(match[11]) };
}

function compactDays(year: string | undefined, at: (index: number) => number): number | undefined {
  return year === undefined ? daysOf(1900, 1, 1) : daysOf(Number(year), at(5), at(6));
}

function clockTicks(hour: number, minute: number, second: number): number | undefined {
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return ((hour * 60 + minute) * 60 + second) * TICKS_PER_SECOND;
}

function offsetMinutes(text: string | undefined): number {
  if (text === undefined || text.length === 1) return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return text.startsWith('-') ? -minutes : minutes;
}

/** Moves a moment by minutes, across midnight where needed. */
export function shift(moment: Moment, minutes: number): Moment {
  const ticks = moment.ticks + minutes * 60 * TICKS_PER_SECOND;
  const days = Math.floor(ticks / TICKS_PER_DAY);
  return { ...moment, days: moment.days + days, ticks: ticks - days * TICKS_PER_DAY };
}

/** Rounds the clock to so many digits of a second, as a cast to datetime2(n) does. */
export function roundMoment(moment: Moment, digits: number): Moment {
  const step = 10 ** (7 - digits);
  return shift({ ...moment, ticks: Math.round(moment.ticks / step) * step }, 0);
}

/** Rounds to the three hundredths of a second that a datetime keeps, shown as milliseconds. */
export function roundToDatetime(moment: Moment): Moment {
  const unit = TICKS_PER_SECOND / 300;
  const milliseconds = Math.round((Math.round(moment.ticks / unit) * 10) / 3);
  return shift({ ...moment, ticks: milliseconds * 10_000 }, 0);
}

/** Milliseconds since 1970 -> the moment in UTC. */
export function momentAt(milliseconds: number): Moment {
  const days = Math.floor(milliseconds / DAY_MS);
  return { days: days + DAYS_TO_1970, ticks: (milliseconds - days * DAY_MS) * 10_000, offset: 0 };
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
