// What becomes of commands whose answer was lost where the ERP keeps no reference of theirs: found by their natural key
// within a time bound, or asked about at a procedure. Time stands still unless it is moved.
import { describe, expect, it } from '@jest/globals';
import type { DeliveryOutcome } from '../../src/legacy/delivery.js';
import type { LegacyValue } from '../../src/legacy/legacy-value.js';
import { PreparedWrites } from '../../src/write/prepare/prepared-write.js';
import { WriteBench } from '../support/write/write-bench.js';
import { naturalContoso } from '../support/write/verifying-contoso.js';

const LOST: DeliveryOutcome = { kind: 'unknown', reason: 'the connection broke', sessionEnded: true };
const CUSTOMER = 'C10001';
/** Longer than any pause between two questions, and than the clocks may be apart. */
const A_WHILE = 20_000;

const natural = naturalContoso('5s');

describe('an order whose answer was lost, found by its natural key', () => {
  async function deliver(bench: WriteBench, script: WriteBench['script']): Promise<string> {
    bench.script = script;
    const id = await bench.accept('k-1', CUSTOMER);
    await bench.start();
    await bench.settle();
    return id;
  }
  const bookAndLose =
    (bench: WriteBench): WriteBench['script'] =>
    (delivery) => {
      bench.book(delivery);
      return Promise.resolve(LOST);
    };
  const found = async (bench: WriteBench, id: string) => {
    const stored = await bench.ledger.find(id);
    return { ...stored?.command, evidence: stored?.history.at(-1)?.evidence };
  };

  it('succeeds with its number, once nothing else can have been made by the call', async () => {
    const bench = new WriteBench(natural);
    const id = await deliver(bench, bookAndLose(bench));
    expect(await bench.state(id)).toBe('unknown');
    await bench.pass(A_WHILE);
    expect(await found(bench, id)).toMatchObject({ state: 'succeeded', result: { id: 'SO-100000' } });
    expect(bench.calls).toHaveLength(1);
  });

  it('that was not made is made by a second try, and not by a third', async () => {
    const bench = new WriteBench(natural);
    const id = await deliver(bench, () => Promise.resolve(LOST));
    bench.script = (delivery) => Promise.resolve(bench.book(delivery));
    await bench.pass(A_WHILE);
    expect(await bench.state(id)).toBe('succeeded');
    expect([bench.calls.length, bench.orders.length]).toEqual([2, 1]);
  });

  it('is not taken for one that was there before the call, or for one that came after its end', async () => {
    const bench = new WriteBench(natural);
    bench.bookFor(CUSTOMER);
    bench.clock.advance(30_000);
    const id = await deliver(bench, () => Promise.resolve(LOST));
    bench.script = () => Promise.resolve({ kind: 'refused', errorNumber: 50010, message: 'on hold' });
    bench.clock.advance(8_000);
    bench.bookFor(CUSTOMER);
    await bench.pass(A_WHILE);
    expect(await bench.state(id)).toBe('refused');
    expect(bench.calls).toHaveLength(2);
  });

  it('is parked with both rows when another channel made the same meanwhile', async () => {
    const bench = new WriteBench(natural);
    const id = await deliver(bench, (delivery) => {
      bench.bookFor(CUSTOMER);
      return bookAndLose(bench)(delivery, new AbortController().signal);
    });
    expect(await found(bench, id)).toMatchObject({
      state: 'parked',
      parkedReason: expect.stringContaining('More than one record'),
      evidence: { place: 'api.Orders', found: [{ id: 'SO-100000' }, { id: 'SO-100001' }] },
    });
    expect(bench.calls).toHaveLength(1);
  });

  it('is parked when the only row is that of the order before it', async () => {
    const bench = new WriteBench(natural);
    const first = await deliver(bench, (delivery) => Promise.resolve(bench.book(delivery)));
    expect(await bench.state(first)).toBe('succeeded');
    bench.script = () => Promise.resolve(LOST);
    const second = await bench.accept('k-2', CUSTOMER);
    await bench.settle();
    await bench.pass(A_WHILE);
    expect(await found(bench, second)).toMatchObject({
      state: 'parked',
      parkedReason: 'The record that was found was made by another command.',
      evidence: { madeBy: first, found: [{ id: 'SO-100000' }] },
    });
    expect(bench.calls).toHaveLength(2);
  });

  it('keeps the next one of its customer waiting until it is known what it has made', async () => {
    const bench = new WriteBench(natural);
    const first = await deliver(bench, bookAndLose(bench));
    bench.script = (delivery) => Promise.resolve(bench.book(delivery));
    const second = await bench.accept('k-2', CUSTOMER);
    await bench.settle();
    expect([await bench.state(first), await bench.state(second)]).toEqual(['unknown', 'accepted']);
    await bench.pass(A_WHILE);
    expect([await bench.state(first), await bench.state(second)]).toEqual(['succeeded', 'succeeded']);
    expect([(await found(bench, first)).result, (await found(bench, second)).result]).toEqual([
      { id: 'SO-100000' },
      { id: 'SO-100001' },
    ]);
  });

  it('is neither found nor missed by a question that the facade has changed since', async () => {
    const bench = new WriteBench(natural);
    const id = await deliver(bench, bookAndLose(bench));
    bench.die();
    Object.assign(bench, { writes: new PreparedWrites(naturalContoso('6s')) });
    await bench.pass(60_000, 5_000);
    await bench.start();
    await bench.pass(150_000, 5_000);
    expect(await found(bench, id)).toMatchObject({
      state: 'parked',
      parkedReason: expect.stringContaining('The facade changed since the call'),
    });
    expect(bench.calls).toHaveLength(1);
  });

  it('is found from its first try on, whatever was said of that one', async () => {
    const bench = new WriteBench(natural);
    const id = await deliver(bench, (delivery) => {
      if (bench.calls.length === 1) bench.book(delivery);
      if (bench.calls.length > 5) return Promise.resolve(LOST);
      return Promise.resolve({ kind: 'nothing-done', reason: 'it says' });
    });
    await bench.pass(90_000, 1_000);
    expect(await found(bench, id)).toMatchObject({ state: 'succeeded', result: { id: 'SO-100000' } });
    expect([bench.calls.length, bench.orders.length]).toEqual([6, 1]);
  });

  it('is found by a gateway that was started anew', async () => {
    const bench = new WriteBench(natural);
    bench.script = bookAndLose(bench);
    const id = await bench.accept('k-1', CUSTOMER);
    await bench.start('delivered');
    await bench.settle();
    bench.die();
    await bench.pass(60_000, 5_000);
    await bench.start();
    await bench.pass(120_000, 2_000);
    expect(await found(bench, id)).toMatchObject({ state: 'succeeded', result: { id: 'SO-100000' } });
    expect(bench.orders).toHaveLength(1);
  });
});

