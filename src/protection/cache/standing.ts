// What may be done with a kept answer at its age: pure functions of ages and limits.
// They must never look at a clock, nor at what is kept.
import type { Age } from './kept.js';

/** `fresh`: serve. `revalidate`: serve, and ask behind it. `old`: ask first. */
export type Standing = 'fresh' | 'revalidate' | 'old';

/** How a kept answer stands at `now`, in monotonic milliseconds. Both limits count from when the source was asked. */
export function standingOf({ askedAt, limits }: Age, now: number): Standing {
  const age = now - askedAt;
  if (age <= limits.freshMs) return 'fresh';
  return age <= limits.revalidateMs ? 'revalidate' : 'old';
}

/**
 * Whether a kept answer may stand in for the one that cannot be had: because asking failed (`error`), or because the
 * source is away or must be left alone (`outage`). Both limits count from when the data was true.
 */
export function mayStandIn({ trueAt, limits }: Age, why: 'error' | 'outage', now: number): boolean {
  return now - trueAt <= (why === 'error' ? limits.errorMs : limits.outageMs);
}

/** In its last fifth a fresh answer that is asked for a lot is worth asking for again, before anybody has to wait. */
const LATE = 0.8;

/** Whether a fresh answer is about to end. */
export function isLate({ askedAt, limits }: Age, now: number): boolean {
  return now - askedAt >= limits.freshMs * LATE;
}
