// The port to where breakers that are not closed are kept, so that a restart neither storms an ERP that is being left alone
// nor forgets what a person decided.
import type { Holding } from './breaker-state.js';

/** One breaker that is open or held; the others are not kept. */
export interface KeptBreaker {
  /** The source or channel. */
  readonly name: string;
  /** RFC 3339 in UTC: when it may ask again. */
  readonly openUntil?: string;
  readonly held?: Holding;
}

/** Keeps them. Neither method reads a clock. */
export abstract class BreakerMemory {
  /** All that were saved last; none before the first save. Rejects, naming the place, for what cannot be read. */
  abstract load(): Promise<readonly KeptBreaker[]>;
  /** Replaces all of them. When it resolves they are on disk; when it rejects those of before are. */
  abstract save(breakers: readonly KeptBreaker[]): Promise<void>;
}
