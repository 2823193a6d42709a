// What the calendar says of a lane: in a closed time nothing goes through, neither probes nor what has waited for its slot.
import type { Clock } from '../../kernel/clock.js';
import { Problem } from '../../problems/problem.js';

/** The closed time at `now`, in epoch milliseconds, `until` being the first moment that is open again. */
export type ClosedAt = (now: number) => { readonly until: number } | undefined;

/** Milliseconds until the lane opens, 1 or more; undefined while it is open. */
export function closedForMs(clock: Clock, closedAt: ClosedAt | undefined): number | undefined {
  const now = clock.now();
  const closed = closedAt?.(now);
  return closed === undefined ? undefined : Math.max(1, closed.until - now);
}

/** What work is refused with: the source is well, and must not be asked. */
export function closedProblem(lane: string, forMs: number): Problem {
  const internal = `the calendar keeps everybody away from ${lane}`;
  return new Problem('source-closed', { retryAfterSeconds: Math.ceil(forMs / 1_000), internal });
}
