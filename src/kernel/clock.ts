// The only place that touches ambient time. Everything else receives a Clock, so that tests own the time.
// It must never know what the time is used for.

/** Undoes a timer; calling it twice is harmless. */
export type CancelTimer = () => void;

/** Wall time for people and records, monotonic time for durations, timers that do not keep the process alive. */
export abstract class Clock {
  /** Milliseconds since the Unix epoch. May jump when the machine's clock is set; never use it for durations. */
  abstract now(): number;
  /** Milliseconds from an arbitrary start; never goes backwards. */
  abstract monotonic(): number;
  /**
   * Calls `run` once after `ms` milliseconds. Waits longer than Node's 2^31-1 ms limit are kept in steps, because
   * setTimeout fires at once beyond it.
   */
  abstract after(ms: number, run: () => void): CancelTimer;
}

const LONGEST_TIMER_MS = 2 ** 31 - 1;

class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }

  monotonic(): number {
    return performance.now();
  }

  after(ms: number, run: () => void): CancelTimer {
    let timer: NodeJS.Timeout;
    const arm = (left: number): void => {
      const step = Math.min(left, LONGEST_TIMER_MS);
      timer = setTimeout(() => (left > step ? arm(left - step) : run()), step).unref();
    };
    arm(Math.max(0, ms));
    return () => clearTimeout(timer);
  }
}

/** The machine's clock. */
export const systemClock: Clock = new SystemClock();
