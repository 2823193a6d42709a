// Proof: an ERP that is away is left alone soon, what was asked before is still answered with its true age, the rest is
// refused at once with a time, and service is back soon after the ERP, without a stampede.
import { eventually } from '../support/running/eventually.js';
import type { ConstantLoad } from '../resilience/constant-load.js';
import { crowd, rest } from './stage/crowd.js';
import { begunIn } from './stage/erp-record.js';
import { countEndings, judgeAnswers, percentile } from './stage/judge-answers.js';
import type { Ending, Told } from './stage/proof-client.js';
import { setProofStage } from './stage/proof-stage.js';
import type { ProofStage } from './stage/proof-stage.js';
import { knownQuestion, newQuestion } from './stage/questions.js';
import { missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';

/** What a run is to be. */
export interface OutagePlan {
  readonly callers: number;
  /** After how long they ask again when they were refused. */
  readonly impatientMs: number;
  /** It takes everything in and says nothing, or refuses connections. */
  readonly way: 'black hole' | 'refusal';
  readonly breaker?: 'off';
  /** Longest until the breaker is open after the ERP went away. */
  readonly openWithinMs: number;
  readonly backWithinMs: number;
  /** Longest for the middle one of the refusals while it is open, and for the slowest but one in a hundred. */
  readonly refusedWithinMs: { readonly middle: number; readonly p99: number };
  readonly longestMs: number;
  /** How long the ERP stays away after that, milliseconds. */
  readonly awayMs: number;
  readonly timeoutMs: number;
}

const CONCURRENCY = 8;
const STATEMENT_MS = 100;
const OPEN_MS = 1_000;
/** Questions that were asked before. */
const KNOWN = 40;
const FRESHNESS = { fresh: '1s', revalidate: '2s', error: '10m', outage: '3h' };

/** Runs it. */
export async function outage(plan: OutagePlan): Promise<Verdict> {
  const { callers, timeoutMs, breaker } = plan;
  await using stage = await setProofStage({
    facade: {
      lane: {
        ...{ concurrency: CONCURRENCY, queue: callers, wait: '1s', timeout: `${timeoutMs}ms` },
        breaker: breaker ?? { failures: '50%', of: CONCURRENCY, open: `${OPEN_MS}ms` },
      },
      freshness: FRESHNESS,
    },
    connections: callers + KNOWN,
  });
  await stage.erp.fault({ ...slowViews(), delayMs: STATEMENT_MS });
  for (let index = 0; index < KNOWN; index += 8) {
    await Promise.all(Array.from({ length: 8 }, (_, each) => stage.client.ask({ path: knownQuestion(index + each) })));
  }
  return await new OutageRun(stage, plan).toItsEnd();
}

const slowViews = () => ({ on: 'request', match: '[api].[Orders]' }) as const;

class OutageRun {
  constructor(
    private readonly stage: ProofStage,
    private readonly plan: OutagePlan,
  ) {}

  async toItsEnd(): Promise<Verdict> {
    const { callers, impatientMs } = this.plan;
    const manners = { callers, restMs: 500, impatientMs };
    await using load = crowd(manners, () => this.stage.client.ask({ path: newQuestion() }));
    await eventually('answers before', () => successes(load).length > 2 * CONCURRENCY, 60_000);
    const highestBefore = (await this.stage.erp.concurrency()).highest;
    const away = await this.#away();
    const openMs = await this.#opensAfter(away);
    const open = Date.now();
    const known = await this.#askKnown();
    await rest(Math.max(0, open + this.plan.awayMs - Date.now()));
    const healing = Date.now();
    const healed = await this.#heals();
    const backMs = await this.#backAfter(load, healed);
    await rest(1_500);
    await load.end();
    const endings = load.answers;
    const refusals = endings.filter((each): each is Told => isIn(each, open + 200, healing) && isRefusal(each));
    return await this.#verdict({ endings, known, refusals, openMs, backMs, healed, highestBefore });
  }

  async #away(): Promise<number> {
    const { erp } = this.stage;
    if (this.plan.way === 'black hole') process.kill(erp.pid, 'SIGSTOP');
    else await erp.kill();
    return Date.now();
  }

  /** Infinity where it does not open in time. */
  async #opensAfter(away: number): Promise<number> {
    const look = async () => (await this.stage.gateway.lane()).breaker === 'open' && Date.now() - away;
    return await eventually('the breaker to open', look, this.plan.openWithinMs).catch(() => Infinity);
  }

  #askKnown(): Promise<readonly Ending[]> {
    const questions = Array.from({ length: KNOWN }, (_, index) => knownQuestion(index));
    return Promise.all(questions.map((path) => this.stage.client.ask({ path })));
  }

  async #heals(): Promise<number> {
    const { erp } = this.stage;
    if (this.plan.way === 'black hole') process.kill(erp.pid, 'SIGCONT');
    else {
      await erp.startAgain();
      await erp.fault({ ...slowViews(), delayMs: STATEMENT_MS });
    }
    return Date.now();
  }

  async #backAfter({ answers }: ConstantLoad<Ending>, healed: number): Promise<number> {
    const from = answers.length;
    const look = (): number | false => {
      const good = answers.slice(from).find((each) => each.kind === 'told' && each.status === 200);
      return good !== undefined && good.at + good.ms - healed;
    };
    return await eventually('service', look, this.plan.backWithinMs).catch(() => Infinity);
  }

  async #verdict(seen: Seen): Promise<Verdict> {
    const { longestMs, refusedWithinMs, way, callers } = this.plan;
    const { endings, known, refusals, openMs, backMs, healed } = seen;
    const waits = refusals.map(({ ms }) => ms);
    const middle = percentile(waits, 0.5);
    const p99 = percentile(waits, 0.99);
    const orders = (await this.stage.erp.statements()).filter(({ text }) => text.includes('[api].[Orders]'));
    const first = Math.min(...orders.map(({ start }) => start).filter((start) => start >= healed));
    const storm = begunIn(orders, first, first + 1_000);
    const highest = Math.max(seen.highestBefore, (await this.stage.erp.concurrency()).highest);
    // Each slot takes the next statement when one is over, and all may begin at the first moment.
    const most = CONCURRENCY * (1_000 / STATEMENT_MS + 1);
    return {
      violations: [
        ...judgeAnswers({ endings: [...endings, ...known], longestMs }),
        ...missed(openMs === Infinity, 'the breaker did not open in time'),
        ...missed(backMs === Infinity, 'service did not come back in time'),
        ...missed(!(middle <= refusedWithinMs.middle && p99 <= refusedWithinMs.p99), 'refusals were slow'),
        ...missed(known.some(isNotOutdated), 'what was known was not given with its age'),
        ...missed(highest > CONCURRENCY, `${highest} statements were at the ERP at once`),
        ...missed(storm > most, `${storm} statements in the first second after the return, ${most} may be`),
      ],
      figures: {
        ...{ way, callers, openMs, backMs, storm, highest },
        refusals: { times: refusals.length, middle: Math.round(middle), p99: Math.round(p99) },
        counts: countEndings(endings),
      },
    };
  }
}

interface Seen {
  readonly endings: readonly Ending[];
  readonly known: readonly Ending[];
  readonly refusals: readonly Told[];
  readonly openMs: number;
  readonly backMs: number;
  readonly healed: number;
  readonly highestBefore: number;
}

const successes = ({ answers }: ConstantLoad<Ending>): readonly Ending[] =>
  answers.filter((each) => each.kind === 'told' && each.status === 200);

const isIn = ({ at, ms }: Ending, from: number, to: number): boolean => at >= from && at + ms <= to;

const isRefusal = (ending: Ending): boolean => ending.kind === 'told' && ending.status === 503;

/** Answered from what is kept, older than fresh, and saying so. */
function isNotOutdated(ending: Ending): boolean {
  if (ending.kind !== 'told' || ending.status !== 200) return true;
  return !/fwd=stale|hit; ttl=-/.test(ending.cache) || (ending.age ?? 0) < 1;
}
