// One time in which the ERP must be left alone. Frozen data.

/**
 * Times in epoch milliseconds; `until` is the first moment that is open again. Of a time that runs for days, `from` may
 * be later than its beginning, but never later than the instant that was asked about.
 */
export interface ClosedTime {
  /** Name of the window, or of all windows that run into one another. */
  readonly window: string;
  readonly from: number;
  readonly until: number;
  /** For people: `nightly batch until 2026-12-01T01:30:00.000Z`. */
  readonly reason: string;
}

/** A closed time with its sentence. */
export function closedTime(window: string, from: number, until: number): ClosedTime {
  return Object.freeze({ window, from, until, reason: `${window} until ${new Date(until).toISOString()}` });
}
