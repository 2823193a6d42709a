// A storage for @nestjs/throttler over the buckets that plans are counted in: the cost of a request does not depend on
// the limit, time only goes forward, and memory is bounded. The stock one keeps every hit and goes through all of them.
// It must never block for longer than the bucket is empty: block durations are not for those who share an address.
import type { ThrottlerStorage } from '@nestjs/throttler';
import type { PlanLimits, Rate, Taken } from '../../protection/limits/plan-limits.port.js';

type Record = Awaited<ReturnType<ThrottlerStorage['increment']>>;

const MS = 1000;

/** `limit` requests at once, and again as many in each `ttl` milliseconds; `blockDuration` is not used. */
export class BucketStorage implements ThrottlerStorage {
  readonly #rates = new Map<string, Rate>();

  constructor(private readonly buckets: PlanLimits) {}

  /** Counts a hit of `key` under the throttler called `name`. */
  async increment(key: string, ttl: number, limit: number, ...more: readonly [number, string]): Promise<Record> {
    const [, name] = more;
    const taken = await this.buckets.take(`${name}/${key}`, this.#rate(limit, ttl));
    return recordOf(taken, limit);
  }

  /** The same object for the same limit: buckets tell by it that nothing has changed. */
  #rate(requests: number, windowMs: number): Rate {
    const name = `${requests}/${windowMs}`;
    const rate = this.#rates.get(name) ?? { requests, windowMs, burst: requests };
    this.#rates.set(name, rate);
    return rate;
  }
}

/** Times in whole seconds, as the library has them. */
function recordOf({ allowed, remaining, moreInMs }: Taken, limit: number): Record {
  const seconds = Math.ceil(moreInMs / MS);
  return {
    totalHits: limit - remaining + (allowed ? 0 : 1),
    timeToExpire: seconds,
    isBlocked: !allowed,
    timeToBlockExpire: allowed ? 0 : seconds,
  };
}
