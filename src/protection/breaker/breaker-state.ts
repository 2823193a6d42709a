// How a breaker stands, as plain data for the table, the log and the memory.

/** Who keeps a breaker open by hand. */
export interface Holding {
  /** Name of the person. */
  readonly by: string;
  readonly reason: string;
  /** RFC 3339 in UTC. */
  readonly at: string;
}

/** `until` in epoch milliseconds. */
export type BreakerState =
  /** Calls go through. */
  | { readonly kind: 'closed' }
  /** Calls are refused until then at least; only the gateway itself asks. */
  | { readonly kind: 'open'; readonly until: number }
  /** A few calls are let through to see how the ERP is. */
  | { readonly kind: 'half-open' }
  /** A person lets nothing through, not even a probe. */
  | ({ readonly kind: 'held' } & Holding);
