// How long to wait before the next try: exponential with full jitter, so that many commands do not come back at once.
// It must never wait longer than its bound, whatever the number of tries.

/** Bounds in milliseconds. */
export interface BackoffBounds {
  readonly firstBackoffMs: number;
  readonly longestBackoffMs: number;
}

/** A number from 0 (included) to 1 (excluded). */
export type Random = () => number;

/** Doublings beyond this change nothing: 2^40 ms is thirty years. */
const MOST_DOUBLINGS = 40;

/** Full jitter: anything from 0 to the bound of this try; `tries` counts those that have been made, 1 or more. */
export function backoffMs(tries: number, bounds: BackoffBounds, random: Random): number {
  return Math.floor(random() * (ceilingMs(tries, bounds) + 1));
}

/** The longest wait after so many tries. */
export function ceilingMs(tries: number, { firstBackoffMs, longestBackoffMs }: BackoffBounds): number {
  return Math.min(longestBackoffMs, firstBackoffMs * 2 ** Math.min(MOST_DOUBLINGS, Math.max(0, tries - 1)));
}
