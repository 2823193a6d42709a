// Everything outside that a read reaches, in one place.
import type { Clock } from '../kernel/clock.js';
import type { Source } from '../legacy/source.port.js';
import type { Observer } from '../observability/observation.js';
import type { RetryBudget } from '../protection/retry-budget.js';
import type { Lane } from './lane.port.js';

/** Sources and lanes are by source name; every source of the catalogue has one of each. */
export interface ReadOutside {
  readonly sources: ReadonlyMap<string, Source>;
  readonly lanes: ReadonlyMap<string, Lane>;
  /** Second tries that are left, by source; where there is none, nothing is tried twice. */
  readonly retries?: ReadonlyMap<string, RetryBudget>;
  readonly asOf: FreshnessOf;
  readonly clock: Clock;
  readonly observe: Observer;
}

/** Knows how fresh a source is. */
export interface FreshnessOf {
  /**
   * An instant that everything the source answers from now on is at least as fresh as; RFC 3339 in UTC. Undefined when
   * the source does not or cannot say. Rejects with the reason of `signal` when that fires first, and never otherwise.
   */
  before(source: string, signal: AbortSignal): Promise<string | undefined>;
}
