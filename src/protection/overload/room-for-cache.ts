// Whether kept answers fit into the memory of the process beside everything else.
// It must never change what was configured: it only says what will come of it.
import type { Observer } from '../../observability/observation.js';

const MIB = 1_048_576;
/** What a gateway takes without kept answers, as bench/README.md measures it. */
const WITHOUT_CACHE_BYTES = 256 * MIB;
/** From this share of the memory on kept answers are let go; see memory-relief.ts. */
const USABLE_SHARE = 0.8;

/** Warns once where the cache would be halved before it was full; `memoryBytes` is Infinity where nobody says. */
export function warnOfLargeCache(cacheBytes: number, memoryBytes: number, observe: Observer): void {
  const room = Math.max(0, memoryBytes * USABLE_SHARE - WITHOUT_CACHE_BYTES);
  if (cacheBytes <= room) return;
  const text =
    `kept answers may take ${inMib(cacheBytes)} MiB (BANYAN_CACHE_BYTES), but of the ${inMib(memoryBytes)} MiB of memory ` +
    `there is room for about ${inMib(room)} MiB of them: half of them will be dropped whenever memory gets short`;
  observe({ kind: 'warning', topic: 'memory', text });
}

function inMib(bytes: number): number {
  return Math.floor(bytes / MIB);
}
