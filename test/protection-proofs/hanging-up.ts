// Proof: when all callers hang up, what runs for them is cancelled, what waits for them never starts, and no slot is free
// before the ERP has ended its statement, also where it does not hear the cancel.
import type { Safeguard } from '../torture/sabotaged-build.js';
import { rest } from './stage/crowd.js';
import { seldom, statementsAt } from './stage/erp-record.js';
import { setProofStage } from './stage/proof-stage.js';
import type { ProofStage } from './stage/proof-stage.js';
import { newQuestion, newQuestionOfShipments, ORDERS, SHIPMENTS } from './stage/questions.js';
import { judgeLoad, missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';

/** What a run is to be. */
export interface HangingUpPlan {
  readonly callers: number;
  readonly waves: number;
  /** Longest from the hanging up until no statement runs any more. */
  readonly cancelledWithinMs: number;
  readonly without?: Safeguard;
}

const CEILING = 8;
/** Nothing ends by itself while callers are there. */
const LANE = { concurrency: CEILING, queue: 1_000, wait: '60s', timeout: '60s', breaker: 'off' } as const;
const LONG_MS = 60_000;
const ARRIVED_MS = 500;

/** Runs it. */
export async function hangingUp(plan: HangingUpPlan): Promise<Verdict> {
  const { callers, waves, cancelledWithinMs, without } = plan;
  await using stage = await setProofStage({ facade: { lane: LANE }, connections: callers + CEILING, without });
  await stage.erp.fault({ on: 'request', match: ORDERS, delayMs: LONG_MS });
  const ends: Wave[] = [];
  for (let wave = 0; wave < waves; wave += 1) ends.push(await oneWave(stage, plan));
  const slowest = Math.max(...ends.map(({ lastEndMs }) => lastEndMs));
  const latest = Math.max(...ends.map(({ lastStartMs }) => lastStartMs));
  const begun = await statementsAt(stage.erp, ORDERS);
  const cancelled = begun.filter(({ outcome }) => outcome === 'cancelled').length;
  const isFree = slowest < Infinity && (await deafWave(stage));
  const { highest } = await stage.erp.concurrency();
  return {
    violations: [
      ...judgeLoad(highest, CEILING),
      ...missed(slowest > cancelledWithinMs, `statements ran on for ${slowest} ms after their callers had gone`),
      // That all have gone is not known at once: the slot of the first may go to one who is just leaving.
      ...missed(latest > cancelledWithinMs, `statements began for the gone ${latest} ms after they had left`),
      ...missed(!isFree, 'slots were not free again after deaf statements'),
    ],
    figures: { callers, waves, begun: begun.length, cancelled, slowestMs: slowest, latestMs: latest, highest },
  };
}

/** Milliseconds after everybody had hung up. */
interface Wave {
  readonly lastEndMs: number;
  readonly lastStartMs: number;
}

const NEVER: Wave = { lastEndMs: Infinity, lastStartMs: Infinity };

/** Everybody asks, everybody hangs up. */
async function oneWave({ erp, client, gateway }: ProofStage, plan: HangingUpPlan): Promise<Wave> {
  const { callers, cancelledWithinMs } = plan;
  const hangUp = new AbortController();
  const before = (await statementsAt(erp, ORDERS)).length;
  const calls = Array.from({ length: callers }, () => client.ask({ path: newQuestion(), hangUp: hangUp.signal }));
  await seldom('a full lane', async () => (await statementsAt(erp, ORDERS)).length >= before + CEILING);
  // Those who are not at the ERP wait for a slot, or for a look at the age of the data that somebody waits for.
  await rest(ARRIVED_MS);
  const goneAt = Date.now();
  hangUp.abort();
  await Promise.all(calls);
  const isOver = async (): Promise<boolean> =>
    (await gateway.lane()).queued === 0 && (await erp.concurrency()).running === 0;
  const never = await seldom('the end of all statements', isOver, 2 * cancelledWithinMs).catch(() => NEVER);
  if (never !== undefined) return never;
  const statements = await statementsAt(erp, ORDERS);
  return {
    lastEndMs: Math.max(...statements.map(({ end = goneAt }) => end)) - goneAt,
    lastStartMs: Math.max(...statements.map(({ start }) => start)) - goneAt,
  };
}

/** True when others are served after those in front of them hung up on statements that cannot be cancelled. */
async function deafWave({ erp, client }: ProofStage): Promise<boolean> {
  const hangUp = new AbortController();
  const deaf = { on: 'request', match: SHIPMENTS, stall: true, ignoreAttention: true } as const;
  await erp.fault({ ...deaf, times: CEILING });
  const ask = (signal?: AbortSignal) =>
    client.ask({ path: newQuestionOfShipments(), ...(signal !== undefined && { hangUp: signal }) });
  const calls = Array.from({ length: CEILING }, () => ask(hangUp.signal));
  await seldom('deaf statements', async () => (await statementsAt(erp, SHIPMENTS)).length === CEILING);
  const next = Array.from({ length: CEILING }, () => ask());
  hangUp.abort();
  await Promise.all(calls);
  return (await Promise.all(next)).every((ending) => ending.kind === 'told' && ending.status === 200);
}
