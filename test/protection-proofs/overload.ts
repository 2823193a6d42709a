// Proof: ten times as much as the ERP can do, for a while, from clients who try again at once: meanwhile the ERP does almost as
// much as it can, soon afterwards everything is as before, and second tries of the gateway stay few.
import { performance } from 'node:perf_hooks';
import { eventually } from '../support/running/eventually.js';
import { crowd, rest } from './stage/crowd.js';
import { judgeRetries, retriesOf } from './few-retries.js';
import { countEndings, judgeAnswers } from './stage/judge-answers.js';
import type { Ending } from './stage/proof-client.js';
import { setProofStage } from './stage/proof-stage.js';
import type { ProofStage } from './stage/proof-stage.js';
import { newQuestion, newQuestionOfShipments, ORDERS, SHIPMENTS } from './stage/questions.js';
import { judgeLoad, missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';

/** What a run is to be. */
export interface OverloadPlan {
  readonly peakMs: number;
  readonly overloadMs: number;
  /** Longest until everything is as before. */
  readonly calmWithinMs: number;
  readonly afterMs: number;
  readonly longestMs: number;
  /** How long a statement takes: what the ERP can do is eight times as many as fit into a second. */
  readonly statementMs: number;
  /** Goodput as a share of the peak while there is too much, at least. */
  readonly leastDuring: number;
}

const CEILING = 8;
const TIMES = 10;
/** A caller who tries again so soon, whatever it was told. */
const AGAIN_MS = 250;
const PATIENCE_MS = 5_000;
const LEAST_AFTER = 0.95;

/** Runs it. */
export async function overload(plan: OverloadPlan): Promise<Verdict> {
  const lane = { concurrency: CEILING, queue: 64, wait: '1s', timeout: '5s' };
  await using stage = await setProofStage({
    ...{ facade: { lane }, connections: 1_000 },
  });
  await stage.erp.fault({ on: 'request', match: ORDERS, delayMs: plan.statementMs });
  const peak = await goodput(stage, 2 * CEILING, plan.peakMs);
  await stage.erp.resetStatements();
  const storm = await stormOf(stage, plan);
  const retries = await retriesOf(stage.erp);
  const calm = await calmAfter(stage, plan);
  const { highest } = await stage.erp.concurrency();
  const during = storm.perSecond / peak.perSecond;
  return {
    violations: [
      ...judgeLoad(highest, CEILING),
      ...judgeAnswers({ endings: [...peak.endings, ...storm.endings, ...calm.endings], longestMs: plan.longestMs }),
      ...judgeGoodput(during, calm.share, plan.leastDuring),
      ...judgeRetries(retries),
    ],
    figures: {
      ...{ highest, peakPerSecond: peak.perSecond, overloadPerSecond: storm.perSecond, during },
      ...{ offeredPerSecond: storm.offered, calmMs: calm.ms, after: calm.share, retries },
      counts: countEndings(storm.endings),
    },
  };
}

/** Goodput as a share of the peak while there is too much, and as a share of what is asked afterwards. */
export function judgeGoodput(during: number, after: number, leastDuring: number): readonly string[] {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  return [
    ...missed(!(during >= leastDuring), `goodput fell to ${percent(during)} of the peak`),
    ...missed(!(after >= LEAST_AFTER), `only ${percent(after)} were served when it was over`),
  ];
}

interface Measured {
  readonly endings: readonly Ending[];
  readonly perSecond: number;
}

/** Good answers per second of so many callers without any rest. */
async function goodput(stage: ProofStage, callers: number, ms: number): Promise<Measured> {
  await using load = crowd({ callers, restMs: 0, impatientMs: AGAIN_MS }, () => ask(stage));
  await eventually('a good start', () => load.answers.length >= callers, 60_000);
  return await measured(load.answers, ms, () => load.end());
}

/** As many callers as ask ten times the capacity when each is refused at once and tries again. */
async function stormOf(
  stage: ProofStage,
  { overloadMs: ms, statementMs }: OverloadPlan,
): Promise<Measured & { readonly offered: number }> {
  const perSecond = (CEILING * 1_000) / statementMs;
  const callers = (TIMES * perSecond * AGAIN_MS) / 1_000 + 64;
  // Some of what is asked is undone by the ERP itself, as deadlocks are.
  await stage.erp.fault({ on: 'request', match: SHIPMENTS, error: { number: 1205 } });
  await using load = crowd({ callers, restMs: AGAIN_MS, impatientMs: AGAIN_MS }, (_, turn) =>
    turn % 4 === 3 ? ask(stage, newQuestionOfShipments()) : ask(stage),
  );
  await eventually('the storm', () => load.answers.length >= callers, 60_000);
  const from = load.answers.length;
  const seen = await measured(load.answers, ms, () => Promise.resolve());
  const offered = Math.round(((load.answers.length - from) * 1_000) / ms);
  await load.end();
  return { ...seen, endings: load.answers, offered };
}

/** Half of what the ERP can do, asked evenly: the share that is answered, once it is what it should be or time is up. */
async function calmAfter(stage: ProofStage, { calmWithinMs, afterMs }: OverloadPlan) {
  const from = performance.now();
  const callers = CEILING / 2;
  const endings: Ending[] = [];
  for (;;) {
    await using load = crowd({ callers, restMs: 0, impatientMs: AGAIN_MS }, () => ask(stage));
    await rest(afterMs);
    await load.end();
    endings.push(...load.answers);
    const share = load.answers.filter(isGood).length / load.answers.length;
    const ms = Math.round(performance.now() - from);
    if (share >= LEAST_AFTER || ms > calmWithinMs) return { endings, share, ms };
  }
}

async function measured(endings: readonly Ending[], ms: number, end: () => Promise<void>): Promise<Measured> {
  const [from, started] = [endings.length, performance.now()];
  await rest(ms);
  const good = endings.slice(from).filter(isGood).length;
  const perSecond = Math.round((good * 1_000) / (performance.now() - started));
  await end();
  return { endings, perSecond };
}

function ask({ client }: ProofStage, path = newQuestion()): Promise<Ending> {
  return client.ask({ path, hangUp: AbortSignal.timeout(PATIENCE_MS) });
}

const isGood = (ending: Ending): boolean => ending.kind === 'told' && ending.status === 200;
