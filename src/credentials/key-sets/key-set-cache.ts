// Keeps the key sets of others: fresh ones at no cost, one look at a time, the last good keys through an outage.
// It must never let a token decide how often somebody else's server is asked, nor trust keys for ever because that
// server is silent.
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../kernel/clock.js';
import type { Observer } from '../../observability/observation.js';
import { FetchBudget } from './fetch-budget.js';
import { KeySetFault } from './key-set.port.js';
import type { KeySets } from './key-set.port.js';
import { KnownSet } from './known-set.js';
import { readKeySet } from './read-key-set.js';
import type { VerificationKey } from './verification-key.js';

/** What the cache works with. */
export interface KeySetCacheParts {
  readonly source: Pick<KeySets, 'fetch'>;
  readonly clock: Clock;
  readonly observe: Observer;
  /** How long the last good keys are used while the set cannot be fetched. At least FRESH_MS. */
  readonly outageMs: number;
}

/** Says whether a key is the one that is looked for. */
export type FitsKey = (key: VerificationKey) => boolean;

const MOST_SETS = 1000;
const MOST_FETCHES_A_MINUTE = 10;

/**
 * Key sets by address. A set is looked at when it is wanted and older than ten minutes, and when a key is wanted that it
 * does not have: then at most every ten seconds, and only while there were fewer than ten fetches in the last minute over
 * all sets. Whoever wants a key that is known never waits because of those who want others.
 */
export class KeySetCache {
  readonly #sets = new LRUCache<string, KnownSet>({ max: MOST_SETS });
  readonly #budget: FetchBudget;

  constructor(private readonly parts: KeySetCacheParts) {
    this.#budget = new FetchBudget(parts.clock, MOST_FETCHES_A_MINUTE);
  }

  /** The keys of a set that fit; none when there are none or they cannot be had. Never rejects. */
  async find(address: string, fits: FitsKey): Promise<readonly VerificationKey[]> {
    const set = this.#setOf(address);
    await this.#refresh(address, set);
    const found = this.#keysOf(set).filter(fits);
    if (found.length > 0 || !this.#mayLookAgain(set)) return found;
    await this.#look(address, set);
    return this.#keysOf(set).filter(fits);
  }

  /** Waits for old keys to be fetched anew; but during an outage, not while there are keys to go on with. */
  async #refresh(address: string, set: KnownSet): Promise<void> {
    const now = this.parts.clock.monotonic();
    if (set.isFresh(now)) return;
    const isOutage = set.isFailing && this.#keysOf(set).length > 0;
    const looking = set.looking ?? (set.hasRested(now) ? this.#look(address, set) : undefined);
    if (!isOutage) await looking;
  }

  #mayLookAgain(set: KnownSet): boolean {
    return set.looking !== undefined || (set.hasRested(this.parts.clock.monotonic()) && this.#budget.hasRoom());
  }

  #look(address: string, set: KnownSet): Promise<void> {
    set.looking ??= this.#fetch(address, set).finally(() => (set.looking = undefined));
    return set.looking;
  }

  async #fetch(address: string, set: KnownSet): Promise<void> {
    set.tried(this.parts.clock.monotonic());
    this.#budget.note();
    try {
      set.fetched(readKeySet(await this.parts.source.fetch(address)));
    } catch (error) {
      if (!set.isFailing) this.#complain(address, error);
      set.failed();
    }
  }

  #complain(address: string, error: unknown): void {
    const fault = error instanceof KeySetFault ? error.message : 'unexpected fault';
    const minutes = Math.round(this.parts.outageMs / 60_000);
    const text =
      `The key set at ${URL.parse(address)?.host ?? 'an address'} cannot be used (${fault}). ` +
      `Its last good keys, where there are any, count for ${minutes} min since they were fetched.`;
    this.parts.observe({ kind: 'warning', topic: 'key-sets', text });
  }

  #keysOf(set: KnownSet): readonly VerificationKey[] {
    return set.keys(this.parts.clock.monotonic(), this.parts.outageMs);
  }

  #setOf(address: string): KnownSet {
    const known = this.#sets.get(address);
    if (known !== undefined) return known;
    const set = new KnownSet();
    this.#sets.set(address, set);
    return set;
  }
}
