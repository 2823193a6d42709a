// Instants and civil times between text and whole seconds. The fraction stays text, so that seven digits stay exact.
import { isDay } from './calendar.js';
import { takeFraction, withFraction } from './seconds.js';

/** Whole seconds in milliseconds since the epoch, and the fraction as text. */
export interface Moment {
  readonly ms: number;
  readonly fraction: string;
}

const CIVIL = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?$/;
const OFFSET = /^(.{19}(?:\.\d{1,9})?)(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

/** Reads `2026-01-31T23:59:59.12` as if it were UTC; undefined for a day or time that does not exist. */
export function readCivil(text: string): Moment | undefined {
  if (!CIVIL.test(text) || !isDay(text.slice(0, 10))) return undefined;
  const { seconds, fraction } = takeFraction(text);
  return { ms: Date.parse(`${seconds}Z`), fraction };
}

/** Reads an RFC 3339 instant with `Z` or an offset. */
export function readInstant(text: string): Moment | undefined {
  const match = OFFSET.exec(text);
  const civil = readCivil(match?.[1] ?? '');
  if (match === null || civil === undefined) return undefined;
  const minutes = Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return { ms: civil.ms - (match[2] === '-' ? -minutes : minutes) * 60_000, fraction: civil.fraction };
}

/** Writes a civil time; undefined outside the years 1 to 9999. */
export function writeCivil(moment: Moment): string | undefined {
  const date = new Date(moment.ms);
  if (Number.isNaN(moment.ms) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return undefined;
  return withFraction(date.toISOString().slice(0, 19), moment.fraction);
}

/** Writes an instant in UTC with `Z`; undefined outside the years 1 to 9999. */
export function writeInstant(moment: Moment): string | undefined {
  const civil = writeCivil(moment);
  return civil === undefined ? undefined : `${civil}Z`;
}
