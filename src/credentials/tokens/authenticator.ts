// Says who a bearer value stands for: from a bounded cache of verified values, or by verifying it anew.
// It must never keep a bearer value itself, only its SHA-256 digest, and never serve one outside its time.
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../kernel/clock.js';
import type { AuthenticationFault } from '../../observability/observation.js';
import type { Client } from '../client.js';
import type { Principal } from '../principal.js';
import { SteadyTime } from '../judging/steady-time.js';
import { Standing } from './standing.js';
import type { VerifyBearer } from './verify-token.js';

/** Verified values kept by default; each takes well under a kilobyte. */
export const DEFAULT_TOKEN_CACHE_ENTRIES = 10_000;

/** Verifying costs more than everything else in a request together, so a hot client pays for it once per token. */
export class Authenticator {
  readonly #verified: LRUCache<string, Standing>;

  constructor(
    private readonly verify: VerifyBearer,
    clock: Clock,
    entries: number = DEFAULT_TOKEN_CACHE_ENTRIES,
    private readonly time: Pick<SteadyTime, 'moment'> = new SteadyTime(clock),
  ) {
    this.#verified = new LRUCache({ max: entries });
  }

  /** The standing of a value that was verified before, is still in its time, and by a key that still counts. Waits for nothing. */
  recall(bearer: string): Standing | undefined {
    const standing = this.#verified.get(digest(bearer));
    return standing?.isGoodAt(this.time.moment()) === true ? standing : undefined;
  }

  /** Verifies a value and remembers it when it is good. */
  async authenticate(bearer: string): Promise<Standing | AuthenticationFault> {
    const verified = await this.verify(bearer);
    if (typeof verified === 'string') return verified;
    const standing = new Standing(verified);
    this.#verified.set(digest(bearer), standing);
    return standing;
  }

  /**
   * Who a standing is at this moment, with the scopes that count now; undefined when client or credential are not good. A
   * credential has to have begun by the wall clock, and not to have ended by the latest moment that it may be.
   */
  principalOf(standing: Standing, client: Client | undefined): Principal | undefined {
    return standing.under(client, this.time.moment());
  }
}

function digest(bearer: string): string {
  return hash('sha256', bearer, 'base64url');
}
