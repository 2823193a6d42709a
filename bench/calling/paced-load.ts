// What the paced generator can be asked for. Types only.

/** Requests at a fixed rate, whether the answers come or not. */
export interface PacedLoad {
  /** Such as `http://127.0.0.1:3000`. */
  readonly address: string;
  readonly token: string;
  /** Asked for one after the other, from the first again after the last. */
  readonly paths: readonly string[];
  /** Per second. */
  readonly rate: number;
  readonly seconds: number;
  readonly connections: number;
  /** Statuses of answers that count; any other ends the benchmark. */
  readonly statuses: readonly number[];
  /** True where every answer has to come from the cache. */
  readonly hitsOnly: boolean;
}

/** What came of it. */
export interface PacedResult {
  readonly requests: number;
  /** From the first request to the last answer. */
  readonly seconds: number;
  /** Milliseconds of every answer, from when its request was due. */
  readonly latencies: readonly number[];
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>;
}
