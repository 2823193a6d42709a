// The load limits of one source, from YAML to the catalogue, in milliseconds.
// It must never be generous by default: an ERP owner who named no limit gets a small one.
import type { LaneLimits } from '../binding.js';
import type { ProtectionFormat } from '../format/protection-format.js';
import type { Spot } from '../yaml/spot.js';
import { durationMs } from './duration-ms.js';

const DEFAULT_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
const SHORTEST_TIMEOUT_MS = 10;
const LONGEST_TIMEOUT_MS = 600_000;

/** The limits; `spot` is their row under `protection`. */
export function joinLane(format: ProtectionFormat, spot: Spot): LaneLimits {
  const { concurrency = 4, queue = 64 } = format;
  const timeoutMs = durationMs(format.timeout ?? '5s');
  const waitMs = format.wait === undefined ? Math.min(DEFAULT_WAIT_MS, timeoutMs) : durationMs(format.wait);
  if (waitMs > LONGEST_WAIT_MS) spot.in('wait').error('must be at most 1m.');
  if (timeoutMs < SHORTEST_TIMEOUT_MS || timeoutMs > LONGEST_TIMEOUT_MS) {
    spot.in('timeout').error('must be between 10ms and 10m.');
  }
  checkTogether({ concurrency, queue, waitMs, timeoutMs }, format, spot);
  return { concurrency, queue, waitMs, timeoutMs };
}

function checkTogether(limits: LaneLimits, format: ProtectionFormat, spot: Spot): void {
  if (limits.queue === 0 && format.wait !== undefined && limits.waitMs > 0) {
    spot.in('wait').error('contradicts `queue: 0`: nobody waits. Leave it out, or give the queue places.');
  }
  if (limits.queue > 0 && limits.waitMs === 0) {
    spot
      .in('wait')
      .error(`contradicts a queue of ${limits.queue}: nobody could wait in it. Use \`queue: 0\`, or a longer wait.`);
  }
  if (limits.waitMs > limits.timeoutMs) {
    spot
      .in('wait')
      .error('is longer than `timeout`: a caller would wait longer for a slot than any statement may run.');
  }
}
