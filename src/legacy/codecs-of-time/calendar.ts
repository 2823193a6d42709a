// Days of the Gregorian calendar as text. It must never build a Date from parts: the year 26 would become 1926.

const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** First and last day that SQL Server's date types hold. */
export const FIRST_DAY = '0001-01-01';

/** True when the day exists; years 1 to 9999. */
export function dayExists(year: number, month: number, day: number): boolean {
  if (year < 1 || year > 9999 || day < 1) return false;
  const days = DAYS[month - 1];
  if (days === undefined) return false;
  return day <= (month === 2 && isLeapYear(year) ? 29 : days);
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** True for the text of an existing day, `2026-01-31`. */
export function isDay(text: string): boolean {
  const match = DATE.exec(text);
  return match !== null && dayExists(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** The day after; undefined after 9999-12-31. */
export function nextDay(day: string): string | undefined {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString();
  return next.length === 24 ? next.slice(0, 10) : undefined;
}
