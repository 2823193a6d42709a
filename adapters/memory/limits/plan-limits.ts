// Buckets in the memory of this process: what a single gateway limits its clients by.
// It must never round: all counting is in whole numbers, so that nothing drifts however long a bucket is used.
import type { Clock } from '../../../src/kernel/clock.js';
import { PlanLimits } from '../../../src/protection/limits/plan-limits.port.js';
import type { Rate, Taken } from '../../../src/protection/limits/plan-limits.port.js';

interface Bucket {
  rate: Rate;
  /** What is in it, in parts of a request: `windowMs` of them are one. A millisecond brings `requests` of them. */
  level: number;
  /** Whole monotonic milliseconds up to which it was filled. */
  at: number;
}

/** More keys than this are only met in an attack, from very many addresses. */
const MOST_KEYS = 100_000;
/** Buckets looked at for each new one: more than one, so that those nobody uses go faster than new ones come. */
const LOOKED_AT = 3;

/**
 * Limits per key, in memory. A full bucket is forgotten, which changes nothing; where more than `mostKeys` are in use the
 * one looked at next is forgotten as well, and its key begins with a full one.
 */
export class MemoryPlanLimits extends PlanLimits {
  readonly #buckets = new Map<string, Bucket>();
  #hand: MapIterator<[string, Bucket]> = this.#buckets.entries();

  constructor(
    private readonly clock: Pick<Clock, 'monotonic'>,
    private readonly mostKeys = MOST_KEYS,
  ) {
    super();
  }

  /** Buckets that are kept. */
  get size(): number {
    return this.#buckets.size;
  }

  take(key: string, rate: Rate): Taken {
    const now = Math.floor(this.clock.monotonic());
    const bucket = this.#buckets.get(key) ?? this.#add(key, rate, now);
    if (bucket.rate !== rate) change(bucket, rate, now);
    fill(bucket, now);
    const allowed = bucket.level >= rate.windowMs;
    if (allowed) bucket.level -= rate.windowMs;
    const remaining = Math.floor(bucket.level / rate.windowMs);
    const missing = (remaining + 1) * rate.windowMs - bucket.level;
    const moreInMs = remaining >= rate.burst ? 0 : Math.ceil(missing / rate.requests);
    return { allowed, remaining, moreInMs };
  }

  #add(key: string, rate: Rate, now: number): Bucket {
    this.#forgetSome(now);
    const bucket = { rate, level: rate.burst * rate.windowMs, at: now };
    this.#buckets.set(key, bucket);
    return bucket;
  }

  /** The hand goes round all buckets, a few at a time, so that no single request pays for all of them. */
  #forgetSome(now: number): void {
    for (let looked = 0; looked < LOOKED_AT; looked += 1) {
      const { done, value } = this.#hand.next();
      if (done === true) {
        this.#hand = this.#buckets.entries();
        continue;
      }
      const [key, bucket] = value;
      if (this.#buckets.size >= this.mostKeys || isFull(bucket, now)) this.#buckets.delete(key);
    }
  }
}

function fill(bucket: Bucket, now: number): void {
  const { rate } = bucket;
  const passed = now - bucket.at;
  if (passed <= 0) return;
  // Compared before it is multiplied: a key that comes back after a year must not leave the whole numbers.
  bucket.level = isFull(bucket, now) ? rate.burst * rate.windowMs : bucket.level + passed * rate.requests;
  bucket.at = now;
}

function isFull({ rate, level, at }: Bucket, now: number): boolean {
  return now - at >= (rate.burst * rate.windowMs - level) / rate.requests;
}

/** The whole requests stay, as far as they fit; parts of one do not. */
function change(bucket: Bucket, rate: Rate, now: number): void {
  fill(bucket, now);
  const whole = Math.floor(bucket.level / bucket.rate.windowMs);
  bucket.rate = rate;
  bucket.level = Math.min(whole, rate.burst) * rate.windowMs;
}
