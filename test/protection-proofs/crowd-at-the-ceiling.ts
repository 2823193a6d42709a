// Proof: however many ask, whatever goes wrong, the ERP never has more statements at once than its owner allowed, and
// everybody is answered or told when to come back. Callers hang up, statements time out, the ERP is cut off or killed, and the
// gateway is killed while statements run that nobody can cancel, and started again.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/running/eventually.js';
import type { ConstantLoad } from '../resilience/constant-load.js';
import { crowd } from './stage/crowd.js';
import { seldom, statementsAt } from './stage/erp-record.js';
import { countEndings, judgeAnswers } from './stage/judge-answers.js';
import type { Stretch } from './stage/judge-answers.js';
import type { Ending } from './stage/proof-client.js';
import { setProofStage } from './stage/proof-stage.js';
import type { ProofStage } from './stage/proof-stage.js';
import { knownQuestion, newQuestion, newQuestionOfShipments, ORDERS, SHIPMENTS } from './stage/questions.js';
import { judgeLoad, missed } from './stage/verdict.js';
import type { Verdict } from './stage/verdict.js';

/** What a run is to be. */
export interface CrowdPlan {
  readonly callers: number;
  /** Of them, callers who hang up again and again. */
  readonly hangUps: number;
  /** What the owner of the ERP allowed. */
  readonly ceiling: number;
  /** What the facade says; the same, but for a twin. */
  readonly concurrency?: number;
  /** Endings until each of the things that go wrong. */
  readonly endings: number;
  /** How the ERP goes away: it drops its listener, or its process dies. */
  readonly erpEnds: 'cut' | 'killed' | 'never';
  readonly gatewayDies: boolean;
  /** Twin: the mark that statements may be running is taken away before the gateway is started again. */
  readonly forgetful?: boolean;
  readonly restMs: number;
  readonly longestMs: number;
}

const TIMEOUT_MS = 2_000;
/** Longer than the gateway waits for a statement, and within the time it counts it as running afterwards. */
const DEAF_MS = TIMEOUT_MS + 1_500;
/** A twin must find them running whenever it starts. */
const DEAF_LONG_MS = 60_000;
const UNTIL_MS = 120_000;

/** Runs it. */
export async function crowdAtTheCeiling(plan: CrowdPlan): Promise<Verdict> {
  const { callers, ceiling, concurrency = ceiling } = plan;
  await using stage = await setProofStage({
    facade: {
      lane: {
        ...{ concurrency, queue: 64, wait: '1s', timeout: `${TIMEOUT_MS}ms`, adaptive: 'off' },
        breaker: { failures: '50%', of: concurrency, open: '500ms' },
      },
    },
    connections: callers,
  });
  const run = new CrowdRun(stage, plan);
  return await run.toItsEnd();
}

class CrowdRun {
  readonly #highest: number[] = [];
  readonly #away: Stretch[] = [];
  #timeouts = 0;

  constructor(
    private readonly stage: ProofStage,
    private readonly plan: CrowdPlan,
  ) {}

  async toItsEnd(): Promise<Verdict> {
    const { callers, restMs } = this.plan;
    await this.#hangShipments();
    await using load = crowd({ callers, restMs, impatientMs: restMs }, (caller, turn) => this.#ask(caller, turn));
    const { answers } = load;
    await this.#badTimes(load);
    if (this.plan.erpEnds !== 'never') await this.#restartErp(load);
    if (this.plan.gatewayDies) await this.#killGateway();
    if (this.plan.erpEnds !== 'never') await this.#badTimes(load);
    await load.end();
    await this.stage.erp.heal();
    const isBack = await eventually('service', () => this.#isServed()).catch(() => false);
    return await this.#verdict(answers, isBack);
  }

  /** A fifth asks what times out, a half what many ask, the rest what nobody asked before. */
  #ask(caller: number, turn: number): Promise<Ending> {
    const { callers, hangUps } = this.plan;
    const kind = (caller + turn) % 10;
    const path = kind < 2 ? newQuestionOfShipments() : kind < 6 ? knownQuestion(caller * 7 + turn) : newQuestion();
    const leaves = caller >= callers - hangUps && turn % 2 === 0;
    return this.stage.client.ask({ path, ...(leaves && { hangUp: AbortSignal.timeout(20 + (caller % 400)) }) });
  }

  /** Until so many calls have ended, and statements have timed out besides. */
  async #badTimes({ answers }: ConstantLoad<Ending>): Promise<void> {
    const { erp } = this.stage;
    const from = { ending: answers.length, at: Date.now() };
    await seldom('bad times', async () => {
      if (answers.length < from.ending + this.plan.endings) return false;
      const shipments = await statementsAt(erp, SHIPMENTS);
      return shipments.some(({ outcome, end = 0 }) => outcome === 'cancelled' && end > from.at);
    });
  }

