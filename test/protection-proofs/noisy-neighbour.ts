// Proof: a client that asks far too much gets what its plan says and no more, whatever it forges, and the quiet ones beside it
// lose next to nothing.
import { crowd, rest } from './stage/crowd.js';
import { countEndings, judgeAnswers } from './stage/judge-answers.js';
import type { Ending } from './stage/proof-client.js';
import { setProofStage } from './stage/proof-stage.js';
import type { ProofStage } from './stage/proof-stage.js';
import { newQuestion, ORDERS } from './stage/questions.js';
import { judgeLoad, missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';

/** What a run is to be. */
export interface NoisyPlan {
  readonly quiet: number;
  /** Requests of the noisy one that are under way at once. */
  readonly noise: number;
  readonly forMs: number;
  readonly longestMs: number;
  /** Twin: the noisy one has a plan without bounds to speak of. */
  readonly unbounded?: boolean;
}

const CEILING = 8;
const RATE = { perMinute: 600, burst: 20, concurrency: 4 } as const;
const PLANS = [
  `  small: { rate: ${RATE.perMinute}/min, burst: ${RATE.burst}, concurrency: ${RATE.concurrency} }`,
  '  quiet: { rate: 6000/min, burst: 200, concurrency: 20 }',
].join('\n');
/** Of what the quiet ones ask. */
const MOST_LOST = 0.01;
const MOST_QUIET_ENDS_MS = 1_000;

/** Runs it. */
export async function noisyNeighbour({ quiet, noise, forMs, longestMs, unbounded }: NoisyPlan): Promise<Verdict> {
  const lane = { concurrency: CEILING, queue: 64, wait: '4s', timeout: '5s' };
  await using stage = await setProofStage({ facade: { lane, plans: PLANS }, connections: quiet + noise });
  const { erp, gateway, client } = stage;
  await erp.fault({ on: 'request', match: ORDERS, delayMs: 50 });
  const noisy = await gateway.client('noisy', ['orders.*'], unbounded === true ? 'standard' : 'small');
  const neighbours = await registered(stage, quiet);
  const from = performance.now();
  await using loud = crowd({ callers: noise, restMs: 0, impatientMs: 50 }, (caller, turn) =>
    client.ask({
      path: newQuestion(),
      bearer: noisy,
      headers: { 'x-forwarded-for': `10.0.${caller % 250}.${turn % 250}` },
    }),
  );
  await using calm = crowd({ callers: quiet, restMs: MOST_QUIET_ENDS_MS, impatientMs: MOST_QUIET_ENDS_MS }, (caller) =>
    client.ask({ path: newQuestion(), bearer: neighbours[caller] ?? '' }),
  );
  await rest(forMs);
  await Promise.all([loud.end(), calm.end()]);
  const seconds = (performance.now() - from) / 1_000;
  const admitted = loud.answers.filter((each) => each.kind === 'told' && each.status !== 429).length;
  const most = Math.ceil(RATE.burst + (RATE.perMinute / 60) * seconds) + 1;
  const lost = calm.answers.filter((each) => !isGood(each)).length / calm.answers.length;
  const { highest } = await erp.concurrency();
  return {
    violations: [
      ...judgeLoad(highest, CEILING),
      ...judgeAnswers({ endings: [...loud.answers, ...calm.answers], longestMs }),
      ...missed(admitted > most, `the noisy one was let in ${admitted} times, ${most} are its plan`),
      ...missed(!(lost < MOST_LOST), `the quiet ones lost ${Math.round(lost * 1_000) / 10} %`),
    ],
    figures: {
      ...{ quiet, highest, seconds: Math.round(seconds), admitted, most, lost },
      ...{ loud: countEndings(loud.answers), calm: countEndings(calm.answers) },
    },
  };
}

/** So many clients of their own. */
async function registered({ gateway }: ProofStage, many: number): Promise<readonly string[]> {
  const bearers: string[] = [];
  for (let index = 0; index < many; index += 1) {
    bearers.push(await gateway.client(`quiet-${index}`, ['orders.*'], 'quiet'));
  }
  return bearers;
}

const isGood = (ending: Ending): boolean => ending.kind === 'told' && ending.status === 200;
