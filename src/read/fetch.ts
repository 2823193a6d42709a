// The one stage of a read that awaits the outside: lane, deadline, source. Every failure leaves as a Problem.
// It must never look into a row.
import type { LaneLimits } from '../facade/binding.js';
import { startDeadline } from '../kernel/deadline.js';
import type { Deadline } from '../kernel/deadline.js';
import type { LegacyRow } from '../legacy/legacy-value.js';
import type { ReadPlan } from '../legacy/read-plan.js';
import type { Source } from '../legacy/source.port.js';
import type { Lane } from './lane.port.js';
import type { ReadOutside } from './read-outside.js';
import { sourceProblem } from './source-problems.js';

/**
 * The statements of one request at one source, all under one deadline: the longest wait for a slot and the longest a
 * statement may run, together; each statement has its own besides. Dispose it when the answer is there.
 */
export class Fetch implements Disposable {
  readonly #source: Source;
  readonly #lane: Lane;
  readonly #statementMs: number;
  readonly #deadline: Deadline;

  constructor(
    readonly name: string,
    readonly outside: ReadOutside,
    limits: LaneLimits,
    caller: AbortSignal,
  ) {
    this.#source = required(outside.sources, name);
    this.#lane = required(outside.lanes, name);
    this.#statementMs = limits.timeoutMs;
    this.#deadline = startDeadline(outside.clock, limits.waitMs + limits.timeoutMs, caller);
  }

  /** How fresh what is read from now on is at least; see FreshnessOf. */
  async asOf(): Promise<string | undefined> {
    const { signal } = this.#deadline;
    return orProblem(() => this.outside.asOf.before(this.name, signal), signal);
  }

  /** Runs one statement in a slot of the lane and hands over its rows. */
  async rows(plan: ReadPlan, row: (values: LegacyRow) => void): Promise<void> {
    const { signal } = this.#deadline;
    const work = (held: AbortSignal): Promise<void> => this.#statement(plan, row, held);
    await orProblem(() => this.#lane.run(signal, work), signal);
  }

  [Symbol.dispose](): void {
    this.#deadline[Symbol.dispose]();
  }

  async #statement(plan: ReadPlan, row: (values: LegacyRow) => void, held: AbortSignal): Promise<void> {
    using deadline = startDeadline(this.outside.clock, this.#statementMs, held);
    await orProblem(() => this.#source.read(plan, row, deadline.signal), deadline.signal);
  }
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
