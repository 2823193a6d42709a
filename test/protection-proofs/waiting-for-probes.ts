// Proof: while an ERP may be back, and many wait for that, two probes at most are at the ERP, also when they hang.
import { eventually } from '../support/running/eventually.js';
import type { Safeguard } from '../torture/sabotaged-build.js';
import { crowd } from './stage/crowd.js';
import { seldom, statementsAt } from './stage/erp-record.js';
import { countEndings, judgeAnswers } from './stage/judge-answers.js';
import { setProofStage } from './stage/proof-stage.js';
import { newQuestion, ORDERS } from './stage/questions.js';
import { missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';

/** What a run is to be. */
export interface ProbesPlan {
  readonly callers: number;
  /** Probes of callers that are waited for. */
  readonly probes: number;
  readonly longestMs: number;
  readonly without?: Safeguard;
}

const PROBES = 2;

/** Runs it: connecting works, and the views hang. */
export async function waitingForProbes({ callers, probes, longestMs, without }: ProbesPlan): Promise<Verdict> {
  const breaker = { failures: '50%', of: 8, open: '500ms' };
  const lane = { concurrency: 8, queue: 64, wait: '500ms', timeout: '1s', breaker };
  await using stage = await setProofStage({ facade: { lane }, connections: callers, without });
  const { erp, gateway, client } = stage;
  await erp.fault({ on: 'request', match: ORDERS, delayMs: 600_000 });
  await using load = crowd({ callers, restMs: 100, impatientMs: 200 }, () => client.ask({ path: newQuestion() }));
  await eventually('the breaker to open', async () => (await gateway.lane()).breaker !== 'closed', 60_000);
  // What was let through before may need its time-out and the end of its cancel.
  const drained = async (): Promise<boolean> => (await erp.concurrency()).running <= PROBES;
  if (without === undefined) await eventually('what hung to be over', drained, 60_000);
  await erp.resetStatements();
  await seldom('probes', async () => (await statementsAt(erp, ORDERS)).length >= probes);
  const { highest } = await erp.concurrency();
  const seen = (await statementsAt(erp, ORDERS)).length;
  await erp.heal();
  const good = (): boolean => load.answers.slice(-50).some((each) => each.kind === 'told' && each.status === 200);
  const isBack = await eventually('service', good, 60_000).catch(() => false);
  await load.end();
  return {
    violations: [
      ...judgeAnswers({ endings: load.answers, longestMs }),
      ...missed(highest > PROBES, `${highest} probes were at the ERP at once`),
      ...missed(!isBack, 'it was never found to be back'),
    ],
    figures: { callers, highest, probes: seen, counts: countEndings(load.answers) },
  };
}
