// The Prometheus instruments of lanes and breakers: names, help and labels. A lane is called as its source or channel.
import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** Instruments of lanes. */
export interface LaneInstruments {
  readonly laneRunning: Gauge<'lane'>;
  readonly laneQueued: Gauge<'lane'>;
  readonly laneRefusals: Counter<'lane' | 'reason'>;
  readonly laneLimit: Gauge<'lane'>;
  readonly breakerState: Gauge<'lane'>;
  readonly readRetries: Counter<'source' | 'operation' | 'retried'>;
}

/** Makes them in `registry`. */
export function laneInstruments(registry: Registry): LaneInstruments {
  const registers = [registry];
  const gauge = (name: string, help: string): Gauge<'lane'> =>
    new Gauge({ name: `banyan_${name}`, help, labelNames: ['lane'], registers });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> =>
    new Counter<L>({ name: `banyan_${name}`, help, labelNames, registers });
  return {
    laneRunning: gauge('lane_running', 'Statements that hold a slot of the lane.'),
    laneQueued: gauge('lane_queued', 'Statements that wait for a slot of the lane.'),
    laneRefusals: counter('lane_refusals_total', 'Statements refused by the lane.', ['lane', 'reason']),
    laneLimit: gauge('lane_limit', 'Slots the lane takes now; fewer than its ceiling while the ERP is slow.'),
    breakerState: gauge('breaker_state', 'Breaker of the lane: 0 closed, 1 half-open, 2 open, 3 held by a person.'),
    readRetries: counter(
      'read_retries_total',
      'Reads that failed in a way that passes, by whether they were tried once more or the budget was used up.',
      ['source', 'operation', 'retried'],
    ),
  };
}
