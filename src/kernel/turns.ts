// Lets one thing be done at a time, in the order in which they were asked for.
// It must never let what failed keep the next one from its turn.

/** One turn after the other. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Does it when everything that was asked for before is over; resolves and rejects as it does. */
  take<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
