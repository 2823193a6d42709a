// While a channel is left alone commands wait in their queue: nothing is claimed again and again, and no try is used up.
import { describe, expect, it } from '@jest/globals';
import { Breaker } from '../../src/protection/breaker/breaker.js';
import { VERIFY, WriteBench } from '../support/write/write-bench.js';

const LIMITS = { failures: 0.5, of: 2, openMs: 5_000, slowMs: 24_000, windowMs: 120_000 };

async function fixture(name = 'procedures') {
  const bench = new WriteBench();
  const breaker = new Breaker({
    ...{ name, limits: LIMITS, clock: bench.clock },
    observe: (each) => bench.observed.push(each),
    keep: () => Promise.resolve(),
  });
  bench.guards = new Map([[name, { breaker }]]);
  await bench.start();
  const attempts = async (id: string) => (await bench.ledger.find(id))?.command.attempts;
  const unreachable = () =>
    Promise.resolve({ kind: 'nothing-done', reason: 'nothing listens', unreachable: true } as const);
  return { bench, breaker, attempts, unreachable };
}

describe('a channel', () => {
  it('that cannot be reached is left alone, and the commands that wait use up no try', async () => {
    const { bench, breaker, attempts, unreachable } = await fixture();
    bench.script = unreachable;
    await Promise.all([1, 2].map((number) => bench.accept(`k-${number}`, `C1000${number}`)));
    await bench.settle();
    expect(breaker.state().kind).toBe('open');
    const later = await bench.accept('later', 'C10003');
    const called = bench.calls.length;
    await bench.pass(LIMITS.openMs - 500);
    expect([bench.calls.length, await attempts(later), await bench.states(later)]).toEqual([called, 0, ['accepted']]);
    expect(bench.observed.filter(({ kind }) => kind === 'lane-refused')).toEqual([]);
  });

  it('that is back gets the commands one at a time first, and all of them in the end', async () => {
    const { bench, breaker, unreachable } = await fixture();
    bench.script = unreachable;
    const ids = await Promise.all([1, 2, 3, 4].map((number) => bench.accept(`k-${number}`, `C1000${number}`)));
    await bench.settle();
    expect(breaker.state().kind).toBe('open');
    bench.script = (delivery) => Promise.resolve(bench.book(delivery));
    await bench.pass(60_000);
    expect(await Promise.all(ids.map((id) => bench.state(id)))).toEqual(Array(4).fill('succeeded'));
    expect([breaker.state().kind, bench.orders.length]).toEqual(['closed', 4]);
  });

  it('that may be back is not sent a second command while nobody knows how the first one went', async () => {
    const { bench, breaker } = await fixture();
    await breaker.hold({ by: 'anna', reason: 'moving', at: '2026-11-20T12:00:00.000Z' });
    const ids = await Promise.all([1, 2, 3].map((number) => bench.accept(`k-${number}`, `C1000${number}`)));
    const gate = Promise.withResolvers<undefined>();
    bench.script = (delivery) => gate.promise.then(() => bench.book(delivery));
    await breaker.release();
    await bench.pass(3_000);
    const states = await Promise.all(ids.map((id) => bench.states(id)));
    expect(states.filter((each) => each.includes('leased'))).toHaveLength(1);
    expect(bench.observed.filter(({ kind }) => kind === 'lane-refused')).toEqual([]);
    gate.resolve(undefined);
  });

  it('that a person holds gets nothing for as long as that lasts', async () => {
    const { bench, breaker, attempts } = await fixture();
    await breaker.hold({ by: 'anna', reason: 'moving', at: '2026-11-20T12:00:00.000Z' });
    const id = await bench.accept('k-1');
    await bench.pass(600_000, 5_000);
    expect([bench.calls.length, await attempts(id)]).toEqual([0, 0]);
    await breaker.release();
    await bench.pass(30_000);
    expect(await bench.state(id)).toBe('succeeded');
  });

  it('whose ERP only had a deadlock is not left alone', async () => {
    const { bench, breaker } = await fixture();
    bench.script = () => Promise.resolve({ kind: 'nothing-done', reason: 'deadlock victim' });
    await Promise.all([1, 2].map((number) => bench.accept(`k-${number}`, `C1000${number}`)));
    await bench.settle();
    expect(breaker.state().kind).toBe('closed');
  });
});

describe('a question what became of a command', () => {
  const HOLDING = { by: 'anna', reason: 'moving', at: '2026-11-20T12:00:00.000Z' };
  const LOST = { kind: 'unknown', reason: 'the connection broke', sessionEnded: true } as const;

  it('waits as long as its source is held, and no person is asked for that', async () => {
    const { bench, breaker } = await fixture('replica');
    await breaker.hold(HOLDING);
    bench.script = (delivery) => {
      bench.book(delivery);
      return Promise.resolve(LOST);
    };
    const id = await bench.accept('k-1');
    await bench.pass(20 * VERIFY.giveUpMs, 10_000);
    expect([await bench.state(id), bench.observed.filter(({ kind }) => kind === 'lane-refused')]).toEqual([
      'unknown',
      [],
    ]);
    await breaker.release();
    await bench.pass(VERIFY.giveUpMs / 2);
    expect([await bench.state(id), bench.orders.length]).toEqual(['succeeded', 1]);
  });

  it('waits as long as the calendar keeps reads away', async () => {
    const bench = new WriteBench();
    const until = bench.clock.now() + 20 * VERIFY.giveUpMs;
    bench.guards = new Map([['replica', { closed: (now) => (now < until ? { until } : undefined) }]]);
    await bench.start();
    bench.script = (delivery) => {
      bench.book(delivery);
      return Promise.resolve(LOST);
    };
    const id = await bench.accept('k-1');
    await bench.pass(until - bench.clock.now() - 1, 10_000);
    expect(await bench.state(id)).toBe('unknown');
    await bench.pass(VERIFY.giveUpMs / 2);
    expect([await bench.state(id), bench.orders.length]).toEqual(['succeeded', 1]);
  });

  it('still comes before a person when nobody knows for as long as it may be asked', async () => {
    const { bench, breaker } = await fixture('replica');
    bench.beating = false;
    bench.script = () => Promise.resolve(LOST);
    const id = await bench.accept('k-1');
    await bench.pass(VERIFY.giveUpMs / 2);
    await breaker.hold(HOLDING);
    await bench.pass(10 * VERIFY.giveUpMs, 10_000);
    await breaker.release();
    await bench.pass(VERIFY.giveUpMs / 4);
    expect(await bench.state(id)).toBe('unknown');
    await bench.pass(VERIFY.giveUpMs / 2);
    expect(await bench.state(id)).toBe('parked');
  });

  it('whose procedure cannot be reached to ask what became of a call is left alone too', async () => {
    const { bench, breaker, unreachable } = await fixture();
    bench.script = () => Promise.resolve({ kind: 'unknown', reason: 'the connection was lost', sessionEnded: true });
    bench.answer = unreachable;
    await bench.path.accept(
      bench.request('k-1', '', {
        ...{ operation: 'customers.amend', path: '/v1/customers/C10001', key: 'C10001' },
        body: Buffer.from(JSON.stringify({ creditLimit: '100.0000' })),
      }),
    );
    await bench.settle();
    expect([bench.calls.length, breaker.state().kind]).toEqual([1, 'open']);
  });
});
