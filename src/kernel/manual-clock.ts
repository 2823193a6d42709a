// A clock that stands still until told to move: the twin of the system clock for tests and simulations.
// It must never look at real time.
import { Clock } from './clock.js';
import type { CancelTimer } from './clock.js';

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Time moves only through `advance` (both clocks) and `jump` (wall time alone, as when a machine's clock is set). */
export class ManualClock extends Clock {
  #elapsed = 0;
  #wall: number;
  readonly #timers = new Set<Timer>();

  constructor(start: Date = new Date('2026-11-20T12:00:00Z')) {
    super();
    this.#wall = start.getTime();
  }

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  after(ms: number, run: () => void): CancelTimer {
    const timer = { at: this.#elapsed + Math.max(0, ms), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves time forward by `ms`, running every timer that falls due on the way, in order. */
  advance(ms: number): void {
    const end = this.#elapsed + ms;
    for (let next = this.#due(end); next !== undefined; next = this.#due(end)) {
      this.#timers.delete(next);
      this.#moveTo(next.at);
      next.run();
    }
    this.#moveTo(end);
  }

  /** Sets the wall clock forwards or backwards without any time passing. */
  jump(ms: number): void {
    this.#wall += ms;
  }

  #moveTo(elapsed: number): void {
    this.#wall += elapsed - this.#elapsed;
    this.#elapsed = elapsed;
  }

  #due(end: number): Timer | undefined {
    const due = [...this.#timers].filter((timer) => timer.at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
