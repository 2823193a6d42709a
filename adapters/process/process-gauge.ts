// How this process is doing, as Node and V8 tell it. It must never cost more than microseconds to ask.
import { totalmem } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { LoadGauge } from '../../src/protection/overload/load-gauge.port.js';

/** How often the loop is looked at; the histogram counts it into every value. */
const RESOLUTION_MS = 20;
const NANOSECONDS = 1_000_000;

/** Measures from the moment it is made; dispose it to end that. */
export class ProcessGauge extends LoadGauge implements Disposable {
  /** What the process may have; Infinity where nobody says. */
  readonly memoryBytes: number;
  readonly #delays: ReturnType<typeof monitorEventLoopDelay>;
  #count = 0;
  #sum = 0;

  /** @param memoryBytes what the process may have; 0: what its container allows, and without one V8's own limit alone */
  constructor(memoryBytes: number) {
    super();
    this.memoryBytes = memoryBytes > 0 ? memoryBytes : containerBytes();
    this.#delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    this.#delays.enable();
  }

  /** By differences: resetting the histogram would lose the very next delay, and that is the one a stall is found in. */
  loopDelayMs(): number {
    const { count } = this.#delays;
    const sum = count === 0 ? 0 : this.#delays.mean * count;
    const delays = count - this.#count;
    const mean = delays === 0 ? 0 : (sum - this.#sum) / delays / NANOSECONDS;
    this.#count = count;
    this.#sum = sum;
    return Math.max(0, mean - RESOLUTION_MS);
  }

  memoryShare(): number {
    const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
    return Math.max(used / most, process.memoryUsage.rss() / this.memoryBytes);
  }

  [Symbol.dispose](): void {
    this.#delays.disable();
  }
}

/** Without a container Node names a number larger than the machine has. */
function containerBytes(): number {
  const bytes = process.constrainedMemory();
  return bytes > 0 && bytes < totalmem() ? bytes : Infinity;
}
