// When the ERP must be left alone, as civil time. Frozen data; protection/ works out instants from it.
// It must never be read without its zone: an hour means nothing on the days the clocks change.

/** A time of day, `01:00` to `24:00`. */
export type CivilTime = string;

/** A closed time that repeats. One that ends before it begins ends on the next day. */
export interface CalendarWindow {
  readonly name: string;
  /** Days on which it begins, 1 Monday to 7 Sunday (ISO 8601). */
  readonly days: readonly number[];
  readonly from: CivilTime;
  readonly to: CivilTime;
  /** `cached`: reads are answered from what is kept only, and no source is asked. */
  readonly reads: 'open' | 'cached';
  readonly writes: 'open' | 'hold';
  /** Channels it closes; undefined means all. */
  readonly channels?: readonly string[];
}

/** All closed times of a landscape, in one IANA zone. */
export interface Calendar {
  readonly timezone: string;
  readonly windows: readonly CalendarWindow[];
}
