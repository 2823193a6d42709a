// Calendars in a few words, and what they say of one instant, without overrides.
import type { Calendar, CalendarWindow } from '../../../src/facade/calendar.js';
import { closedIn, nextIn } from '../../../src/protection/calendar/calendar.js';
import type { ClosedTime } from '../../../src/protection/calendar/closed-time.js';
import { closedTimes } from '../../../src/protection/calendar/closed-times.js';

export const DAILY = [1, 2, 3, 4, 5, 6, 7];

export function window(from: string, to: string, more: Partial<CalendarWindow> = {}): CalendarWindow {
  return { name: `${from}-${to}`, days: DAILY, from, to, reads: 'open', writes: 'hold', ...more };
}

export function calendar(timezone: string, ...windows: readonly CalendarWindow[]): Calendar {
  return { timezone, windows };
}

/** The closed time an instant (epoch milliseconds) lies in, or undefined when the channel is open then. */
export function closedAt(of: Calendar, channel: string, instant: number): ClosedTime | undefined {
  return closedIn(closedTimes(of, channel, instant), instant);
}

/** The closed time that runs at an instant, or else the next one. */
export function nextClosing(of: Calendar, channel: string, instant: number): ClosedTime | undefined {
  return nextIn(closedTimes(of, channel, instant), instant);
}
