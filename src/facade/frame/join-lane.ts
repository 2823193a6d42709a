// The load limits of one source or channel, from YAML to the catalogue, in milliseconds.
// It must never be generous by default: an ERP owner who named no limit gets a small one.
import type { LaneLimits, RetryLimits } from '../binding.js';
import type { ProtectionFormat } from '../format/protection-format.js';
import type { Spot } from '../yaml/spot.js';
import { durationMs } from './duration-ms.js';

const DEFAULT_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;
const SHORTEST_TIMEOUT_MS = 10;
const LONGEST_TIMEOUT_MS = 600_000;
const LONGEST_BACKOFF_MS = 86_400_000;

interface Defaults {
  readonly concurrency: number;
  readonly timeout: string;
}

const OF_SOURCES: Defaults = { concurrency: 4, timeout: '5s' };
/** A call that is given up is a question for `verify` or a person, so calls get more time than reads. */
const OF_CHANNELS: Defaults = { concurrency: 1, timeout: '30s' };

/** The limits of a source; `spot` is their row under `protection`. */
export function joinLane(format: ProtectionFormat, spot: Spot): LaneLimits {
  if (format.retry !== undefined) {
    spot.in('retry').warning('has no effect: reads are never tried again, only what goes through a channel.');
  }
  return joinLimits(format, OF_SOURCES, spot);
}

/** The limits of a channel; they always say how often is tried. */
export function joinChannelLane(format: ProtectionFormat, spot: Spot): LaneLimits {
  return { ...joinLimits(format, OF_CHANNELS, spot), retry: joinRetry(format.retry ?? {}, spot.in('retry')) };
}

function joinLimits(format: ProtectionFormat, defaults: Defaults, spot: Spot): LaneLimits {
  const { concurrency = defaults.concurrency, queue = 64 } = format;
  const timeoutMs = durationMs(format.timeout ?? defaults.timeout);
  const waitMs = format.wait === undefined ? Math.min(DEFAULT_WAIT_MS, timeoutMs) : durationMs(format.wait);
  if (waitMs > LONGEST_WAIT_MS) spot.in('wait').error('must be at most 1m.');
  if (timeoutMs < SHORTEST_TIMEOUT_MS || timeoutMs > LONGEST_TIMEOUT_MS) {
    spot.in('timeout').error('must be between 10ms and 10m.');
  }
  checkTogether({ concurrency, queue, waitMs, timeoutMs }, format, spot);
  return { concurrency, queue, waitMs, timeoutMs };
}

function joinRetry(format: NonNullable<ProtectionFormat['retry']>, spot: Spot): RetryLimits {
  const [first = '1s', longest = '5m'] = (format.backoff ?? '1s..5m').split('..');
  const firstBackoffMs = durationMs(first);
  const longestBackoffMs = durationMs(longest);
  if (firstBackoffMs < 1) spot.in('backoff').error('must start at 1ms at least.');
  if (firstBackoffMs > longestBackoffMs)
    spot.in('backoff').error('must name the shorter wait first, such as "1s..5m".');
  if (longestBackoffMs > LONGEST_BACKOFF_MS) spot.in('backoff').error('must end at 24h at most.');
  return { attempts: format.attempts ?? 8, firstBackoffMs, longestBackoffMs };
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
