// Reads observations of lanes and breakers into their instruments.
import type { LabelBounds } from './label-bounds.js';
import type { LaneInstruments } from './instruments-of-lanes.js';
import type { LaneKind } from '../log/log-lines-of-lanes.js';
import type { ObservationReaders } from '../observation-readers.js';

const BREAKER_STATES = { closed: 0, 'half-open': 1, open: 2, held: 3 } as const;

/** One reader per kind. */
export function laneReaders(to: LaneInstruments, bounds: LabelBounds): Pick<ObservationReaders<void>, LaneKind> {
  return {
    'lane-opened': ({ lane, ceiling, hasBreaker }) => {
      to.laneRunning.set({ lane }, 0);
      to.laneQueued.set({ lane }, 0);
      to.laneLimit.set({ lane }, ceiling);
      if (hasBreaker) to.breakerState.set({ lane }, BREAKER_STATES.closed);
    },
    'lane-changed': ({ lane, running, queued }) => {
      to.laneRunning.set({ lane }, running);
      to.laneQueued.set({ lane }, queued);
    },
    'lane-refused': ({ lane, reason }) => to.laneRefusals.inc({ lane, reason }),
    'lane-limit-changed': ({ lane, limit }) => to.laneLimit.set({ lane }, limit),
    'breaker-changed': ({ lane, state }) => to.breakerState.set({ lane }, BREAKER_STATES[state]),
    'read-retried': ({ source, operation, retried }) =>
      to.readRetries.inc({ source, operation: bounds.operation(operation), retried: String(retried) }),
  };
}
