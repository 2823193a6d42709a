// What fetching adds to asking: the deadline, the way through the lane, and the one second try.
import { describe, expect, it } from '@jest/globals';
import { FakeSource } from '../../test/support/read/fake-source.js';
import { ManualClock } from '../kernel/manual-clock.js';
import type { LegacyRow } from '../legacy/legacy-value.js';
import type { CountPlan, ReadPlan } from '../legacy/read-plan.js';
import { SourceFault } from '../legacy/source-fault.js';
import type { Observation } from '../observability/observation.js';
import { Problem } from '../problems/problem.js';
import { RetryBudget } from '../protection/retry-budget.js';
import { Fetch } from './fetch.js';
import { Lane } from './lane.port.js';
import type { LaneUse } from './lane.port.js';

/** Ends its statements as the test says, in order; a number is how many rows are handed over first. */
class FailingSource extends FakeSource {
  readonly ends: (SourceFault | Error | undefined)[] = [];
  rowsBefore = 0;
  stalls = false;

  override async read(plan: ReadPlan, row: (values: LegacyRow) => void, signal: AbortSignal): Promise<void> {
    this.plans.push(plan);
    await Promise.resolve();
    if (this.stalls) {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      throw new SourceFault('cancelled', 'cancelled');
    }
    for (let index = 0; index < this.rowsBefore; index += 1) row([index]);
    const end = this.ends.shift();
    if (end !== undefined) throw end;
    row(['the answer']);
  }
}

const PLAN: CountPlan = {
  ...{ kind: 'count', operation: 'orders.list', source: 'replica', view: { schema: 'api', name: 'Orders' }, where: [] },
};
const LIMITS = { concurrency: 2, queue: 0, waitMs: 1_000, timeoutMs: 5_000 };
const deadlock = () => new SourceFault('transient', 'deadlock victim', 1205);

function fixture(earned = 100) {
  const clock = new ManualClock();
  const source = new FailingSource({});
  const seen: Observation[] = [];
  const uses: (LaneUse | undefined)[] = [];
  const rejections: unknown[] = [];
  const refuse = { all: false };
  class OpenLane extends Lane {
    async run<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>, use?: LaneUse): Promise<T> {
      uses.push(use);
      if (refuse.all) throw new Problem('lane-full', { retryAfterSeconds: 1 });
      try {
        return await work(signal);
      } catch (error) {
        rejections.push(error);
        throw error;
      }
    }
  }
  const lane = new OpenLane();
  const budget = new RetryBudget();
  for (let index = 0; index < earned; index += 1) budget.earn();
  const outside = {
    sources: new Map([['replica', source]]),
    lanes: new Map([['replica', lane]]),
    retries: new Map([['replica', budget]]),
    asOf: { before: () => Promise.resolve(undefined) },
    clock,
    observe: (each: Observation): unknown => seen.push(each),
  };
  const rows: LegacyRow[] = [];
  const controller = new AbortController();
  const fetch = (bulk = false): Promise<unknown> => {
    const one = new Fetch('replica', outside, LIMITS, { signal: controller.signal, bulk });
    return one.rows(PLAN, (row) => rows.push(row)).catch((error: unknown) => error);
  };
  return { clock, source, seen, uses, rejections, rows, fetch, controller, refuse };
}

describe('a statement that is a deadlock victim', () => {
  it('is tried once more, and that is seen', async () => {
    const { source, fetch, rows, seen } = fixture();
    source.ends.push(deadlock());
    expect(await fetch()).toBeUndefined();
    expect([source.plans.length, rows]).toEqual([2, [['the answer']]]);
    expect(seen).toEqual([
      { kind: 'read-retried', source: 'replica', operation: 'orders.list', errorNumber: 1205, retried: true },
    ]);
  });

  it('is not tried a third time', async () => {
    const { source, fetch } = fixture();
    source.ends.push(deadlock(), deadlock());
    expect(await fetch()).toMatchObject({ code: 'source-unavailable' });
    expect(source.plans).toHaveLength(2);
  });

  it('is not tried again once a row was handed over, nor when the caller has gone', async () => {
    const { source, fetch, controller } = fixture();
    source.rowsBefore = 1;
    source.ends.push(deadlock(), deadlock());
    await fetch();
    expect(source.plans).toHaveLength(1);
    source.rowsBefore = 0;
    const asked = fetch();
    controller.abort(new Error('hung up'));
    expect(await asked).toBeInstanceOf(Problem);
    expect(source.plans).toHaveLength(2);
  });

  it('is not tried again when a tenth of all statements was: an ERP in trouble gets no more than that', async () => {
    const { source, fetch, seen } = fixture(0);
    source.ends.push(...Array.from({ length: 1_000 }, deadlock));
    for (let index = 0; index < 200; index += 1) await fetch();
    expect(source.plans.length).toBeLessThanOrEqual(220);
    expect(source.plans.length).toBeGreaterThan(210);
    const notRetried = seen.filter((each) => each.kind === 'read-retried' && !each.retried);
    expect(notRetried).toHaveLength(400 - source.plans.length);
  });
});

it('earns a second try only by what reaches the ERP: refusals of the lane earn nothing', async () => {
  const { source, fetch, refuse } = fixture(0);
  refuse.all = true;
  for (let index = 0; index < 1_000; index += 1) await fetch();
  refuse.all = false;
  source.ends.push(deadlock(), deadlock());
  await fetch();
  await fetch();
  expect(source.plans).toHaveLength(2);
});

it.each(['refused', 'unavailable', 'lost', 'timed-out', 'cancelled'] as const)(
  '%s is never tried again',
  async (kind) => {
    const { source, fetch } = fixture();
    source.ends.push(new SourceFault(kind, 'said'));
    await fetch();
    expect(source.plans).toHaveLength(1);
  },
);

describe('the lane', () => {
  it('is told how long somebody waits, whether it is bulk work, and what is run', async () => {
    const { fetch, uses, clock } = fixture();
    clock.advance(10_000);
    await fetch();
    await fetch(true);
    expect(uses).toEqual([
      { bulk: false, until: 16_000, sort: 'orders.list count' },
      { bulk: true, until: 16_000, sort: 'orders.list count' },
    ]);
  });

  it('sees the fault itself, so that it learns how the ERP is', async () => {
    const { source, fetch, rejections } = fixture();
    source.ends.push(new SourceFault('unavailable', 'nothing listens'));
    await fetch();
    expect(rejections).toMatchObject([{ kind: 'unavailable' }]);
  });

  it('sees a time-out as that, also from a source that calls every abort a cancel', async () => {
    const { source, fetch, rejections, clock } = fixture();
    source.stalls = true;
    const asked = fetch();
    await Promise.resolve();
    clock.advance(LIMITS.timeoutMs);
    expect(await asked).toMatchObject({ code: 'source-timeout' });
    expect(rejections).toMatchObject([{ kind: 'timed-out' }]);
  });
});
