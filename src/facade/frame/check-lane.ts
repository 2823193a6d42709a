// Whether the load limits of one source or channel are within bounds, and agree with one another.
import type { LaneLimits } from '../binding.js';
import type { ProtectionFormat } from '../format/protection-format.js';
import type { Spot } from '../yaml/spot.js';

const LONGEST_WAIT_MS = 60_000;
const SHORTEST_TIMEOUT_MS = 10;
const LONGEST_TIMEOUT_MS = 600_000;

/** Tells every fault of `limits`; `format` is what was written of them, `spot` its place. */
export function checkLane(limits: LaneLimits, format: ProtectionFormat, spot: Spot): void {
  const { waitMs, timeoutMs } = limits;
  if (waitMs > LONGEST_WAIT_MS) spot.in('wait').error('must be at most 1m.');
  if (timeoutMs < SHORTEST_TIMEOUT_MS || timeoutMs > LONGEST_TIMEOUT_MS) {
    spot.in('timeout').error('must be between 10ms and 10m.');
  }
  checkQueue(limits, format, spot);
  checkReserved(limits, spot);
  if (waitMs > timeoutMs) {
    spot
      .in('wait')
      .error('is longer than `timeout`: a caller would wait longer for a slot than any statement may run.');
  }
}

function checkQueue({ queue, waitMs }: LaneLimits, format: ProtectionFormat, spot: Spot): void {
  if (queue === 0 && format.wait !== undefined && waitMs > 0) {
    spot.in('wait').error('contradicts `queue: 0`: nobody waits. Leave it out, or give the queue places.');
  }
  if (queue > 0 && waitMs === 0) {
    spot
      .in('wait')
      .error(`contradicts a queue of ${queue}: nobody could wait in it. Use \`queue: 0\`, or a longer wait.`);
  }
}

function checkReserved({ reserved = 0, concurrency }: LaneLimits, spot: Spot): void {
  if (reserved < concurrency) return;
  spot
    .in('reserved')
    .error(`must be less than the ${concurrency} of \`concurrency\`: bulk work would never get a slot.`);
}
