// A stop has one deadline: whatever hangs at the ERP, and whatever was already waited for, nobody waits beyond it.
import { expect, it } from '@jest/globals';
import type { DeliveryOutcome } from '../../src/legacy/delivery.js';
import { WriteBench } from '../support/write/write-bench.js';

const LOST: DeliveryOutcome = { kind: 'unknown', reason: 'the connection broke', sessionEnded: true };
const GRACE_MS = 3_000;

it('does not wait for a question that hangs at the ERP for longer than for a call', async () => {
  const bench = new WriteBench();
  bench.script = () => Promise.resolve(LOST);
  bench.answer = () => new Promise(() => undefined);
  const { found } = await bench.path.accept(
    bench.request('k-1', '', {
      ...{ operation: 'customers.amend', path: '/v1/customers/C10001', key: 'C10001' },
      body: Buffer.from(JSON.stringify({ creditLimit: '100.0000' })),
    }),
  );
  const { dispatchers } = await bench.start();
  await bench.settle();
  let stopped = false;
  const stopping = dispatchers.stop(GRACE_MS).then(() => (stopped = true));
  await bench.pass(GRACE_MS - 1);
  expect(stopped).toBe(false);
  await bench.pass(1);
  expect(stopped).toBe(true);
  await stopping;
  expect(await bench.state(found.command.id)).toBe('unknown');
});

it('asks nothing about a call whose answer is lost while it stops', async () => {
  const bench = new WriteBench();
  const { promise, resolve } = Promise.withResolvers<DeliveryOutcome>();
  let asked = 0;
  bench.script = () => promise;
  bench.answer = () => {
    asked += 1;
    return Promise.resolve(LOST);
  };
  await bench.path.accept(
    bench.request('k-1', '', {
      ...{ operation: 'customers.amend', path: '/v1/customers/C10001', key: 'C10001' },
      body: Buffer.from(JSON.stringify({ creditLimit: '100.0000' })),
    }),
  );
  const { dispatchers } = await bench.start();
  await bench.settle();
  const stopping = dispatchers.stop(GRACE_MS);
  resolve(LOST);
  await stopping;
  await bench.pass(60_000, 5_000);
  expect([bench.calls.length, asked]).toEqual([1, 0]);
});
