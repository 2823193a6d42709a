// Every way in which a delivery can end, and what becomes of its command.
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryOutcome } from '../../src/legacy/delivery.js';
import { WriteBench } from '../support/write/write-bench.js';

let bench: WriteBench;
beforeEach(() => {
  bench = new WriteBench();
});

async function deliverOne(outcome: DeliveryOutcome | undefined): Promise<string> {
  if (outcome !== undefined) bench.script = () => Promise.resolve(outcome);
  const id = await bench.accept('k-1');
  await bench.start();
  await bench.settle();
  return id;
}

describe('a command that the ERP', () => {
  it('applies succeeds with the results it gave back', async () => {
    const id = await deliverOne(undefined);
    expect(await bench.states(id)).toEqual(['accepted', 'leased', 'delivering', 'succeeded']);
    expect((await bench.ledger.find(id))?.command.result).toEqual({ id: 'SO-100000' });
    expect(bench.effects(id)).toBe(1);
  });

  it('is called with declared parameters that carry the id of the command', async () => {
    const id = await deliverOne(undefined);
    const [call] = bench.calls;
    expect(call?.commandId).toBe(id);
    expect(call?.procedure).toEqual({ schema: 'erp', name: 'SubmitOrder' });
    const inputs = call?.parameters.flatMap((each) =>
      each.kind === 'input' ? [[each.parameter.name, each.value]] : [],
    );
    expect(inputs).toEqual(
      expect.arrayContaining([
        ['CustNo', 'C10001'],
        ['Cur', 'DKK'],
        ['Ref', id],
        ['Note', null],
      ]),
    );
    const table = call?.parameters.find((each) => each.kind === 'table');
    expect(table).toMatchObject({ name: 'Lines', rows: [['B-6204', '2.000']] });
  });

  it('refuses by a declared return status is refused with the words of the facade', async () => {
    const id = await deliverOne({ kind: 'answered', returnStatus: 4, outputs: new Map() });
    const { command } = (await bench.ledger.find(id)) ?? {};
    expect(command?.state).toBe('refused');
    expect(command?.refusal?.reason).toBe('credit-limit-exceeded');
  });

  it('refuses by a declared error number is refused and never tried again', async () => {
    const id = await deliverOne({ kind: 'refused', errorNumber: 50010, message: 'Customer is on hold: C10001' });
    await bench.pass(600_000, 60_000);
    expect((await bench.ledger.find(id))?.command.refusal?.reason).toBe('customer-on-hold');
    expect(bench.calls).toHaveLength(1);
  });

  it('answers with a return status nobody declared is parked, not tried again', async () => {
    const id = await deliverOne({ kind: 'answered', returnStatus: 9, outputs: new Map() });
    await bench.pass(60_000, 10_000);
    expect((await bench.ledger.find(id))?.command).toMatchObject({ state: 'parked', parkedReason: /returned 9/ });
    expect(bench.calls).toHaveLength(1);
  });

  it('answers with an error nobody declared is parked with what the ERP said as evidence', async () => {
    const id = await deliverOne({ kind: 'undeclared', errorNumber: 547, message: 'a constraint' });
    const found = await bench.ledger.find(id);
    expect(found?.command.state).toBe('parked');
    expect(JSON.stringify(found?.history)).toContain('a constraint');
  });

  it('proves to have done nothing for is tried again after a back-off, and succeeds once the ERP is back', async () => {
    const id = await deliverOne({ kind: 'nothing-done', reason: 'deadlock victim' });
    expect(await bench.state(id)).toBe('backoff');
    bench.script = (delivery) => Promise.resolve(bench.book(delivery));
    await bench.pass(1_500);
    expect(await bench.state(id)).toBe('succeeded');
    expect(bench.effects(id)).toBe(1);
  });

  it('never gets to is parked when all attempts are used up', async () => {
    const id = await deliverOne({ kind: 'nothing-done', reason: 'refused connection' });
    await bench.pass(1_800_000, 5_000);
    expect(await bench.state(id)).toBe('parked');
    expect(bench.calls).toHaveLength(8);
  });
});

describe('an unknown outcome', () => {
  const lost: DeliveryOutcome = { kind: 'unknown', reason: 'the connection broke', sessionEnded: true };

  it('is a success when the ERP shows the record, whose results are read from it', async () => {
    bench.script = (delivery) => {
      bench.book(delivery);
      return Promise.resolve(lost);
    };
    const id = await deliverOne(undefined);
    expect(await bench.states(id)).toEqual(['accepted', 'leased', 'delivering', 'unknown', 'succeeded']);
    expect((await bench.ledger.find(id))?.command.result).toEqual({ id: 'SO-100000' });
    expect(bench.calls).toHaveLength(1);
  });

  it('is tried again only once the replica is fresher than the end of the session and shows nothing', async () => {
    const id = await deliverOne(lost);
    expect(await bench.state(id)).toBe('unknown');
    bench.script = (delivery) => Promise.resolve(bench.book(delivery));
    await bench.pass(1_500);
    expect(await bench.state(id)).toBe('unknown');
    await bench.pass(8_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect(bench.effects(id)).toBe(1);
  });

  it('is never called a no while the replica stands still; in the end a person is asked', async () => {
    const id = await deliverOne(lost);
    bench.beating = false;
    await bench.pass(50_000, 2_000);
    expect(await bench.state(id)).toBe('unknown');
    await bench.pass(30_000, 2_000);
    expect((await bench.ledger.find(id))?.command).toMatchObject({ state: 'parked', parkedReason: /No proof/ });
    expect(bench.calls).toHaveLength(1);
  });

  it('of a call whose session was not seen to end waits for the grace before a no counts', async () => {
    const id = await deliverOne({ kind: 'unknown', reason: 'black hole', sessionEnded: false });
    bench.script = (delivery) => Promise.resolve(bench.book(delivery));
    await bench.pass(5_000);
    expect(await bench.state(id)).toBe('unknown');
    await bench.pass(12_000);
    expect(await bench.state(id)).toBe('succeeded');
  });

  it('of an operation that nobody can be asked about is parked at once', async () => {
    bench.script = () => Promise.resolve(lost);
    const request = bench.request('k-9', '', {
      operation: 'orders.release',
      path: '/v1/orders/SO-1/release',
      key: 'SO-1',
      body: undefined,
    });
    const { found } = await bench.path.accept(request);
    await bench.start();
    await bench.settle();
    expect(await bench.state(found.command.id)).toBe('parked');
  });

  it('with more than one matching record is parked, whatever the ERP says later', async () => {
    bench.script = (delivery) => {
      bench.book(delivery);
      bench.book(delivery);
      return Promise.resolve(lost);
    };
    const id = await deliverOne(undefined);
    expect((await bench.ledger.find(id))?.command).toMatchObject({ state: 'parked', parkedReason: /More than one/ });
  });
});

describe('a call that outlives its claim', () => {
  it('settles its command by what it learns late, as evidence under the present claim', async () => {
    let answer: (outcome: DeliveryOutcome) => void = () => undefined;
    bench.script = () => new Promise((resolve) => (answer = resolve));
    const id = await deliverOne(undefined);
    expect(await bench.state(id)).toBe('delivering');
    await bench.pass(40_000, 5_000);
    expect(await bench.state(id)).toBe('unknown');
    const [call] = bench.calls;
    if (call === undefined) throw new Error('no call');
    answer(bench.book(call));
    await bench.settle();
    expect(await bench.state(id)).toBe('succeeded');
    expect(bench.effects(id)).toBe(1);
    expect(bench.observed.filter((each) => each.kind === 'command-moved' && each.overtaken)).toHaveLength(1);
  });
});
