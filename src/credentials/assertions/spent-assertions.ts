// Remembers which assertions were used, so that each is good for one token request.
// It must never forget one that could still be used: when there is no room, it says so instead.
import { hash } from 'node:crypto';
import type { Clock } from '../../kernel/clock.js';
import { CLOCK_SKEW_SECONDS } from '../tokens/token-terms.js';
import { LONGEST_LIFE_SECONDS } from './assertion-terms.js';

/** How many are remembered. */
interface SpentLimits {
  readonly perClient: number;
  readonly overall: number;
}

/** Some 120 tokens a second in all, and two a second for one client; a token is good for five minutes and more. */
const DEFAULT_SPENT_LIMITS: SpentLimits = Object.freeze({ perClient: 1000, overall: 50_000 });

/** Longer than any assertion is accepted, by the monotonic clock: the wall clock may be set meanwhile. */
const KEPT_MS = (LONGEST_LIFE_SECONDS + 4 * CLOCK_SKEW_SECONDS) * 1000;

interface Spent {
  readonly clientId: string;
  readonly until: number;
}

/** Only assertions whose signature was right get in here, so no stranger can fill it. */
export class SpentAssertions {
  /** In order of their end, because all are kept equally long. */
  readonly #spent = new Map<string, Spent>();
  readonly #perClient = new Map<string, number>();

  constructor(
    private readonly clock: Pick<Clock, 'monotonic'>,
    private readonly limits: SpentLimits = DEFAULT_SPENT_LIMITS,
  ) {}

  /** Takes one use. `replayed` when it was taken before, `no-room` when it could not be remembered. */
  spend(clientId: string, jti: string): 'spent' | 'replayed' | 'no-room' {
    const now = this.clock.monotonic();
    this.#forget(now);
    const key = `${clientId} ${hash('sha256', jti, 'base64url')}`;
    if (this.#spent.has(key)) return 'replayed';
    const ofClient = this.#perClient.get(clientId) ?? 0;
    if (ofClient >= this.limits.perClient || this.#spent.size >= this.limits.overall) return 'no-room';
    this.#spent.set(key, { clientId, until: now + KEPT_MS });
    this.#perClient.set(clientId, ofClient + 1);
    return 'spent';
  }

  #forget(now: number): void {
    for (const [key, { clientId, until }] of this.#spent) {
      if (until > now) return;
      this.#spent.delete(key);
      const left = (this.#perClient.get(clientId) ?? 1) - 1;
      if (left === 0) this.#perClient.delete(clientId);
      else this.#perClient.set(clientId, left);
    }
  }
}
