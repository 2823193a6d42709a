// How long one kind of call usually takes: the middle of what was seen, followed in small steps up and down.
// It must never be led astray by single calls, however long they were, nor take trouble for the usual within a minute.

/** Share by which a look changes it, five times a second at most: twice as long is the usual after more than a minute. */
const STEP = 0.002;
/** Upwards at a time of trouble: after several minutes of it that is the usual. */
const TROUBLED_STEP = 0.001;
/** Looks after which it is known well enough to judge by. */
const KNOWN = 10;
const NOISE_MS = 20;

export class UsualDuration {
  #ms: number;
  #looks = 1;

  constructor(firstMs: number) {
    this.#ms = atLeastSome(firstMs);
  }

  get isKnown(): boolean {
    return this.#looks >= KNOWN;
  }

  /** How many times as long as usual. */
  ratioOf(durationMs: number): number {
    return atLeastSome(durationMs) / this.#ms;
  }

  /** What was seen in one look. The first looks count more, and whatever they were: nothing else is known then. */
  learn(durationMs: number, isTroubled: boolean): void {
    this.#looks += 1;
    const first = this.isKnown ? 0 : 1 / this.#looks;
    if (durationMs > this.#ms) this.#ms *= 1 + Math.max(first, isTroubled ? TROUBLED_STEP : STEP);
    else this.#ms = atLeastSome(this.#ms / (1 + Math.max(first, STEP)));
  }
}

/** What is shorter cannot be told from how late a busy process notices an end, and no ERP suffers from it. */
function atLeastSome(ms: number): number {
  return Math.max(NOISE_MS, ms);
}
