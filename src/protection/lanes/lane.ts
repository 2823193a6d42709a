// The bulkhead in front of one source: a fixed number of slots and a bounded queue. Work holds its slot until its
// promise settles, which a source does only when the statement is known to be over at the ERP.
// It must never start more work than it has slots, and never keep a caller waiting longer than it says.
import type { CancelTimer, Clock } from '../kernel/clock.js';
import type { Observer } from '../observability/observation.js';
import { Problem } from '../problems/problem.js';

/** Bounds of a lane. */
export interface LaneBounds {
  readonly name: string;
  /** Slots, 1 or more. */
  readonly concurrency: number;
  /** Most callers waiting, 0 or more. */
  readonly queue: number;
  /** Longest wait for a slot in milliseconds. */
  readonly waitMs: number;
}

interface Waiter {
  readonly start: () => void;
}

/** Runs work in slots; first come, first served. */
export class Lane {
  #running = 0;
  readonly #waiters = new Set<Waiter>();

  constructor(
    readonly bounds: LaneBounds,
    private readonly clock: Clock,
    private readonly observe: Observer,
  ) {}

  /**
   * Runs `work` as soon as a slot is free and frees the slot when its promise settles.
   * Throws a lane-full Problem at once when the queue is full and after `waitMs` without a slot; throws the signal's
   * reason when the caller goes away while waiting, and `work` is never started then.
   */
  async run<Result>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    signal.throwIfAborted();
    if (this.#running >= this.bounds.concurrency) await this.#wait(signal);
    else this.#running += 1;
    this.#tell();
    try {
      return await work(signal);
    } finally {
      this.#release();
    }
  }

  /** A waiter that is started inherits the slot of the work that ended, so the count never dips in between. */
  #release(): void {
    const next = this.#waiters.values().next().value;
    if (next === undefined) this.#running -= 1;
    else next.start();
    this.#tell();
  }

  #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiters.size >= this.bounds.queue) throw this.#full('queue-full');
    return new Promise((resolve, reject) => {
      let cancelTimer: CancelTimer = () => undefined;
      const leave = (): void => {
        this.#waiters.delete(waiter);
        cancelTimer();
        signal.removeEventListener('abort', onAbort);
      };
      const fail = (reason: Error): void => {
        leave();
        this.#tell();
        reject(reason);
      };
      const onAbort = (): void => fail(signal.reason as Error);
      const waiter: Waiter = {
        start: () => {
          leave();
          resolve();
        },
      };
      cancelTimer = this.clock.after(this.bounds.waitMs, () => fail(this.#full('waited-too-long')));
      signal.addEventListener('abort', onAbort, { once: true });
      this.#waiters.add(waiter);
      this.#tell();
    });
  }

  #full(reason: 'queue-full' | 'waited-too-long'): Problem {
    this.observe({ kind: 'lane-refused', lane: this.bounds.name, reason });
    return new Problem('lane-full', { retryAfterSeconds: 1, internal: `lane ${this.bounds.name}: ${reason}` });
  }

  #tell(): void {
    this.observe({
      kind: 'lane-changed',
      lane: this.bounds.name,
      running: this.#running,
      queued: this.#waiters.size,
    });
  }
}
