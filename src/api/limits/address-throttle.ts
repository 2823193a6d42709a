// Counts what has no client to be counted by, per address: requests for tokens, documents, administration.
// It must never be asked about a client that has proven itself, nor look at a header: callers share and forge addresses.
import type { ThrottlerStorage } from '@nestjs/throttler';
import type { Observer } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';
import { networkOf } from '../../protection/limits/address-network.js';
import { POLICY_FIELD, STATE_FIELD } from './plan-fields.js';

/** What is counted apart from one another. */
export type ThrottledRoutes = 'token' | 'document' | 'administration';

/** Most requests per minute from one address; as many may come at once. */
export type AddressLimits = Readonly<Record<ThrottledRoutes, number>>;

/** A request that was counted. */
export interface CountedRequest {
  /** RateLimit and RateLimit-Policy of its answer, by name in lower case. */
  readonly fields: Readonly<Record<string, string>>;
  readonly refusal?: Problem;
}

const WINDOW_MS = 60_000;

/** Limits over a storage of @nestjs/throttler, so that instances can share one. */
export class AddressThrottle {
  constructor(
    private readonly storage: ThrottlerStorage,
    private readonly limits: AddressLimits,
    private readonly observe: Observer,
  ) {}

  /** Counts a request, and refuses it when its address has sent too many. */
  async count(of: ThrottledRoutes, address: string): Promise<CountedRequest> {
    const limit = this.limits[of];
    const { totalHits, isBlocked, ...seconds } = await this.storage.increment(
      networkOf(address),
      WINDOW_MS,
      limit,
      0,
      of,
    );
    const wait = Math.max(1, isBlocked ? seconds.timeToBlockExpire : seconds.timeToExpire);
    const fields = {
      [POLICY_FIELD]: `"${of}";q=${limit};w=${WINDOW_MS / 1000}`,
      [STATE_FIELD]: `"${of}";r=${Math.max(0, limit - totalHits)};t=${wait}`,
    };
    if (!isBlocked) return { fields };
    this.observe({ kind: 'address-refused', of });
    const detail = `At most ${limit} such requests a minute are taken from one address.`;
    return { fields, refusal: new Problem('too-many-requests', { retryAfterSeconds: wait, detail }) };
  }
}
