// How late the main thread's event loop is. It must never cost anything before somebody asks.
import { monitorEventLoopDelay } from 'node:perf_hooks';

const NANOSECONDS_PER_MS = 1e6;
const delay = monitorEventLoopDelay({ resolution: 1 });

/** Milliseconds by which the loop was late, 99th percentile since this was asked before; NaN at first. */
export function loopDelay(): number {
  const isFirst = delay.enable();
  const late = isFirst ? NaN : delay.percentile(99) / NANOSECONDS_PER_MS;
  delay.reset();
  return late;
}
