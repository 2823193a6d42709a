// The whole system with short limits, and the words in which resilience tests talk about what happens at the ERP.
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import type { ErpStart, RecordedStatement, RunningErp } from '../support/running/running-erp.js';
import { hurriedFacade } from './hurried-facade.js';
import type { Limits } from './hurried-facade.js';

/** Every question is asked at the ERP: these tests are about what happens there. */
export const NO_CACHE = { BANYAN_CACHE_BYTES: '0' };

/** Sets a stage with these limits and no cache; dispose it at the end. */
export async function hurriedStage(limits: Limits = {}, erp: ErpStart = {}): Promise<Stage> {
  const facade = hurriedFacade(limits);
  const stage = await setStage({ erp, gateway: { facade: facade.path, environment: NO_CACHE } });
  return {
    ...stage,
    [Symbol.asyncDispose]: async () => {
      await stage[Symbol.asyncDispose]();
      facade[Symbol.dispose]();
    },
  };
}

const VIEW = /FROM \[api\]\.\[(\w+)\]/;

/** The statements at one approved view, or at any but the heartbeat's. */
export async function viewStatements(erp: RunningErp, view?: string): Promise<readonly RecordedStatement[]> {
  const all = await erp.statements();
  return all.filter(({ text }) => {
    const name = VIEW.exec(text)?.[1];
    return name !== undefined && (view === undefined ? name !== 'Heartbeat' : name === view);
  });
}

/** Readiness as operators see it: the status and the reason of the replica. */
export async function readiness({
  gateway,
}: Pick<Stage, 'gateway'>): Promise<{ readonly status: number; readonly reason: string }> {
  const response = await fetch(`${gateway.adminAddress}/health/ready`);
  const body = (await response.json()) as { details: Record<string, { reason?: string }> };
  return { status: response.status, reason: body.details['source replica']?.reason ?? '' };
}

/** Slots of the lane in use now, as the gateway itself tells. */
export function slotsInUse({ gateway }: Pick<Stage, 'gateway'>): number {
  const told = gateway.observations.findLast(
    (observation) => observation.kind === 'lane-changed' && observation.lane === 'replica',
  );
  return told?.kind === 'lane-changed' ? told.running : 0;
}
