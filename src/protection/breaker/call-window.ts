// How the last so many calls went, as far as they are recent. It must never judge fewer than that.

interface Judged {
  /** Monotonic milliseconds. */
  readonly at: number;
  readonly isBad: boolean;
}

/** The last calls, oldest first. */
export class CallWindow {
  #calls: Judged[] = [];

  /** `of`: calls looked back on, 1 or more; calls of longer ago than `windowMs` are forgotten. */
  constructor(
    readonly of: number,
    readonly windowMs: number,
  ) {}

  /** `now` in monotonic milliseconds. */
  add(now: number, isBad: boolean): void {
    this.#calls.push({ at: now, isBad });
    this.#calls = this.#calls.slice(-this.of).filter(({ at }) => now - at <= this.windowMs);
  }

  /** Share of bad calls at the last `add`, 0 while there were too few to judge. */
  badShare(): number {
    if (this.#calls.length < this.of) return 0;
    return this.#calls.filter(({ isBad }) => isBad).length / this.of;
  }
}
