// The port to where overrides of the calendar are kept, so that a restart does not close what a person has opened.

/** A person's word that something is open although a window says otherwise. */
export interface CalendarOverride {
  /** The channel it opens; absent, and without `reads`, it opens everything. */
  readonly channel?: string;
  /** It opens reads, and no channel. */
  readonly reads?: true;
  /** RFC 3339 in UTC; from then on the calendar holds again. */
  readonly until: string;
  readonly by: string;
  readonly reason: string;
  /** RFC 3339 in UTC: when it was decided. */
  readonly at: string;
}

/** Keeps the overrides. Neither method reads a clock: what has run out is kept until somebody saves a list without it. */
export abstract class CalendarOverrides {
  /** All that were saved last; none before the first save. Rejects, naming the place, for what cannot be read. */
  abstract load(): Promise<readonly CalendarOverride[]>;
  /** Replaces all of them. When it resolves they are on disk; when it rejects those of before still hold. */
  abstract save(overrides: readonly CalendarOverride[]): Promise<void>;
}
