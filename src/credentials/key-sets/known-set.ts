// What is known of one key set: its last good keys, how old they are, and how the last look at it ended.
// It must never give out keys that are older than an outage may last.
import type { VerificationKey } from './verification-key.js';

/** How long keys are used without another look; whoever withdraws a key waits no longer than this. */
export const FRESH_MS = 600_000;
/** Least time between two looks at the same set, whatever the reason. */
const LEAST_PAUSE_MS = 10_000;

const NONE: readonly VerificationKey[] = Object.freeze([]);

/** One key set. Moments are monotonic milliseconds. */
export class KnownSet {
  #keys = NONE;
  #fetchedAt = -Infinity;
  #triedAt = -Infinity;
  /** Whether the last look that ended has failed. */
  isFailing = false;
  /** The look that is going on; never rejects. */
  looking: Promise<void> | undefined;

  /** The last good keys, unless they were last seen longer ago than `outageMs`. */
  keys(now: number, outageMs: number): readonly VerificationKey[] {
    return now - this.#fetchedAt < outageMs ? this.#keys : NONE;
  }

  isFresh(now: number): boolean {
    return now - this.#fetchedAt < FRESH_MS;
  }

  /** Whether it is long enough since the last look began. */
  hasRested(now: number): boolean {
    return now - this.#triedAt >= LEAST_PAUSE_MS;
  }

  tried(now: number): void {
    this.#triedAt = now;
  }

  fetched(keys: readonly VerificationKey[]): void {
    this.#keys = keys;
    this.#fetchedAt = this.#triedAt;
    this.isFailing = false;
  }

  failed(): void {
    this.isFailing = true;
  }
}
