// Works out the closed times of one channel, or of reads, around an instant from the windows of a calendar: every window once on each
// of its civil days, those that touch or overlap as one. Pure.
// It must never leave an instant open whose civil time lies in a window.
import type { Calendar, CalendarWindow, CivilTime } from '../../facade/calendar.js';
import { CivilZone } from '../../legacy/codecs-of-time/civil-zone.js';
import { beginningOf, endOf } from './civil-edges.js';
import { closedTime } from './closed-time.js';
import type { ClosedTime } from './closed-time.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DAYS_OF_WEEK = 7;
/** A window that began two civil days ago may still run: it ends a day later, and zones are up to 14 hours away. */
const DAYS_BACK = 2;

/** So far ahead closed times are known: every window has come round once, and windows that run on and on are seen to. */
export const DAYS_AHEAD = 15;

/** What is closed when no source may be asked. */
export const READS = Symbol('reads');

/** A channel by its name, which is closed to writes; or reads. */
export type Closable = string | typeof READS;

const zones = new Map<string, CivilZone>();

/**
 * The closed times of a channel or of reads from two days before `around` (epoch milliseconds) to DAYS_AHEAD days after it, in order
 * and without overlaps. Throws UnusableBinding for a zone this machine does not know.
 */
export function closedTimes(calendar: Calendar, of: Closable, around: number): readonly ClosedTime[] {
  const zone = zoneOf(calendar.timezone);
  const today = Math.floor(around / DAY_MS) * DAY_MS;
  const days = Array.from({ length: DAYS_BACK + DAYS_AHEAD + 1 }, (_, index) => today + (index - DAYS_BACK) * DAY_MS);
  const windows = calendar.windows.filter((window) => closes(window, of));
  const runs = days.flatMap((day) => windows.flatMap((window) => runOn(zone, window, day) ?? []));
  return merged(runs.toSorted((one, other) => one.from - other.from));
}

/** Whether the window closes this channel to writes, or sends reads to what is kept. */
export function closes({ reads, writes, channels }: CalendarWindow, of: Closable): boolean {
  if (of === READS) return reads === 'cached';
  return writes === 'hold' && (channels === undefined || channels.includes(of));
}

interface Run {
  readonly name: string;
  readonly from: number;
  readonly until: number;
}

/** The one run of a window that begins on a civil day, given as its midnight as if it were UTC. */
function runOn(zone: CivilZone, { name, days, from, to }: CalendarWindow, day: number): Run | undefined {
  if (!days.includes(weekdayOf(day))) return undefined;
  const begins = millisecondsOf(from);
  const ends = millisecondsOf(to);
  const length = ends > begins ? ends - begins : ends - begins + DAY_MS;
  const start = beginningOf(zone, day + begins);
  const until = endOf(zone, day + begins + length);
  // A window that lies in the skipped hour whole still runs on this day, for as long as it would have taken.
  return { name, from: start, until: until > start ? until : start + length };
}

function merged(runs: readonly Run[]): readonly ClosedTime[] {
  const found: { names: Set<string>; from: number; until: number }[] = [];
  for (const { name, from, until } of runs) {
    const last = found.at(-1);
    if (last === undefined || from > last.until) found.push({ names: new Set([name]), from, until });
    else {
      last.names.add(name);
      last.until = Math.max(last.until, until);
    }
  }
  return found.map(({ names, from, until }) => closedTime([...names].join(' and '), from, until));
}

/** 1 Monday to 7 Sunday. */
function weekdayOf(day: number): number {
  return new Date(day).getUTCDay() || DAYS_OF_WEEK;
}

function millisecondsOf(time: CivilTime): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}

function zoneOf(name: string): CivilZone {
  const zone = zones.get(name) ?? new CivilZone(name);
  zones.set(name, zone);
  return zone;
}
