// How long one caller waits at a moderate, fixed rate.
import type { MeasuredProcess } from '../processes/measured-process.js';
import type { Load, LoadResult } from '../processes/generator.js';
import { percentile } from './spread.js';

/** Milliseconds. */
export interface Latency {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

/** Requests per second, spread over connections that each have time to spare. */
export const RATE = 50;
const CONNECTIONS = 10;

/** Measures one address at the fixed rate. */
export async function measureLatency(
  generator: MeasuredProcess,
  { url, token }: { readonly url: string; readonly token: string },
  seconds: number,
): Promise<Latency> {
  const load: Load = { url, token, connections: CONNECTIONS, seconds, rate: RATE };
  const { latencies } = await generator.ask<LoadResult>('load', load);
  const sorted = latencies.toSorted((one, other) => one - other);
  return {
    requests: sorted.length,
    p50: percentile(sorted, 50),
    p99: percentile(sorted, 99),
    most: percentile(sorted, 100),
  };
}
