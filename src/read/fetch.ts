// The one stage of a read that awaits the outside: lane, deadline, source. Every failure leaves as a Problem.
// It must never look into a row, nor ask twice unless the ERP has proven that it did nothing and no row was handed over.
import type { LaneLimits } from '../facade/binding.js';
import { startDeadline } from '../kernel/deadline.js';
import type { Deadline } from '../kernel/deadline.js';
import type { LegacyRow } from '../legacy/legacy-value.js';
import type { ReadPlan } from '../legacy/read-plan.js';
import { abortFault, SourceFault } from '../legacy/source-fault.js';
import type { Source } from '../legacy/source.port.js';
import type { Lane, LaneUse } from './lane.port.js';
import type { ReadOutside } from './read-outside.js';
import type { Asker } from './read-request.js';
import { sourceProblem } from './source-problems.js';

/** Takes a row; must not throw. */
type TakeRow = (values: LegacyRow) => void;

/**
 * The statements of one request at one source, all under one deadline; each statement has its own besides. Dispose it when
 * the answer is there.
 */
export class Fetch implements Disposable {
  readonly #source: Source;
  readonly #lane: Lane;
  readonly #statementMs: number;
  readonly #deadline: Deadline;
  readonly #use: LaneUse;

  constructor(
    readonly name: string,
    readonly outside: ReadOutside,
    limits: LaneLimits,
    { signal, bulk = false }: Asker,
  ) {
    this.#source = required(outside.sources, name);
    this.#lane = required(outside.lanes, name);
    this.#statementMs = limits.timeoutMs;
    const { deadlineMs = limits.waitMs + limits.timeoutMs } = limits;
    this.#deadline = startDeadline(outside.clock, deadlineMs, signal);
    this.#use = { bulk, until: outside.clock.monotonic() + deadlineMs };
  }

  /** How fresh what is read from now on is at least; see FreshnessOf. */
  async asOf(): Promise<string | undefined> {
    const { signal } = this.#deadline;
    return orProblem(() => this.outside.asOf.before(this.name, signal), signal);
  }

  /** Runs one statement in a slot of the lane and hands over its rows. */
  async rows(plan: ReadPlan, row: TakeRow): Promise<void> {
    await orProblem(() => this.#twiceAtMost(plan, row), this.#deadline.signal);
  }

  [Symbol.dispose](): void {
    this.#deadline[Symbol.dispose]();
  }

  async #twiceAtMost(plan: ReadPlan, row: TakeRow): Promise<void> {
    const seen = { rows: false };
    const take = (values: LegacyRow): void => {
      seen.rows = true;
      row(values);
    };
    try {
      await this.#once(plan, take, () => this.outside.retries?.get(this.name)?.earn());
    } catch (error) {
      if (seen.rows || !this.#mayRetry(plan, error)) throw error;
      await this.#once(plan, take);
    }
  }

  /** Whether it passes by itself, nobody's time is up, and the retries of everybody together are few. */
  #mayRetry({ operation }: ReadPlan, error: unknown): boolean {
    const budget = this.outside.retries?.get(this.name);
    if (budget === undefined || !(error instanceof SourceFault) || error.kind !== 'transient') return false;
    if (this.#deadline.signal.aborted) return false;
    const retried = budget.spend();
    const { errorNumber } = error;
    this.outside.observe({ kind: 'read-retried', source: this.name, operation, errorNumber, retried });
    return retried;
  }

  /** `begins` is told when it has a slot: what the lane refuses is no traffic at the ERP. */
  #once(plan: ReadPlan, row: TakeRow, begins?: () => void): Promise<void> {
    const work = (held: AbortSignal): Promise<void> => {
      begins?.();
      return this.#statement(plan, row, held);
    };
    return this.#lane.run(this.#deadline.signal, work, { ...this.#use, sort: `${plan.operation} ${plan.kind}` });
  }

  /** Rejects with a SourceFault, also for a source that rejects with the signal's reason: the lane learns from it. */
  async #statement(plan: ReadPlan, row: TakeRow, held: AbortSignal): Promise<void> {
    using deadline = startDeadline(this.outside.clock, this.#statementMs, held);
    try {
      await this.#source.read(plan, row, deadline.signal);
    } catch (error) {
      throw isAbort(error, deadline.signal) ? abortFault(deadline.signal, error) : error;
    }
  }
}

/** A source may call every abort a cancel; which it was is known from the signal. */
function isAbort(error: unknown, signal: AbortSignal): boolean {
  if (error instanceof SourceFault) return error.kind === 'cancelled' && !error.mayRunOn;
  return signal.aborted && error === signal.reason;
}

async function orProblem<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw sourceProblem(error, signal);
  }
}

function required<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new RangeError(`source ${name} is not connected`);
  return value;
}
