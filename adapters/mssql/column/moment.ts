// Dates and times as text <-> ticks of 100 ns, the finest step SQL Server knows. No zone is ever applied.

/** Ticks of one day. */
export const TICKS_PER_DAY = 864_000_000_000;
const TICKS_PER_MS = 10_000n;

/** A parsed text: a date, a time of day, a civil date and time, or an instant in UTC; in ticks since 1970 (or midnight). */
export interface Moment {
  readonly kind: 'date' | 'time' | 'civil' | 'instant';
  readonly ticks: bigint;
}

const SHAPE = /^(?:(\d{4})-(\d{2})-(\d{2}))?(?:(^|T)(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?(Z)?)?$/;

/** Reads the forms of LegacyValue; undefined for anything else and for days that do not exist. */
export function parseMoment(text: string): Moment | undefined {
  const match = text === '' ? null : SHAPE.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, separator, hour, minute, second, fraction, zone] = match;
  const time = hour === undefined ? 0n : timeTicks([hour, minute, second], fraction ?? '');
  if (time === undefined) return undefined;
  if (year === undefined) return separator === 'T' || zone !== undefined ? undefined : { kind: 'time', ticks: time };
  const days = dayNumber(Number(year), Number(month), Number(day));
  if (days === undefined) return undefined;
  const civil = zone === undefined ? 'civil' : 'instant';
  return { kind: hour === undefined ? 'date' : civil, ticks: BigInt(days) * BigInt(TICKS_PER_DAY) + time };
}

function dayNumber(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (year < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.getTime() / 86_400_000;
}

function timeTicks(parts: readonly (string | undefined)[], fraction: string): bigint | undefined {
  const [hour = 0, minute = 0, second = 0] = parts.map(Number);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return BigInt((hour * 60 + minute) * 60 + second) * 10_000_000n + BigInt(fraction.padEnd(7, '0'));
}

/** The text of a tick count in the form its type has in LegacyValue; fractions carry no trailing zeros. */
export function ticksToText(
  ticks: bigint,
  kind: 'date' | 'time' | 'datetime' | 'datetime2' | 'datetimeoffset',
): string {
  const rest = ((ticks % TICKS_PER_MS) + TICKS_PER_MS) % TICKS_PER_MS;
  const text = dateText(new Date(Number((ticks - rest) / TICKS_PER_MS)), Number(rest));
  if (kind === 'date') return text.slice(0, 10);
  if (kind === 'time') return text.slice(11);
  return kind === 'datetimeoffset' ? `${text}Z` : text;
}

/** `2026-01-31T23:59:59.1234567` from a date in UTC and the ticks below its millisecond (0 to 9999). */
export function dateText(date: Date, ticksBelowMs: number): string {
  const iso = date.toISOString();
  const seconds = iso.slice(0, 19);
  const millis = iso.slice(20, 23);
  if (ticksBelowMs === 0 && millis === '000') return seconds;
  const fraction = millis + String(ticksBelowMs).padStart(4, '0');
  return `${seconds}.${fraction.replace(/0+$/, '')}`;
}

/** The Date of a text, to the millisecond, and the ticks below it; undefined when it is none of the known forms. */
export function momentDate(text: string): { readonly date: Date; readonly ticksBelowMs: number } | undefined {
  const moment = parseMoment(text);
  if (moment === undefined) return undefined;
  const rest = ((moment.ticks % TICKS_PER_MS) + TICKS_PER_MS) % TICKS_PER_MS;
  return { date: new Date(Number((moment.ticks - rest) / TICKS_PER_MS)), ticksBelowMs: Number(rest) };
}
