// Proof: what many ask at the same time is asked once at the ERP, for everybody with the same rights, and never shared by
// those with others.
import { countEndings, judgeAnswers } from './stage/judge-answers.js';
import { statementsAt } from './stage/erp-record.js';
import type { Ending } from './stage/proof-client.js';
import { setProofStage } from './stage/proof-stage.js';
import type { ProofStage } from './stage/proof-stage.js';
import { missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';
import type { Safeguard } from '../torture/sabotaged-build.js';

/** What a run is to be. */
export interface FlightPlan {
  readonly callers: number;
  readonly longestMs: number;
  readonly without?: Safeguard;
  /** Twin: nothing is kept. */
  readonly cacheOff?: boolean;
}

const ITEMS = 'FROM [api].[Items]';
const LINES = 'FROM [api].[OrderLines]';
const ORDERS = 'FROM [api].[Orders]';
const LIST = '/v1/items?limit=20&sort=name';
const RECORD = '/v1/orders/SO-101000';

/** Runs it. */
export async function oneFlight({ callers, longestMs, without, cacheOff = false }: FlightPlan): Promise<Verdict> {
  const lane = { concurrency: 8, queue: 64, wait: '30s', timeout: '30s' };
  await using stage = await setProofStage({
    ...{ facade: { lane }, connections: callers, without },
    ...(cacheOff && { settings: { BANYAN_CACHE_BYTES: '0' } }),
  });
  const { erp, gateway } = stage;
  await erp.fault({ on: 'request', match: '[api].[', delayMs: 100 });
  const wide = await gateway.client('wide', ['items.*', 'orders.*']);
  const narrow = await gateway.client('narrow', ['items.list', 'orders.get']);
  const lists = await all(stage, callers, LIST, [wide]);
  const records = await all(stage, callers, RECORD, [wide]);
  const counted = [await count(stage, ITEMS), await count(stage, ORDERS), await count(stage, LINES)];
  const others = await all(stage, callers, `${LIST}&status=active`, [wide, narrow]);
  const shared = (await count(stage, ITEMS)) - (counted[0] ?? 0);
  const endings = [...lists, ...records, ...others];
  return {
    violations: [
      ...judgeAnswers({ endings, longestMs }),
      ...missed(
        counted.some((each) => each !== 1),
        `${callers} callers with one question led to ${counted.join(', ')} statements at items, orders and lines`,
      ),
      ...missed(shared !== 2, `callers of two kinds with one question led to ${shared} statements`),
      ...missed(texts(lists) !== 1, `${texts(lists)} different answers were given to one question`),
      ...missed(
        endings.some((ending) => ending.kind !== 'told' || ending.status !== 200),
        'not everybody got it',
      ),
    ],
    figures: { callers, statements: counted, ofTwoKinds: shared, counts: countEndings(endings) },
  };
}

/** Everybody asks at once, by turns with one of these bearers. */
function all(
  { client }: ProofStage,
  callers: number,
  path: string,
  bearers: readonly string[],
): Promise<readonly Ending[]> {
  return Promise.all(
    Array.from({ length: callers }, (_, caller) => {
      const bearer = bearers[caller % bearers.length] ?? '';
      return client.ask({ path, bearer, keepText: true });
    }),
  );
}

async function count({ erp }: ProofStage, view: string): Promise<number> {
  return (await statementsAt(erp, view)).length;
}

const texts = (endings: readonly Ending[]): number =>
  new Set(endings.map((ending) => (ending.kind === 'told' ? ending.text : ''))).size;
