// A call looks at the calendar before its delivery is committed, and may then wait for a connection. Whatever it waits
// for, it must not reach the ERP inside a closed time.
import { beforeEach, expect, it } from '@jest/globals';
import type { DeliveryOutcome } from '../../src/legacy/delivery.js';
import { WriteBench } from '../support/write/write-bench.js';

let bench: WriteBench;
beforeEach(() => {
  bench = new WriteBench();
});

/** Two calls under way over one connection: the first is at the ERP, the second waits; then the channel closes. */
async function closedWhileWaiting(attempts = 0): Promise<{
  readonly id: string;
  readonly end: (outcome?: DeliveryOutcome) => void;
}> {
  const [from, until] = [bench.clock.now() + 1_000, bench.clock.now() + 61_000];
  bench.connections = 1;
  bench.closed = (_channel, now) => (now >= from && now < until ? { until, reason: 'nightly batch' } : undefined);
  bench.nextClosing = (_channel, now) => (now < until ? from : undefined);
  const { promise, resolve } = Promise.withResolvers<DeliveryOutcome | undefined>();
  bench.script = (delivery) => promise.then((outcome) => outcome ?? bench.book(delivery));
  await bench.accept('k-1', 'C1');
  const id = await bench.accept('k-2', 'C2');
  const entry = bench.tables.command(id);
  entry.command = { ...entry.command, attempts };
  await bench.start();
  await bench.settle();
  expect([bench.calls.length, await bench.state(id)]).toEqual([1, 'delivering']);
  bench.clock.advance(1_000);
  return { id, end: (outcome) => resolve(outcome) };
}

it('a call that gets its connection when the window has begun is not sent, and goes on when it is over', async () => {
  const { id, end } = await closedWhileWaiting();
  end();
  await bench.settle();
  expect([bench.calls.length, bench.effects(id), await bench.state(id)]).toEqual([1, 0, 'backoff']);
  await bench.pass(59_000, 1_000);
  expect([bench.calls.length, bench.effects(id)]).toEqual([1, 0]);
  await bench.pass(2_000);
  expect(await bench.states(id)).toEqual([
    ...['accepted', 'leased', 'delivering', 'backoff'],
    ...['leased', 'delivering', 'succeeded'],
  ]);
  expect(bench.effects(id)).toBe(1);
});

it('it is not parked for it, though it was the last try', async () => {
  const most = bench.catalogue.lanes.get('procedures')?.retry?.attempts ?? 0;
  const { id, end } = await closedWhileWaiting(most - 1);
  end();
  await bench.settle();
  expect((await bench.ledger.find(id))?.command).toMatchObject({ state: 'backoff', attempts: most });
});

it('it goes on at once when a person opens the channel early', async () => {
  const { id, end } = await closedWhileWaiting();
  end();
  await bench.settle();
  bench.closed = () => undefined;
  bench.nextClosing = () => undefined;
  await bench.pass(2_000);
  expect(await bench.state(id)).toBe('succeeded');
});
