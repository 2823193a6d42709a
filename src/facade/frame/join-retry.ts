// How often a delivery without effect is tried again, from YAML to the catalogue, in milliseconds.
import type { RetryLimits } from '../binding.js';
import type { RetryFormat } from '../format/protection-format.js';
import type { Spot } from '../yaml/spot.js';
import { durationMs } from './duration-ms.js';

const LONGEST_BACKOFF_MS = 86_400_000;

/** The bounds; `spot` is their place. */
export function joinRetry(format: RetryFormat, spot: Spot): RetryLimits {
  const [first = '1s', longest = '5m'] = (format.backoff ?? '1s..5m').split('..');
  const firstBackoffMs = durationMs(first);
  const longestBackoffMs = durationMs(longest);
  if (firstBackoffMs < 1) spot.in('backoff').error('must start at 1ms at least.');
  if (firstBackoffMs > longestBackoffMs)
    spot.in('backoff').error('must name the shorter wait first, such as "1s..5m".');
  if (longestBackoffMs > LONGEST_BACKOFF_MS) spot.in('backoff').error('must end at 24h at most.');
  return { attempts: format.attempts ?? 8, firstBackoffMs, longestBackoffMs };
}
