// The port to the load limit of one source, as the read path sees it.

/** What a lane is told about the work it is given. */
export interface LaneUse {
  /** Waits behind interactive work, and never takes its reserved slots. */
  readonly bulk?: boolean;
  /** Monotonic milliseconds at which nobody waits for the result any more; the earliest is served first. */
  readonly until?: number;
  /** What is run, in one word per operation and statement: how long calls take is compared among like ones only. */
  readonly sort?: string;
  /** So small that it goes well while others hang: it tells about the ERP only when it goes badly. */
  readonly easy?: boolean;
}

/** Lets work through as slots become free. */
export abstract class Lane {
  /**
   * Waits for a slot and runs `work` in it; the slot is taken until the promise of `work` settles. Rejects with the
   * reason of `signal` when that fires while waiting, with a Problem when there is no room, the wait is too long or the
   * source is being left alone, and otherwise with whatever `work` rejects with. `work` receives a signal that fires at the
   * latest when `signal` does.
   */
  abstract run<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>, use?: LaneUse): Promise<T>;
}
