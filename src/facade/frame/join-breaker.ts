// When a source or channel is left alone, from YAML to the catalogue.
// It must never let a breaker pass that no outage could open.
import type { BreakerLimits, LaneLimits } from '../binding.js';
import type { BreakerFormat } from '../format/protection-format.js';
import type { Spot } from '../yaml/spot.js';
import { durationMs } from './duration-ms.js';

const MOST_CALLS_BY_DEFAULT = 8;
const SHORTEST_OPEN_MS = 100;
const LONGEST_OPEN_MS = 600_000;
const SLOW_SHARE = 0.8;
/** Of so few calls all must be bad: half of them is a single one, and one is soon met. */
const FEW_CALLS = 3;
/** Calls that began together end within one time-out, so several of them are seen together in any case. */
const WINDOW = { timeouts: 4, leastMs: 30_000 } as const;
const PERCENT = 100;

/** Its limits, or undefined where it is switched off; `spot` is its place. */
export function joinBreaker(
  format: BreakerFormat | 'off',
  lane: Pick<LaneLimits, 'concurrency' | 'timeoutMs'>,
  spot: Spot,
): BreakerLimits | undefined {
  if (format === 'off') return undefined;
  const of = format.of ?? Math.min(lane.concurrency, MOST_CALLS_BY_DEFAULT);
  const breaker = {
    failures: Number.parseInt(format.failures ?? (of <= FEW_CALLS ? '100%' : '50%'), 10) / PERCENT,
    of,
    openMs: durationMs(format.open ?? '5s'),
    slowMs: format.slow === undefined ? Math.ceil(lane.timeoutMs * SLOW_SHARE) : durationMs(format.slow),
    windowMs: Math.max(WINDOW.leastMs, WINDOW.timeouts * lane.timeoutMs),
  };
  checkBreaker(breaker, lane, spot);
  return breaker;
}

function checkBreaker(
  { of, openMs, slowMs }: BreakerLimits,
  { concurrency, timeoutMs }: Pick<LaneLimits, 'concurrency' | 'timeoutMs'>,
  spot: Spot,
): void {
  if (of > concurrency) {
    spot
      .in('of')
      .error(
        `is more than the ${concurrency} of \`concurrency\`: when the ERP stops answering, no more calls than that are ` +
          'out, so it would not open in time. Make it smaller, or leave it out.',
      );
  }
  if (openMs < SHORTEST_OPEN_MS || openMs > LONGEST_OPEN_MS) spot.in('open').error('must be between 100ms and 10m.');
  if (slowMs < 1) spot.in('slow').error('must be 1ms at least: every call would count as failed.');
  if (slowMs > timeoutMs) {
    spot.in('slow').error('is longer than `timeout`: no call ever takes that long. Make it shorter, or leave it out.');
  }
}