  #hangShipments(): Promise<void> {
    return this.stage.erp.fault({ on: 'request', match: SHIPMENTS, delayMs: 600_000 });
  }

  async #restartErp({ answers }: ConstantLoad<Ending>): Promise<void> {
    const { erp } = this.stage;
    await this.#note();
    const before = answers.length;
    if (this.plan.erpEnds === 'cut') await erp.control('POST', '/restart-listener', { downMs: 500 });
    else {
      await erp.kill();
      await eventually('the outage to show', () => isTold(answers, before, 503), UNTIL_MS);
      await erp.startAgain();
      await this.#hangShipments();
    }
    const back = answers.length;
    await eventually('answers after the ERP is back', () => isTold(answers, back, 200), UNTIL_MS);
  }

  /** Kills it while statements run at the ERP that end neither by a cancel nor with their connection. */
  async #killGateway(): Promise<void> {
    const { erp, gateway } = this.stage;
    const { forgetful = false, ceiling } = this.plan;
    await erp.heal();
    await eventually('a healthy ERP', async () => (await gateway.lane()).breaker === 'closed', UNTIL_MS);
    const [delayMs, enough] = forgetful ? [DEAF_LONG_MS, ceiling] : [DEAF_MS, ceiling / 2];
    await erp.fault({ on: 'request', match: ORDERS, delayMs, ignoreAttention: true });
    await eventually('deaf statements', async () => (await erp.concurrency()).running >= enough, UNTIL_MS);
    const from = Date.now();
    await gateway.kill();
    if (forgetful) rmSync(join(gateway.data, 'busy-lanes'), { recursive: true });
    await erp.heal();
    await erp.fault({ on: 'request', match: ORDERS, delayMs: 300 });
    await gateway.startAgain();
    const to = Date.now();
    this.#away.push({ from, to });
    await seldom('statements of the next gateway', async () => {
      return (await statementsAt(erp, ORDERS)).filter(({ start }) => start > to).length > 2 * ceiling;
    });
    await erp.heal();
    await this.#hangShipments();
  }

  async #isServed(): Promise<boolean> {
    const ending = await this.stage.client.ask({ path: newQuestion() });
    return ending.kind === 'told' && ending.status === 200;
  }

  async #note(): Promise<void> {
    this.#highest.push((await this.stage.erp.concurrency()).highest);
    const shipments = await statementsAt(this.stage.erp, SHIPMENTS);
    this.#timeouts += shipments.filter(({ outcome }) => outcome === 'cancelled').length;
  }

  async #verdict(endings: readonly Ending[], isBack: boolean): Promise<Verdict> {
    await this.#note();
    const { ceiling, longestMs, callers } = this.plan;
    const highest = Math.max(...this.#highest);
    const counts = countEndings(endings);
    return {
      violations: [
        ...judgeLoad(highest, ceiling),
        ...judgeAnswers({ endings, longestMs, away: this.#away }),
        ...missed(!isBack, 'service did not come back'),
        ...missed(this.#timeouts === 0, 'no statement timed out: the run proves nothing'),
        ...missed((counts['hung-up'] ?? 0) === 0, 'nobody hung up: the run proves nothing'),
      ],
      figures: {
        ...{ callers, highest, timeouts: this.#timeouts, counts },
        longestMs: Math.round(endings.reduce((longest, { ms }) => Math.max(longest, ms), 0)),
      },
    };
  }
}

function isTold(endings: readonly Ending[], from: number, status: number): boolean {
  return endings.slice(from).some((ending) => ending.kind === 'told' && ending.status === status);
}
