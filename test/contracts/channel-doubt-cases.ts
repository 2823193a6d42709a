// What a Channel promises when a call goes wrong: nothing-done only with proof, unknown otherwise, and never a second try.
import { expect, it } from '@jest/globals';
import { DeadlineExceeded } from '../../src/kernel/deadline.js';
import type { Channel } from '../../src/legacy/channel.port.js';
import type { DeliveryOutcome, ProcedureDelivery } from '../../src/legacy/delivery.js';
import { submitOrder } from './channel-deliveries.js';
import type { ChannelFixture } from './channel-fixture.js';
import { patient } from './source-asking.js';
import { until } from './until.js';

const NOTHING_DONE = { kind: 'nothing-done', reason: expect.any(String) };
const unknown = (sessionEnded: boolean): unknown => ({ kind: 'unknown', reason: expect.any(String), sessionEnded });

export function doubtCases(fixture: () => ChannelFixture): void {
  /** A call that has arrived at the ERP, with the means to give it up. */
  async function underWay(channel: Channel, order: ProcedureDelivery) {
    const controller = new AbortController();
    let settled = false;
    const outcome = channel.deliver(order, controller.signal).finally(() => (settled = true));
    await until(() => fixture().running() === 1);
    return { controller, outcome, isSettled: () => settled };
  }

  it('says nothing-done when the signal fired before the call, and sends nothing', async () => {
    const { channel } = fixture().open();
    const order = submitOrder();
    expect(await channel.deliver(order, AbortSignal.abort())).toEqual(NOTHING_DONE);
    expect(await channel.deliver(order, AbortSignal.abort(new DeadlineExceeded(5)))).toEqual(NOTHING_DONE);
    expect(await fixture().orders(order.commandId)).toBe(0);
  });

  it('says nothing-done when the signal fires while it waits for a connection', async () => {
    const { channel } = fixture().open({ connections: 1 });
    fixture().misbehave({ kind: 'stall', deaf: false });
    const first = await underWay(channel, submitOrder());
    const waiting = new AbortController();
    const order = submitOrder();
    const second = channel.deliver(order, waiting.signal);
    waiting.abort(new DeadlineExceeded(5));
    expect(await second).toEqual(NOTHING_DONE);
    first.controller.abort();
    await first.outcome;
    expect(await fixture().orders(order.commandId)).toBe(0);
    expect(await channel.deliver(submitOrder(), patient)).toMatchObject({ kind: 'answered' });
  });

  it('sends nothing once its time is over, though it had waited for a connection since before', async () => {
    let now = 1_000;
    const { channel } = fixture().open({ connections: 1, now: () => now });
    fixture().misbehave({ kind: 'stall', deaf: false });
    const first = await underWay(channel, submitOrder());
    const order = { ...submitOrder(), sendBefore: 2_000 };
    const second = channel.deliver(order, patient);
    now = 2_000;
    first.controller.abort();
    await first.outcome;
    expect(await second).toEqual({ kind: 'too-late', reason: expect.any(String) });
    expect(await fixture().orders(order.commandId)).toBe(0);
    now = 1_999;
    expect(await channel.deliver(order, patient)).toMatchObject({ kind: 'answered' });
    expect(await fixture().orders(order.commandId)).toBe(1);
  });

  it('says nothing-done for a deadlock victim, whose transaction the ERP rolled back, and does not try again', async () => {
    const { channel } = fixture().open();
    const order = submitOrder();
    fixture().misbehave({ kind: 'error', number: 1205 });
    expect(await channel.deliver(order, patient)).toEqual(NOTHING_DONE);
    expect(await fixture().orders(order.commandId)).toBe(0);
    expect(await channel.deliver(order, patient)).toMatchObject({ kind: 'answered' });
    expect(await fixture().orders(order.commandId)).toBe(1);
  });

  it.each([1222, 701, 40501])('says unknown for error %i, after which a procedure may have gone on', async (number) => {
    const { channel } = fixture().open();
    fixture().misbehave({ kind: 'error', number });
    expect(await channel.deliver(submitOrder(), patient)).toEqual(unknown(true));
  });

  it('says unknown when the connection dies under the call, whether the procedure ran or not', async () => {
    const { channel } = fixture().open();
    const [before, after] = [submitOrder(), submitOrder()];
    fixture().misbehave({ kind: 'drop-before' });
    expect(await channel.deliver(before, patient)).toEqual(unknown(false));
    fixture().misbehave({ kind: 'drop-after' });
    expect(await channel.deliver(after, patient)).toEqual(unknown(false));
    expect([await fixture().orders(before.commandId), await fixture().orders(after.commandId)]).toEqual([0, 1]);
    expect(await channel.deliver(submitOrder(), patient)).toMatchObject({ kind: 'answered' });
  });

  it('cancels at the ERP when the signal fires under way, and settles once the ERP has ended the call', async () => {
    const { channel } = fixture().open();
    fixture().misbehave({ kind: 'stall', deaf: false });
    const call = await underWay(channel, submitOrder());
    expect(call.isSettled()).toBe(false);
    call.controller.abort(new DeadlineExceeded(50));
    const outcome = await call.outcome;
    expect([outcome, fixture().running()]).toEqual([unknown(true), 0]);
    expect(outcome).toMatchObject({ reason: expect.stringContaining('50 ms') });
    expect(await channel.deliver(submitOrder(), patient)).toMatchObject({ kind: 'answered' });
  });

  it('says that the end is not known when the ERP does not hear the cancel, and takes calls again', async () => {
    const { channel } = fixture().open({ connections: 1 });
    fixture().misbehave({ kind: 'stall', deaf: true });
    const call = await underWay(channel, submitOrder());
    call.controller.abort();
    expect(await call.outcome).toEqual(unknown(false));
    expect(await channel.deliver(submitOrder(), patient)).toMatchObject({ kind: 'answered' });
  });

  it('ends a running call as unknown when it is closed, and takes no other', async () => {
    const { channel } = fixture().open();
    expect(await channel.probe(patient)).toMatchObject({ kind: 'ready' });
    fixture().misbehave({ kind: 'stall', deaf: false });
    const call = await underWay(channel, submitOrder());
    await channel.close();
    expect(await call.outcome).toEqual(unknown(false));
    expect(await channel.deliver(submitOrder(), patient)).toEqual({ ...NOTHING_DONE, unreachable: true });
    expect(await channel.probe(patient)).toMatchObject({ kind: 'unavailable' });
  });

  it('never has more calls under way than connections, and each has one effect', async () => {
    const { channel } = fixture().open({ connections: 3 });
    // Two calls that do not end until both are there: more than one at once, however slowly connections are made.
    const givenUp = new AbortController();
    for (let call = 0; call < 2; call += 1) fixture().misbehave({ kind: 'stall', deaf: false });
    const stalled = [submitOrder(), submitOrder()].map((order) => channel.deliver(order, givenUp.signal));
    await until(() => fixture().running() === 2);
    givenUp.abort();
    await Promise.all(stalled);
    const orders = Array.from({ length: 12 }, () => submitOrder());
    fixture().slow(20);
    fixture().highest();
    const outcomes = await Promise.all(orders.map((order) => channel.deliver(order, patient)));
    const highest = fixture().highest();
    fixture().slow(0);
    expect(kinds(outcomes)).toEqual(['answered']);
    expect(highest).toBeLessThanOrEqual(3);
    expect(await Promise.all(orders.map(({ commandId }) => fixture().orders(commandId)))).toEqual(orders.map(() => 1));
  });

  it('tells the truth about every call that is given up at any moment', async () => {
    const { channel } = fixture().open({ connections: 4 });
    await channel.probe(patient);
    const ends = await Promise.all(Array.from({ length: 32 }, (_, index) => givenUpAfter(channel, index % 16)));
    for (const { order, outcome } of ends) {
      const effects = await fixture().orders(order.commandId);
      if (outcome.kind !== 'unknown') expect([outcome.kind, effects]).toEqual([outcome.kind, effectsOf(outcome)]);
      else expect(effects).toBeLessThanOrEqual(1);
    }
    expect(await channel.deliver(submitOrder(), patient)).toMatchObject({ kind: 'answered' });
  });
}

async function givenUpAfter(channel: Channel, turns: number) {
  const controller = new AbortController();
  const order = submitOrder();
  const delivered = channel.deliver(order, controller.signal);
  for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
  controller.abort();
  return { order, outcome: await delivered };
}

const kinds = (outcomes: readonly DeliveryOutcome[]): readonly string[] => [
  ...new Set(outcomes.map(({ kind }) => kind)),
];
const effectsOf = ({ kind }: DeliveryOutcome): number => (kind === 'answered' ? 1 : 0);
