// Asks the closed times of a channel whether it is closed to writes now, and when it closes next. Pure: time is given,
// never read. It must never say that a channel is open while one of them runs.
import type { ClosedTime } from './closed-time.js';

/** The closed time an instant (epoch milliseconds) lies in, or undefined when the channel is open then. */
export function closedIn(times: readonly ClosedTime[], instant: number): ClosedTime | undefined {
  return times.find(({ from, until }) => from <= instant && instant < until);
}

/**
 * The closed time that runs at an instant, or else the next one; undefined when there is none. Whoever must be done before
 * `from` may not begin at all while the channel is closed, because `from` has passed then.
 */
export function nextIn(times: readonly ClosedTime[], instant: number): ClosedTime | undefined {
  return times.find(({ until }) => instant < until);
}
