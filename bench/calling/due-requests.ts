// When requests of a fixed rate are due. It must never leave one out because no connection was free.
import type { PacedLoad } from './paced-load.js';

/** One request that is to be sent now. */
export interface DueRequest {
  /** From 0, in the order in which they are due. */
  readonly number: number;
  /** When it was found due, by `performance.now()`: what the generator itself is late by is nobody's latency. */
  readonly since: number;
}

const TICK_MS = 1;

/** The requests of one load; connections take them one by one. */
export class DueRequests {
  readonly #due: DueRequest[] = [];
  readonly #idle: ((next: DueRequest | undefined) => void)[] = [];
  readonly #total: number;
  #ended = false;

  constructor(private readonly load: Pick<PacedLoad, 'rate' | 'seconds'>) {
    this.#total = load.rate * load.seconds;
  }

  /** Resolves when the last one was found due. */
  async run(): Promise<void> {
    const startedAt = performance.now();
    for (let number = 0; number < this.#total;) {
      const since = performance.now();
      const wanted = Math.min(this.#total, Math.ceil(((since - startedAt) / 1000) * this.load.rate));
      for (; number < wanted; number += 1) this.#add({ number, since });
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
    this.#ended = true;
    for (const idle of this.#idle.splice(0)) idle(undefined);
  }

  /** The next one as soon as there is one; undefined when there are no more. */
  async take(): Promise<DueRequest | undefined> {
    const next = this.#due.shift();
    if (next !== undefined || this.#ended) return next;
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #add(request: DueRequest): void {
    const idle = this.#idle.shift();
    if (idle === undefined) this.#due.push(request);
    else idle(request);
  }
}
