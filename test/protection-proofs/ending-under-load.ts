// Proof: a gateway that is told to stop under a constant load answers everything it has read, says that its connections close,
// and ends in time; another one takes over, and nobody who may go there is ever refused.
import { readFileSync } from 'node:fs';
import { eventually } from '../support/running/eventually.js';
import { rest } from './stage/crowd.js';
import { EvenLoad } from './stage/even-load.js';
import type { Door } from './stage/even-load.js';
import { countEndings } from './stage/judge-answers.js';
import { ProofClient } from './stage/proof-client.js';
import type { Ending, Told } from './stage/proof-client.js';
import { setProofStage } from './stage/proof-stage.js';
import { knownQuestion, newQuestion, ORDERS } from './stage/questions.js';
import { missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';

/** What a run is to be. */
export interface EndingPlan {
  readonly perSecond: number;
  /** Of each stretch: before, between and after the stops. */
  readonly stretchMs: number;
  readonly endWithinMs: number;
  /** How long a statement takes. */
  readonly statementMs: number;
  /** One question in so many is about something new; the others are about what is kept. */
  readonly newEvery: number;
  /** As the setting; a twin gives too little. */
  readonly drain: string;
}

const CONNECTIONS = 200;
/** Questions about what is kept. */
const KNOWN = 9;
/** When a balancer has heard of it. */
const HEARD_MS = 10;
/** The signal may be delivered late, and answers overtake one another. */
const LATE_MS = 1_000;

/** Runs it: two gateways before one ERP are replaced, one after the other. */
export async function endingUnderLoad(plan: EndingPlan): Promise<Verdict> {
  const lane = { concurrency: 8, queue: 1_000, wait: '10s', timeout: '10s' };
  await using stage = await setProofStage({
    ...{ facade: { lane }, connections: CONNECTIONS, settings: { BANYAN_DRAIN_TIMEOUT: plan.drain } },
  });
  await stage.erp.fault({ on: 'request', match: ORDERS, delayMs: plan.statementMs });
  const second = await stage.another();
  using client = new ProofClient(second.address, second.firstSecret, CONNECTIONS);
  const doors: readonly Door[] = [stage, { gateway: second, client }];
  await using load = new EvenLoad(doors, plan.perSecond, (number) => questionOf(plan, number));
  const stops: Stop[] = [];
  for (const door of doors) {
    await rest(plan.stretchMs);
    await eventually('answers', () => load.endings.length > plan.perSecond / 2, 60_000);
    stops.push(await replaced(door, load));
  }
  await rest(plan.stretchMs);
  await load.end();
  return judge(plan, load, stops);
}

function questionOf({ newEvery }: EndingPlan, number: number): string {
  const place = number % newEvery;
  return place === 0 ? newQuestion() : knownQuestion(place % KNOWN);
}

/** How a gateway ended. */
interface Stop {
  readonly toldAt: number;
  readonly ms: number;
  readonly code: number | null;
  /** Of requests that were under way then. */
  readonly answers: readonly Told[];
  readonly logged: Logged;
}

/** Stops it, waits for its end, starts it again. */
async function replaced(door: Door, load: EvenLoad): Promise<Stop> {
  const toldAt = Date.now();
  // Like a balancer that looks at readiness: it sends no more once it knows, and it does not know at once.
  const ended = door.gateway.stop();
  setTimeout(() => load.leave(door), HEARD_MS);
  const { code } = await ended;
  const ms = Date.now() - toldAt;
  await load.quiet(door);
  const answers = load
    .endingsOf(door)
    .filter((each): each is Told => each.kind === 'told' && each.at + each.ms > toldAt);
  const logged = requestsLogged(door.gateway.logFile);
  await door.gateway.startAgain();
  load.enter(door);
  return { toldAt, ms, code, answers, logged };
}

function judge(plan: EndingPlan, load: EvenLoad, stops: readonly Stop[]): Verdict {
  const { endings } = load;
  const wrong = endings.filter((each) => each.kind === 'told' && (each.status !== 200 || !each.whole));
  const aborted = stops.reduce((sum, { logged }) => sum + logged.aborted, 0);
  const late = stops.flatMap(({ toldAt, answers }) => answers.filter(({ at, ms }) => at + ms > toldAt + LATE_MS));
  // One that was refused was never accepted, and one that was reset was never read: the log says so.
  const astray = endings.filter((each) => each.kind === 'broken' && !stops.some((stop) => isDuring(stop, each)));
  const slowest = Math.max(...stops.map(({ ms }) => ms));
  return {
    violations: [
      ...missed(wrong.length > 0, `${wrong.length} requests failed: ${JSON.stringify(countEndings(wrong))}`),
      ...missed(astray.length > 0, `${astray.length} connections broke: ${JSON.stringify(countEndings(astray))}`),
      ...missed(aborted > 0, `${aborted} requests were read and not answered`),
      ...missed(
        late.some(({ closes }) => !closes),
        'a connection was not said to close',
      ),
      ...missed(slowest > plan.endWithinMs, `it took ${slowest} ms to end`),
      ...missed(
        stops.some(({ code }) => code !== 0),
        'it did not end well',
      ),
      ...missed(
        stops.some(({ answers }) => answers.length === 0),
        'nothing was under way: the run proves nothing',
      ),
    ],
    figures: {
      perSecond: plan.perSecond,
      ...{ endMs: stops.map(({ ms }) => ms), underWay: stops.map(({ answers }) => answers.length) },
      ...{ saidToClose: late.length, counts: countEndings(endings) },
    },
  };
}

/** Within a moment of the signal. */
const isDuring = ({ toldAt }: Stop, { at, ms }: Ending): boolean => at + ms >= toldAt && at <= toldAt + LATE_MS;

interface Logged {
  readonly aborted: number;
}

/** What a gateway says became of the reads that reached it. */
function requestsLogged(file: string): Logged {
  const lines = readFileSync(file, 'utf8').split('\n');
  const reads = lines.filter((line) => line.includes('"operation":"orders.list"'));
  return { aborted: reads.filter((line) => line.includes('"outcome":"aborted"')).length };
}
