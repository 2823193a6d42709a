// What is known of one resource across all its kept answers: how often they were dropped, when, and which there are.
// It must never hold an answer.

/** One resource of a cache. */
export class ResourceMark {
  #generation = 0;
  #droppedOn = -Infinity;
  #keys = new Set<string>();

  /** Counts up with every drop: an answer that was asked for before is not of this generation. */
  get generation(): number {
    return this.#generation;
  }

  /** Epoch milliseconds of the last drop; -Infinity before the first. */
  get droppedOn(): number {
    return this.#droppedOn;
  }

  /** Keys of everything kept of this generation. */
  get keys(): Set<string> {
    return this.#keys;
  }

  /** Begins a new generation; gives back the keys of the last one. */
  drop(now: number): ReadonlySet<string> {
    const former = this.#keys;
    this.#keys = new Set();
    this.#generation += 1;
    this.#droppedOn = now;
    return former;
  }
}
