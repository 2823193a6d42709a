// The routes of the control port that concern the batch job and the ledger of effects.
import type { BatchJob } from '../batch/batch-job.js';
import type { JobFaults } from '../batch/job-faults.js';
import type { EffectsLedger } from '../effects/effects-ledger.js';
import { effectsQuery, jobFaultRequest, jobRequest, nothing } from './requests.js';
import type { Route } from './route.js';
import { route } from './route.js';

/** The parts that can be controlled. */
export interface ControlledJob {
  readonly job: BatchJob;
  readonly jobFaults: JobFaults;
  readonly effects: EffectsLedger;
}

/** Every route; each answers JSON. */
export function jobRoutes({ job, jobFaults, effects }: ControlledJob): readonly Route[] {
  const state = () => ({ paused: jobFaults.paused, faults: jobFaults.list(), ...job.counters });
  return [
    route(['GET', '/job'], nothing, state),
    route(['POST', '/job'], jobRequest, ({ paused }) => {
      jobFaults.paused = paused;
      return state();
    }),
    route(['POST', '/job/run'], nothing, async () => {
      await job.look();
      return state();
    }),
    route(['POST', '/job/faults'], jobFaultRequest, (fault) => {
      jobFaults.add(fault);
      return state();
    }),
    route(['DELETE', '/job/faults'], nothing, () => {
      jobFaults.clear();
      return state();
    }),
    route(['GET', '/effects'], effectsQuery, ({ after, limit }) => {
      effects.copy();
      return { counts: effects.counts(), effects: effects.page(after, limit) };
    }),
  ];
}
