// Counts failed attempts at the token endpoint, per remote address and per client id.
// It must never be asked before the secret is checked: a right secret always passes, so nobody can lock an honest
// client out by failing in its name.
import type { ThrottlerStorage } from '@nestjs/throttler';
import { networkOf } from '../../protection/limits/address-network.js';

/** How many failures are answered with 401 before they are answered with 429. */
export interface FailureLimits {
  readonly perAddress: number;
  readonly perClient: number;
  readonly windowMs: number;
}

export const DEFAULT_FAILURE_LIMITS: FailureLimits = Object.freeze({
  perAddress: 30,
  perClient: 10,
  windowMs: 60_000,
});

const CLIENT_ID = /^[A-Za-z0-9._-]{1,64}$/;
const THROTTLER = 'token-failures';

/** Counts a failure; resolves with the seconds to wait when a limit is used up, else undefined. */
export type CountsFailures = Pick<FailureThrottle, 'count'>;

/** Limits over a storage of @nestjs/throttler, so that instances can share one. */
export class FailureThrottle {
  constructor(
    private readonly storage: ThrottlerStorage,
    private readonly limits: FailureLimits = DEFAULT_FAILURE_LIMITS,
  ) {}

  /**
   * Counts one failure. Resolves with the seconds to wait when a limit is used up, else undefined. Unknown client ids
   * count like known ones, so that nobody learns which exist; an address that is over its limit makes no new keys.
   */
  async count(address: string, clientId: string | undefined): Promise<number | undefined> {
    const wait = await this.#hit(`address:${networkOf(address)}`, this.limits.perAddress);
    if (wait !== undefined || clientId === undefined || !CLIENT_ID.test(clientId)) return wait;
    return this.#hit(`client:${clientId}`, this.limits.perClient);
  }

  async #hit(key: string, limit: number): Promise<number | undefined> {
    const record = await this.storage.increment(key, this.limits.windowMs, limit, 0, THROTTLER);
    return record.isBlocked ? Math.max(1, record.timeToBlockExpire) : undefined;
  }
}
