// Dates as the ERP writes them: numbers yyyymmdd and hhmmss, and the ISO texts of its younger columns.
// All are civil dates counted from a fixed last day; nothing here reads the clock.

/** The last day of business in the generated data. */
export const lastDay = '2026-11-15';
/** The days of business that the generated data covers. */
export const daysOfBusiness = 1096;

const millisecondsOfDay = 86_400_000;
const lastDayAt = Date.parse(`${lastDay}T00:00:00Z`);
const isoCache = new Map<number, string>();

/** `2026-11-15` for 0, the days before it for negative numbers. */
export function isoDate(daysFromLast: number): string {
  const known = isoCache.get(daysFromLast);
  if (known !== undefined) return known;
  const text = new Date(lastDayAt + daysFromLast * millisecondsOfDay).toISOString().slice(0, 10);
  isoCache.set(daysFromLast, text);
  return text;
}

const numberCache = new Map<number, number>();

/** The date as the number yyyymmdd. */
export function dateNumber(daysFromLast: number): number {
  const known = numberCache.get(daysFromLast);
  if (known !== undefined) return known;
  const value = Number(isoDate(daysFromLast).replaceAll('-', ''));
  numberCache.set(daysFromLast, value);
  return value;
}

/** The nearest day from `daysFromLast` on that is not a Saturday or a Sunday; the last day itself is never passed. */
export function workingDay(daysFromLast: number): number {
  const weekday = new Date(lastDayAt + daysFromLast * millisecondsOfDay).getUTCDay();
  const monday = daysFromLast + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
  return Math.min(monday, 0);
}

/** hhmmss as a number, from the seconds since midnight. */
export function timeNumber(seconds: number): number {
  return Math.floor(seconds / 3600) * 10_000 + (Math.floor(seconds / 60) % 60) * 100 + (seconds % 60);
}

/** `07:05:09`, from the seconds since midnight. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}
