// Asks a calendar whether a channel is closed to writes now, and when it closes next. Pure: time is given, never read.
// It must never say that a channel is open while a window holds in any reading of the civil time.
import type { Calendar } from '../../facade/calendar.js';
import type { ClosedTime } from './closed-time.js';
import { closedTimes } from './closed-times.js';

/** The closed time an instant (epoch milliseconds) lies in, or undefined when the channel is open then. */
export function closedAt(calendar: Calendar, channel: string, instant: number): ClosedTime | undefined {
  return closedIn(closedTimes(calendar, channel, instant), instant);
}

/**
 * The closed time that runs at an instant, or else the next one; undefined when none begins within a fortnight. Whoever
 * must be done before `from` may not begin at all while the channel is closed, because `from` has passed then.
 */
export function nextClosing(calendar: Calendar, channel: string, instant: number): ClosedTime | undefined {
  return nextIn(closedTimes(calendar, channel, instant), instant);
}

/** The same over closed times that are known already. */
export function closedIn(times: readonly ClosedTime[], instant: number): ClosedTime | undefined {
  return times.find(({ from, until }) => from <= instant && instant < until);
}

/** The same over closed times that are known already. */
export function nextIn(times: readonly ClosedTime[], instant: number): ClosedTime | undefined {
  return times.find(({ until }) => instant < until);
}
