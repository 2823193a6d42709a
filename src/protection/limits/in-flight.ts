// How many requests of each key are in flight at once. It must never forget one before it has ended, nor count one twice.

/** A place among the requests in flight; given back once, however often `leave` is called. */
export interface Place {
  readonly leave: () => void;
}

/** Counts per key. */
export class InFlight {
  readonly #running = new Map<string, number>();
  #total = 0;

  /** All of them. */
  get total(): number {
    return this.#total;
  }

  /** A place for one more request of `key`; undefined when `most` are in flight. */
  enter(key: string, most: number): Place | undefined {
    const running = this.#running.get(key) ?? 0;
    if (running >= most) return undefined;
    this.#running.set(key, running + 1);
    this.#total += 1;
    let inside = true;
    return {
      leave: () => {
        if (inside) this.#leave(key);
        inside = false;
      },
    };
  }

  /** A key without requests takes no memory. */
  #leave(key: string): void {
    this.#total -= 1;
    const left = (this.#running.get(key) ?? 1) - 1;
    if (left === 0) this.#running.delete(key);
    else this.#running.set(key, left);
  }
}