describe('a credit limit whose answer was lost, asked about at the procedure that knows', () => {
  const told = (outcome: LegacyValue, before: LegacyValue = null): DeliveryOutcome => ({
    kind: 'answered',
    returnStatus: 0,
    outputs: new Map([
      ['Outcome', outcome],
      ['OldLim', before],
    ]),
  });

  /** Accepts and delivers a change whose answer is lost. */
  async function changed(bench: WriteBench, outcome: DeliveryOutcome = LOST): Promise<string> {
    bench.script = () => Promise.resolve(outcome);
    const { found } = await bench.path.accept(
      bench.request('k-1', '', {
        ...{ operation: 'customers.amend', path: '/v1/customers/C10001', key: 'C10001' },
        body: Buffer.from(JSON.stringify({ creditLimit: '100.0000' })),
      }),
    );
    await bench.start();
    await bench.settle();
    return found.command.id;
  }

  it('succeeds with the results that the procedure gives back, and is asked by its id', async () => {
    const bench = new WriteBench();
    const asked: unknown[] = [];
    bench.answer = (call) => {
      asked.push(
        call.procedure.name,
        ...call.parameters.flatMap((each) => (each.kind === 'input' ? [each.value] : [])),
      );
      return Promise.resolve(told('J', '50'));
    };
    const id = await changed(bench);
    expect((await bench.ledger.find(id))?.command).toMatchObject({
      state: 'succeeded',
      result: { previousCreditLimit: '50.0000' },
    });
    expect(asked).toEqual(['CreditLimitOutcome', id]);
    expect(bench.calls).toHaveLength(1);
  });

  it('is tried again after a no, once', async () => {
    const bench = new WriteBench();
    bench.answer = () => Promise.resolve(told('N'));
    const id = await changed(bench);
    bench.script = () => Promise.resolve({ kind: 'answered', returnStatus: 0, outputs: new Map([['OldLim', '1']]) });
    await bench.pass(10_000);
    expect(await bench.state(id)).toBe('succeeded');
    expect(bench.calls).toHaveLength(2);
  });

  it('is not tried again on a no that was said while its session may still have run', async () => {
    const bench = new WriteBench();
    let asked = 0;
    bench.answer = () => {
      asked += 1;
      return Promise.resolve(told('N'));
    };
    const id = await changed(bench, { kind: 'unknown', reason: 'black hole', sessionEnded: false });
    await bench.pass(5_000);
    expect(asked).toBeGreaterThan(1);
    expect([await bench.state(id), bench.calls.length]).toEqual(['unknown', 1]);
    bench.script = () => Promise.resolve({ kind: 'answered', returnStatus: 0, outputs: new Map([['OldLim', '1']]) });
    await bench.pass(30_000);
    expect([await bench.state(id), bench.calls.length]).toEqual(['succeeded', 2]);
  });

  it('is parked with the last answer when the procedure does not know until the time is up', async () => {
    const bench = new WriteBench();
    bench.answer = () => Promise.resolve(told('?'));
    const id = await changed(bench);
    await bench.pass(90_000, 2_000);
    expect((await bench.ledger.find(id))?.command).toMatchObject({
      state: 'parked',
      parkedReason: expect.stringContaining('erp.CreditLimitOutcome does not know yet'),
    });
    expect(bench.calls).toHaveLength(1);
  });

  it('is asked about again when nobody answered', async () => {
    const bench = new WriteBench();
    bench.answer = () => Promise.resolve(LOST);
    const id = await changed(bench);
    await bench.pass(5_000);
    expect(await bench.state(id)).toBe('unknown');
    bench.answer = () => Promise.resolve(told('J'));
    await bench.pass(10_000);
    expect(await bench.state(id)).toBe('succeeded');
  });
});
