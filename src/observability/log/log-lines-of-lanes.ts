// How observations of lanes and breakers read in the log. It must never put a member in that the observation does not name.
import { line } from './log-line.js';
import type { LogLine } from './log-line.js';
import type { LaneObservation } from '../observation-of-lanes.js';
import type { ObservationReaders } from '../observation-readers.js';
import { scrub } from './scrub.js';

/** Kinds that tell of lanes. */
export type LaneKind = LaneObservation['kind'];

export const LANE_LOG_LINES: Pick<ObservationReaders<LogLine>, LaneKind> = {
  'lane-opened': (it) =>
    line('debug', 'lane opened', {
      lane: it.lane,
      ceiling: it.ceiling,
      reserved: it.reserved,
      breaker: it.hasBreaker ? 'yes' : 'no',
    }),
  'lane-changed': (it) => line('trace', 'lane changed', { lane: it.lane, running: it.running, queued: it.queued }),
  // While a source is left alone that is said once; each refused request has a line of its own.
  'lane-refused': (it) =>
    line(it.reason === 'left-alone' ? 'debug' : 'warn', 'lane refused', { lane: it.lane, reason: it.reason }),
  'lane-limit-changed': (it) =>
    line('info', 'lane limit changed', { lane: it.lane, limit: it.limit, ceiling: it.ceiling }),
  'breaker-changed': (it) =>
    line(it.state === 'closed' ? 'info' : 'warn', 'breaker changed', {
      lane: it.lane,
      state: it.state,
      reason: scrub(it.reason),
      by: it.by === undefined ? undefined : scrub(it.by),
    }),
  'read-retried': (it) =>
    line('warn', it.retried ? 'read tried again' : 'read not tried again', {
      source: it.source,
      operation: it.operation,
      errorNumber: it.errorNumber,
    }),
};
