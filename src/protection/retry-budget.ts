// How many second tries are left: a tenth of what was sent, so that tries never pile up on an ERP in trouble.
// It must never give more than that over any time, however the tries are spread.

/** What one first try earns. */
const SHARE = 0.1;
/** Tries that can be saved up. */
const MOST = 5;

export class RetryBudget {
  #left = 0;

  /** A first try is sent. */
  earn(): void {
    this.#left = Math.min(MOST, this.#left + SHARE);
  }

  /** Takes one try; false, and nothing taken, when none is left. */
  spend(): boolean {
    // Ten tenths are a hair less than one.
    if (this.#left < 1 - Number.EPSILON * MOST) return false;
    this.#left = Math.max(0, this.#left - 1);
    return true;
  }
}
