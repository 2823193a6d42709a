// Proof: an ERP that is thirty times as slow as before keeps nobody waiting for longer than the facade says, and slows neither
// what is kept nor the taking in of writes.
import { eventually } from '../support/running/eventually.js';
import { crowd, rest } from './stage/crowd.js';
import { countEndings, judgeAnswers, percentile } from './stage/judge-answers.js';
import type { Ending, Told } from './stage/proof-client.js';
import { orderRequest } from './stage/order-request.js';
import { setProofStage } from './stage/proof-stage.js';
import { newQuestion, ORDERS } from './stage/questions.js';
import { judgeLoad, missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';

/** What a run is to be. */
export interface SlowPlan {
  readonly callers: number;
  /** How long it is slow. */
  readonly forMs: number;
  /** What the facade says; a second, but for a twin. */
  readonly wait?: string;
  /** Longest of those who were refused for having waited. */
  readonly waitWithinMs: number;
  readonly keptWithinMs: number;
  readonly writtenWithinMs: number;
  readonly longestMs: number;
}

const CEILING = 8;
const USUAL_MS = 20;
const SLOWER = 30;
/** Not about orders: those are written meanwhile, and what is kept about them is dropped for that. */
const KEPT = '/v1/items?limit=20';

/** Runs it. */
export async function slowErp(plan: SlowPlan): Promise<Verdict> {
  const { callers, wait = '1s', forMs } = plan;
  const lane = { concurrency: CEILING, queue: 64, wait, timeout: '10s' };
  await using stage = await setProofStage({ facade: { lane }, connections: callers + 20 });
  const { erp, client } = stage;
  await erp.fault({ on: 'request', match: ORDERS, delayMs: USUAL_MS });
  await client.ask({ path: KEPT });
  const order = await orderRequest(client);
  await using load = crowd({ callers, restMs: 100, impatientMs: 300 }, () => client.ask({ path: newQuestion() }));
  await eventually('answers before', () => load.answers.length > 2 * callers, 60_000);
  await erp.heal();
  await erp.fault({ on: 'request', match: ORDERS, delayMs: USUAL_MS * SLOWER });
  await rest(USUAL_MS * SLOWER);
  const from = Date.now();
  await using kept = crowd({ callers: 4, restMs: 20, impatientMs: 20 }, () => client.ask({ path: KEPT }));
  await using written = crowd({ callers: 2, restMs: 200, impatientMs: 200 }, (caller, turn) =>
    client.ask({ ...order, headers: { 'idempotency-key': `slow-${caller}-${turn}` } }),
  );
  await rest(forMs);
  for (const each of [kept, written, load]) await each.end();
  const slow = load.answers.filter(({ at }) => at > from);
  const { highest } = await erp.concurrency();
  return verdict(plan, { slow, kept: kept.answers, written: written.answers, highest });
}

interface Seen {
  readonly slow: readonly Ending[];
  readonly kept: readonly Ending[];
  readonly written: readonly Ending[];
  readonly highest: number;
}

function verdict(plan: SlowPlan, { slow, kept, written, highest }: Seen): Verdict {
  const { waitWithinMs, keptWithinMs, writtenWithinMs, longestMs } = plan;
  const full = slow.filter((each): each is Told => each.kind === 'told' && each.code === 'lane-full');
  const waited = percentile(times(full), 0.99);
  const [keptMs, writtenMs] = [percentile(times(kept), 0.99), percentile(times(written), 0.99)];
  const statusOf = (each: Ending): number => (each.kind === 'told' ? each.status : 0);
  return {
    violations: [
      ...judgeLoad(highest, CEILING),
      ...judgeAnswers({ endings: [...slow, ...kept, ...written], longestMs }),
      ...missed(full.length === 0, 'nobody was refused: the run proves nothing'),
      ...missed(waited > waitWithinMs, `callers waited for a slot for ${Math.round(waited)} ms`),
      ...missed(!(keptMs <= keptWithinMs), `what is kept took ${Math.round(keptMs)} ms`),
      ...missed(!(writtenMs <= writtenWithinMs), `writes took ${Math.round(writtenMs)} ms`),
      ...missed(
        kept.some((each) => statusOf(each) !== 200),
        'what is kept was not always given',
      ),
      ...missed(
        written.some((each) => statusOf(each) !== 202),
        'writes were refused',
      ),
    ],
    figures: {
      ...{ callers: plan.callers, highest, waitedP99: Math.round(waited), counts: countEndings(slow) },
      kept: { times: kept.length, p99: Math.round(keptMs) },
      written: { times: written.length, p99: Math.round(writtenMs) },
    },
  };
}

const times = (endings: readonly Ending[]): readonly number[] => endings.map(({ ms }) => ms);
