// How long calls take on average of late, for estimates. It must never be used for a decision about the ERP.

/** Of late: the last twenty or so. */
const WEIGHT = 0.1;

export class MeanDuration {
  #ms: number | undefined;

  /** 0 before the first call. */
  get ms(): number {
    return this.#ms ?? 0;
  }

  add(durationMs: number): void {
    this.#ms = this.#ms === undefined ? durationMs : this.#ms + WEIGHT * (durationMs - this.#ms);
  }
}
