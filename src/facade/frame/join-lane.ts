// The load limits of one source or channel, from YAML to the catalogue, in milliseconds.
// It must never be generous by default: an ERP owner who named no limit gets a small one.
import type { LaneLimits } from '../binding.js';
import type { ProtectionFormat } from '../format/protection-format.js';
import { defined } from '../joining/defined.js';
import type { Spot } from '../yaml/spot.js';
import { checkLane } from './check-lane.js';
import { durationMs } from './duration-ms.js';
import { joinBreaker } from './join-breaker.js';
import { joinRetry } from './join-retry.js';

const DEFAULT_WAIT_MS = 1000;
const RESERVED_SHARE = 4;

interface Defaults {
  readonly concurrency: number;
  readonly timeout: string;
  readonly adaptive: 'on' | 'off';
}

const OF_SOURCES: Defaults = { concurrency: 4, timeout: '5s', adaptive: 'on' };
/**
 * A call that is given up is a question for `verify` or a person, so calls get more time than reads. How long one takes
 * depends on what it books, so slow ones do not say that there are too many.
 */
const OF_CHANNELS: Defaults = { concurrency: 1, timeout: '30s', adaptive: 'off' };

/** The limits of a source; `spot` is their row under `protection`. */
export function joinLane(format: ProtectionFormat, spot: Spot): LaneLimits {
  if (format.retry !== undefined) {
    spot
      .in('retry')
      .warning('has no effect: a read is tried once more at most, by itself. This is for what goes through a channel.');
  }
  const limits = joinLimits(format, OF_SOURCES, spot);
  const { waitMs, timeoutMs } = limits;
  const deadlineMs = format.deadline === undefined ? waitMs + timeoutMs : durationMs(format.deadline);
  if (deadlineMs < timeoutMs) {
    spot
      .in('deadline')
      .error(
        'is shorter than `timeout`: a caller would be gone before its statement has to end. Make `timeout` shorter.',
      );
  }
  return { ...limits, deadlineMs };
}

/** The limits of a channel; they always say how often is tried. */
export function joinChannelLane(format: ProtectionFormat, spot: Spot): LaneLimits {
  if (format.deadline !== undefined) {
    spot.in('deadline').warning('has no effect: nobody waits for a delivery. This is for sources.');
  }
  return { ...joinLimits(format, OF_CHANNELS, spot), retry: joinRetry(format.retry ?? {}, spot.in('retry')) };
}

function joinLimits(format: ProtectionFormat, defaults: Defaults, spot: Spot): LaneLimits {
  const { concurrency = defaults.concurrency, queue = 64 } = format;
  const timeoutMs = durationMs(format.timeout ?? defaults.timeout);
  const waitMs = format.wait === undefined ? Math.min(DEFAULT_WAIT_MS, timeoutMs) : durationMs(format.wait);
  const reserved = format.reserved ?? Math.min(Math.ceil(concurrency / RESERVED_SHARE), concurrency - 1);
  const limits = { concurrency, queue, waitMs, timeoutMs, reserved };
  checkLane(limits, format, spot);
  const breaker = joinBreaker(format.breaker ?? {}, limits, spot.in('breaker'));
  return { ...limits, adaptive: (format.adaptive ?? defaults.adaptive) === 'on', ...defined({ breaker }) };
}
