// The port to the buckets that limits are counted in: one atomic decision per request, wherever the buckets are kept.
// It must never be asked in two steps (look, then take): between them others would take as well.

/** How fast a bucket fills, and how much it holds. */
export interface Rate {
  /** Requests per window, 1 or more. */
  readonly requests: number;
  /** Whole milliseconds. */
  readonly windowMs: number;
  /** Requests a full bucket holds, 1 to `requests`. A bucket that nobody has used is full. */
  readonly burst: number;
}

/** The decision about one request. */
export interface Taken {
  /** False: the bucket was empty, and nothing was taken. */
  readonly allowed: boolean;
  /** Whole requests that are left. */
  readonly remaining: number;
  /** Whole milliseconds until there is one request more; 0 when the bucket is full. */
  readonly moreInMs: number;
}

/** Takes requests out of buckets. */
export abstract class PlanLimits {
  /**
   * Takes one request out of the bucket of `key`. Of any `t` milliseconds at most `burst + t * requests / windowMs`
   * requests are allowed, however many ask at once; the cost does not depend on the rate. Time is that of the buckets
   * and only goes forward: setting a wall clock changes nothing. When the rate of a key changes, the requests that were
   * left stay, as far as they fit. Answers at once where the buckets are in memory, with a promise where they are not.
   */
  abstract take(key: string, rate: Rate): Taken | Promise<Taken>;
}
