// Operators settle what the gateway cannot, by name and with a reason, and of two at once only one decides.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { maskInput } from '../../src/write/operators/mask-input.js';
import { WriteBench } from '../support/write/write-bench.js';

let bench: WriteBench;
let id: string;
beforeEach(async () => {
  bench = new WriteBench();
  bench.script = () => Promise.resolve({ kind: 'undeclared', errorNumber: 547, message: 'x' });
  id = await bench.accept('k-1');
  await bench.start();
  await bench.settle();
});

const anna = { by: 'anna', reason: 'checked in the ERP' };

describe('a parked command', () => {
  it('is delivered again on retry, under the same id', async () => {
    bench.script = (delivery) => Promise.resolve(bench.book(delivery));
    await bench.desk.decide(id, { kind: 'retry' }, anna);
    await bench.pass(2_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect(bench.effects(id)).toBe(1);
  });

  it('is resolved with the results a person found, and the history says who and why', async () => {
    await bench.desk.decide(id, { kind: 'succeeded', result: { id: 'SO-9' } }, anna);
    const found = await bench.desk.show(id);
    expect(found.command).toMatchObject({ state: 'succeeded', result: { id: 'SO-9' } });
    expect(found.history.at(-1)).toMatchObject({ by: 'anna', reason: 'checked in the ERP' });
  });

  it('is decided by one of two operators at once; the other is told', async () => {
    const decisions = await Promise.allSettled([
      bench.desk.decide(id, { kind: 'cancel' }, anna),
      bench.desk.decide(id, { kind: 'succeeded', result: {} }, { by: 'ben', reason: 'me too' }),
    ]);
    expect(decisions.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(decisions.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
  });

  it('waits for a person for as long as it takes', async () => {
    await bench.pass(60 * 24 * 3_600_000, 12 * 3_600_000);
    expect(await bench.state(id)).toBe('parked');
  });
});

describe('a decision', () => {
  it.each([['without a reason', { by: 'anna', reason: ' ' }, '/reason']])(
    '%s is refused',
    async (_name, decider, pointer) => {
      await expect(bench.desk.decide(id, { kind: 'retry' }, decider)).rejects.toMatchObject({
        code: 'invalid-request',
        errors: [{ pointer }],
      });
    },
  );

  it('about a command that is settled is refused', async () => {
    await bench.desk.decide(id, { kind: 'cancel' }, anna);
    await expect(bench.desk.decide(id, { kind: 'retry' }, anna)).rejects.toMatchObject({ code: 'conflict' });
  });
});

it('the input of a command is shown with its sensitive fields masked', async () => {
  const text = JSON.stringify({
    ...JSON.parse(Buffer.from(bench.request('x').body ?? []).toString()),
    note: 'private',
  });
  const { found } = await bench.path.accept(bench.request('k-2', 'C10001', { body: Buffer.from(text) }));
  expect(JSON.stringify(maskInput(bench.catalogue, found.command))).not.toContain('private');
});
