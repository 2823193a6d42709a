// Proof: what the ERP undoes by itself, as it does with deadlocks, is tried again, and that adds a tenth to its work at most.
import type { RunningErp } from '../support/running/running-erp.js';
import type { Safeguard } from '../torture/sabotaged-build.js';
import { repeatedOf, statementsAt } from './stage/erp-record.js';
import { judgeAnswers } from './stage/judge-answers.js';
import type { Ending } from './stage/proof-client.js';
import { setProofStage } from './stage/proof-stage.js';
import { newQuestionOfShipments, ORDERS, SHIPMENTS } from './stage/questions.js';
import { missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';

/** Reads that reached the ERP, and those of them that came again. */
export interface Retries {
  readonly first: number;
  readonly again: number;
}

const MOST = 0.1;
/** Second tries that may have been saved up in better times. */
const SAVED_UP = 5;
const AT_ONCE = 8;

/** Everything that is asked is undone. */
export async function fewRetries(questions: number, longestMs: number, without?: Safeguard): Promise<Verdict> {
  const lane = { concurrency: AT_ONCE, queue: 64, wait: '5s', timeout: '5s' };
  await using stage = await setProofStage({ facade: { lane }, connections: AT_ONCE, without });
  await stage.erp.fault({ on: 'request', match: SHIPMENTS, error: { number: 1205 } });
  const endings: Ending[] = [];
  while (endings.length < questions) {
    const few = Array.from({ length: AT_ONCE }, () => stage.client.ask({ path: newQuestionOfShipments() }));
    endings.push(...(await Promise.all(few)));
  }
  const retries = await retriesOf(stage.erp);
  return {
    violations: [
      ...judgeAnswers({ endings, longestMs }),
      ...judgeRetries(retries),
      ...missed(retries.again === 0, 'nothing was tried again: the run proves nothing'),
    ],
    figures: { ...retries },
  };
}

/** What the ERP itself wrote down; every question of a caller is a new one. */
export async function retriesOf(erp: RunningErp): Promise<Retries> {
  const statements = [...(await statementsAt(erp, ORDERS)), ...(await statementsAt(erp, SHIPMENTS))];
  const again = repeatedOf(statements);
  return { first: statements.length - again, again };
}

/** At most a tenth. */
export function judgeRetries({ first, again }: Retries): readonly string[] {
  return missed(again > MOST * first + SAVED_UP, `${again} of ${first} reads were tried again`);
}
