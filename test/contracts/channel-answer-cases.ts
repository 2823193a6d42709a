// What a Channel promises about calls that the ERP answers: status, outputs, refusals, and exactly one effect.
import { expect, it } from '@jest/globals';
import type { DeliveryOutcome } from '../../src/legacy/delivery.js';
import {
  CUSTOMER_ON_HOLD,
  DEAR_ITEM,
  ITEM,
  RELEASE_ORDER,
  releaseOrder,
  setCreditLimit,
  SET_CREDIT_LIMIT,
  SHAPES,
  SUBMIT_ORDER,
  submitOrder,
} from './channel-deliveries.js';
import type { ChannelFixture } from './channel-fixture.js';
import { patient } from './source-asking.js';

/** What an answered call gave back. */
export function outputsOf(outcome: DeliveryOutcome): unknown {
  return outcome.kind === 'answered' ? [outcome.returnStatus, Object.fromEntries(outcome.outputs)] : outcome;
}

export function answerCases(fixture: () => ChannelFixture): void {
  it('delivers an order once, with its lines digit for digit, and hands back what the ERP answers', async () => {
    const { channel } = fixture().open();
    const order = submitOrder({
      note: 'Levér før kl. 10',
      lines: [
        [ITEM, '2.500'],
        [ITEM, '0.001'],
      ],
    });
    const outcome = await channel.deliver(order, patient);
    expect(outputsOf(outcome)).toEqual([0, { OrdNo: expect.stringMatching(/^SO-\d{6} {3}$/) }]);
    expect(await fixture().orders(order.commandId)).toBe(1);
    expect(await fixture().lines(order.commandId)).toEqual([
      [ITEM, 2.5],
      [ITEM, 0.001],
    ]);
  });

  it('hands back a return status that is not 0 as an answer, whatever it means', async () => {
    const { channel } = fixture().open();
    const order = submitOrder({ lines: [[DEAR_ITEM, '90000.000']] });
    expect(outputsOf(await channel.deliver(order, patient))).toEqual([4, { OrdNo: null }]);
    expect(await fixture().orders(order.commandId)).toBe(0);
  });

  it('brings money over exactly, both ways, beyond what a double holds', async () => {
    const { channel } = fixture().open();
    const limits = ['922337203685477.5807', '0.0001', null, '70000000000000.0001'];
    await channel.deliver(setCreditLimit('100.0000'), patient);
    const answers: unknown[] = [];
    for (const limit of limits) answers.push(outputsOf(await channel.deliver(setCreditLimit(limit), patient)));
    const before = ['100', '922337203685477.5807', '0.0001', null];
    expect(answers).toEqual(before.map((limit) => [0, { OldLim: limit }]));
  });

  it('hands back the outputs of a procedure that changes a row', async () => {
    const { channel } = fixture().open();
    const held = await channel.deliver(submitOrder({ lines: [[DEAR_ITEM, '6.000']] }), patient);
    const number = held.kind === 'answered' ? held.outputs.get('OrdNo') : undefined;
    expect(outputsOf(await channel.deliver(releaseOrder(String(number)), patient))).toEqual([0, { Status: 'O' }]);
    expect(outputsOf(await channel.deliver(releaseOrder(String(number)), patient))).toEqual([1, { Status: 'O' }]);
  });

  it('says refused for a declared number, undeclared for any other, and nothing happened', async () => {
    const { channel } = fixture().open();
    const declared = submitOrder({ customer: CUSTOMER_ON_HOLD });
    const undeclared = submitOrder({ customer: CUSTOMER_ON_HOLD, refusals: [50011] });
    expect(await channel.deliver(declared, patient)).toMatchObject({ kind: 'refused', errorNumber: 50010 });
    expect(await channel.deliver(undeclared, patient)).toMatchObject({ kind: 'undeclared', errorNumber: 50010 });
    expect(await fixture().orders(declared.commandId)).toBe(0);
    expect(await fixture().orders(undeclared.commandId)).toBe(0);
  });

  it('says undeclared for a procedure that does not exist', async () => {
    const { channel } = fixture().open();
    const wrong = { ...submitOrder(), procedure: { schema: 'erp', name: 'SubmitOrders' } };
    expect(await channel.deliver(wrong, patient)).toMatchObject({ kind: 'undeclared', errorNumber: 2812 });
  });

  it('makes two orders of two deliveries: it never looks whether one was delivered before', async () => {
    const { channel } = fixture().open();
    const order = submitOrder();
    await channel.deliver(order, patient);
    await channel.deliver(order, patient);
    expect(await fixture().orders(order.commandId)).toBe(2);
  });

  it('describes parameters and table types as the server declares them, in the spelling asked for', async () => {
    const { channel } = fixture().open();
    const asked = [SET_CREDIT_LIMIT, { schema: 'erp', name: 'Gone' }, SUBMIT_ORDER, RELEASE_ORDER];
    const [submit, release, limit] = SHAPES;
    expect(await channel.describe(asked, patient)).toEqual([limit, submit, release]);
    const shouted = { schema: 'ERP', name: 'RELEASEORDER' };
    expect(await channel.describe([shouted], patient)).toEqual([{ ...release, procedure: shouted }]);
    expect(await channel.describe([], patient)).toEqual([]);
  });
}
