// Dates between their stored text and the numbers of the wire. Stored text has fixed positions, so it is cut, not parsed:
// this runs for every date of every row.
import { momentText, offsetText, shift, TICKS_PER_SECOND, timeText } from '../values/calendar.js';
import { scaleTicks, ticksAt } from './ticks.js';

const DAY_MS = 86_400_000;
/** Days from 0001-01-01 to 1970-01-01. */
const DAYS_TO_1970 = 719_162;
/** Days from 0001-01-01 to 1900-01-01, where a datetime counts from. */
export const DAYS_TO_1900 = 693_595;

/** '2026-01-31...' -> days since 0001-01-01. */
export function storedDays(text: string): number {
  const year = Number(text.slice(0, 4));
  const date = Date.UTC(year < 100 ? 2000 : year, Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10)));
  if (year >= 100) return Math.floor(date / DAY_MS) + DAYS_TO_1970;
  const early = new Date(date);
  early.setUTCFullYear(year);
  return Math.floor(early.getTime() / DAY_MS) + DAYS_TO_1970;
}

/** The clock of a stored time, or of a stored moment from `start` on, in units of 10^-scale seconds. */
export function storedTicks(text: string, start: number, scale: number): number {
  if (text.length <= start) return 0;
  const clock = text.slice(start);
  const seconds = Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3, 5)) * 60 + Number(clock.slice(6, 8));
  const fraction = clock.charAt(8) === '.' ? clock.slice(9).split(' ', 1)[0] : '';
  return ticksAt(seconds, fraction ?? '', scale);
}

/** The offset at the end of a stored datetimeoffset, in minutes. */
export function storedOffset(text: string): number {
  const match = /([+-])(\d\d):(\d\d)$/.exec(text);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

/** From the wire: a time of day. */
export const timeFrom = (ticks: number, scale: number): string => timeText(scaleTicks(ticks, scale));

/** From the wire: a day and a time. */
export const momentFrom = (days: number, ticks: number, scale: number): string =>
  momentText({ days, ticks: scaleTicks(ticks, scale) });

/** From the wire: UTC day and time with an offset. */
export const offsetFrom = (days: number, ticks: number, { scale, offset }: { scale: number; offset: number }): string =>
  offsetText({ days, ticks: scaleTicks(ticks, scale), offset });

/** From the wire: days since 1900 and three hundredths of a second, shown as milliseconds. */
export function datetimeFrom(days: number, threeHundredths: number): string {
  const milliseconds = Math.round((threeHundredths * 10) / 3);
  const ticks = milliseconds * (TICKS_PER_SECOND / 1000);
  return momentText(shift({ days: days + DAYS_TO_1900, ticks, offset: 0 }, 0));
}
