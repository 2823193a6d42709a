// The port to the load limit of one source, as the read path sees it.

/** Lets work through as slots become free. */
export abstract class Lane {
  /**
   * Waits for a slot and runs `work` in it; the slot is taken until the promise of `work` settles. Rejects with the
   * reason of `signal` when that fires while waiting, with a Problem when there is no room or the wait is too long, and
   * otherwise with whatever `work` rejects with. `work` receives a signal that fires at the latest when `signal` does.
   */
  abstract run<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}
