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
  #lastGone = performance.now();
  #replacing: Promise<void> | undefined;

  constructor(
    private readonly supervisor: Supervisor,
    private readonly planned: number,
    /** A gateway that has served for so many milliseconds and not reached its step is replaced. */
    private readonly patienceMs: number,
  ) {}

  /** Resolves when request number `begun` of `of` may go; to false when enough have gone. */
  async wait(begun: number, of: number): Promise<boolean> {
    while (begun >= this.#allowance(of) && performance.now() - this.#lastGone < TRICKLE_MS) {
      await new Promise((wake) => setTimeout(wake, LOOK_MS));
      if (this.supervisor.overdueMs > this.patienceMs) await this.#replace();
    }
    this.#lastGone = performance.now();
    return begun < of || this.supervisor.pending > 0;
  }

  /** Many senders wait at once; one kill is enough. */
  #replace(): Promise<void> {
    this.#replacing ??= this.supervisor.kill().finally(() => {
      this.#replacing = undefined;
    });
    return this.#replacing;
  }

  #allowance(of: number): number {
    const { pending } = this.supervisor;
    if (pending === 0) return Infinity;
    return SLACK + ((of - SLACK) * Math.max(1, this.planned - pending + 1)) / (this.planned + 1);
  }
}
