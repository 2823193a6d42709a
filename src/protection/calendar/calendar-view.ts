// The calendar as operators see it: its windows, and how reads and each channel stand. Plain data, made for JSON.
import type { CalendarWindow } from '../../facade/calendar.js';
import type { CalendarOverride } from './calendar-override.port.js';
import type { ClosedTime } from './closed-time.js';
import { READS } from './closed-times.js';
import type { Closable } from './closed-times.js';
import type { OpenHours } from './open-hours.js';

/** A closed time in RFC 3339. */
export interface ShownClosedTime {
  readonly window: string;
  readonly from: string;
  readonly until: string;
}

/** One channel, or reads, now. */
export interface ShownHours {
  /** The closed time that runs; null while it is open. */
  readonly closed: ShownClosedTime | null;
  /** The next one, the one that runs left aside; null when none begins within a fortnight. */
  readonly next: ShownClosedTime | null;
}

/** One channel now. */
export interface ChannelHours extends ShownHours {
  readonly channel: string;
}

/** Everything about the calendar. */
export interface CalendarView {
  /** RFC 3339 in UTC: when this was seen. */
  readonly now: string;
  readonly timezone: string;
  readonly windows: readonly CalendarWindow[];
  /** While these are closed, reads are answered from what is kept. */
  readonly reads: ShownHours;
  readonly channels: readonly ChannelHours[];
  readonly overrides: readonly CalendarOverride[];
}

/** How things stand at `now`, in epoch milliseconds. */
export function calendarView(hours: OpenHours, channels: readonly string[], now: number): CalendarView {
  const { timezone, windows } = hours.calendar;
  return {
    now: new Date(now).toISOString(),
    timezone,
    windows,
    reads: shownHours(hours, READS, now),
    channels: channels.map((channel) => ({ channel, ...shownHours(hours, channel, now) })),
    overrides: hours.overrides(now),
  };
}

function shownHours(hours: OpenHours, of: Closable, now: number): ShownHours {
  const closed = hours.closed(of, now);
  const next = hours.nextClosing(of, closed?.until ?? now);
  return { closed: shown(closed), next: shown(next) };
}

function shown(time: ClosedTime | undefined): ShownClosedTime | null {
  if (time === undefined) return null;
  const instant = (moment: number): string => new Date(moment).toISOString();
  return { window: time.window, from: instant(time.from), until: instant(time.until) };
}
