// When something is judged. It must never be made of one clock where two are at hand.

/** A moment, where two clocks may differ about it; in epoch milliseconds. */
export interface Moment {
  readonly earliest: number;
  readonly latest: number;
}
