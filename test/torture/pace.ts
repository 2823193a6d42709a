// Keeps the clients from being done before the gateways have died as planned: a death that nobody writes through proves
// little. It must never wait for a death for ever.
import type { Supervisor } from './supervisor.js';

const LOOK_MS = 20;
/** Requests that may always be on their way. */
const SLACK = 12;
/** However many have gone, one may go after so long: some steps are only reached by requests. */
const TRICKLE_MS = 200;

/** Lets request number `begun` of `of` go once enough of the planned deaths are over. */
export class Pace {
  #deaths = 0;
  #since = performance.now();
  #lastGone = performance.now();

  constructor(
    private readonly supervisor: Supervisor,
    private readonly planned: number,
    /** A gateway that has not reached its step for so many milliseconds is replaced. */
    private readonly patienceMs: number,
  ) {}

  /** Resolves when request number `begun` of `of` may go; to false when enough have gone. */
  async wait(begun: number, of: number): Promise<boolean> {
    while (begun >= this.#allowance(of) && performance.now() - this.#lastGone < TRICKLE_MS) {
      await new Promise((wake) => setTimeout(wake, LOOK_MS));
      await this.#look();
    }
    this.#lastGone = performance.now();
    return begun < of || this.#deaths < this.planned;
  }

  #allowance(of: number): number {
    if (this.#deaths >= this.planned) return Infinity;
    return SLACK + ((of - SLACK) * (this.#deaths + 1)) / (this.planned + 1);
  }

  async #look(): Promise<void> {
    const deaths = [...this.supervisor.died().values()].reduce((sum, times) => sum + times, 0);
    const now = performance.now();
    if (deaths > this.#deaths || !this.supervisor.hasPlan) this.#since = now;
    this.#deaths = deaths;
    if (now - this.#since < this.patienceMs) return;
    this.#since = now;
    await this.supervisor.kill();
  }
}
