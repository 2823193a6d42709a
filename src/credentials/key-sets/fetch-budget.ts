// Counts fetches of key sets, so that whoever invents key ids cannot make the gateway flood somebody else's server.
// It must never hold back a fetch that does not depend on what a token says.
import type { Clock } from '../../kernel/clock.js';

const WINDOW_MS = 60_000;

/** Fetches of the last minute, over all sets. */
export class FetchBudget {
  readonly #times: number[] = [];

  constructor(
    private readonly clock: Pick<Clock, 'monotonic'>,
    private readonly most: number,
  ) {}

  /** Whether one more may be made because of an unknown key id. */
  hasRoom(): boolean {
    this.#forget();
    return this.#times.length < this.most;
  }

  /** Notes a fetch, whatever it was made for. */
  note(): void {
    this.#forget();
    this.#times.push(this.clock.monotonic());
  }

  #forget(): void {
    const since = this.clock.monotonic() - WINDOW_MS;
    while ((this.#times[0] ?? Infinity) <= since) this.#times.shift();
  }
}
