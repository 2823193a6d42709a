// A value on its way up and down some rungs, with a gap between both ways so that it does not flutter.
// It must never skip a rung: each one is given the time to help.

/** Where the rungs are. */
export interface LadderBounds {
  /** From this value on the rung is climbed; ascending, one per rung. */
  readonly enter: readonly number[];
  /** Below this value the rung is left; each smaller than its `enter`. */
  readonly leave: readonly number[];
  /** Milliseconds a rung is kept at least before it is left. */
  readonly keepMs: number;
}

/** Starts below the first rung. */
export class Ladder {
  #rung = 0;
  #since = 0;

  constructor(private readonly bounds: LadderBounds) {}

  /** Rungs climbed, 0 to as many as there are. */
  get rung(): number {
    return this.#rung;
  }

  /** Takes at most one rung up or down; `now` is monotonic milliseconds. */
  move(value: number, now: number): void {
    const { enter, leave, keepMs } = this.bounds;
    if (value >= (enter[this.#rung] ?? Infinity)) this.#stand(this.#rung + 1, now);
    else if (value < (leave[this.#rung - 1] ?? -Infinity) && now - this.#since >= keepMs) {
      this.#stand(this.#rung - 1, now);
    }
  }

  #stand(rung: number, now: number): void {
    this.#rung = rung;
    this.#since = now;
  }
}
