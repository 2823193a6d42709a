// How observations of plans and overload read in the log. What comes with every refused request stays below `info`: the
// request has its own line. It must never put a member in that the observation does not name.
import { line } from './log-line.js';
import type { LogLine } from './log-line.js';
import type { LimitObservation } from '../observation-of-limits.js';
import type { ObservationReaders } from '../observation-readers.js';

/** Kinds that tell of plans and overload. */
export type LimitKind = LimitObservation['kind'];

export const LIMIT_LOG_LINES: Pick<ObservationReaders<LogLine>, LimitKind> = {
  'limit-refused': (it) =>
    line('debug', 'limit refused', {
      correlationId: it.correlationId,
      clientId: it.clientId,
      plan: it.plan,
      reason: it.reason,
    }),
  'address-refused': (it) => line('debug', 'address refused', { of: it.of }),
  'load-shed': (it) => line('warn', 'load shed', { reason: it.reason, group: it.group, count: it.count }),
  'overload-changed': (it) =>
    line(it.level === 0 ? 'info' : 'warn', it.level === 0 ? 'overload is over' : 'overload', {
      level: it.level,
      reason: it.reason,
      refused: it.refused.join(', '),
    }),
  'connections-cut': (it) => line('warn', 'connections cut', { reason: it.reason, count: it.count }),
};
