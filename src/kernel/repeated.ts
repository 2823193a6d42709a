// Work that is done again and again by itself, with a rest in between.
// It must never begin a turn after it was stopped, nor one before the last is over.
import type { CancelTimer, Clock } from './clock.js';

/** What is repeated. */
export interface RepeatedWork {
  readonly clock: Clock;
  /** Milliseconds between the end of a turn and the beginning of the next. */
  readonly everyMs: number;
  /** Must never reject. */
  readonly turn: () => Promise<unknown>;
}

/** Started once, stopped once. */
export class Repeated {
  #cancelTimer: CancelTimer = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(private readonly work: RepeatedWork) {}

  /** True from the moment `stop` is called: a long turn looks at it between its steps. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Takes a turn now, and again and again. */
  start(): void {
    if (!this.#isStopped) this.#running = this.#takeTurn();
  }

  /** The same, beginning in so many milliseconds. */
  startAfter(ms: number): void {
    if (!this.#isStopped) this.#cancelTimer = this.work.clock.after(ms, () => this.start());
  }

  /** Resolves when the turn under way is over. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancelTimer();
    await this.#running;
  }

  async #takeTurn(): Promise<void> {
    await this.work.turn();
    this.startAfter(this.work.everyMs);
  }
}
