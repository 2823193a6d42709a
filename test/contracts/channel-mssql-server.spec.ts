// What only a channel of SQL Server can be asked: what arrives at the server, who may log in, what is proven, how a lost
// server and an open transaction look. Everything is measured at the server.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DeliveryOutcome } from '../../src/legacy/delivery.js';
import type { Observation } from '../../src/observability/observation.js';
import { DemoChannelFixture } from './channel-demo-fixture.js';
import { setCreditLimit, submitOrder } from './channel-deliveries.js';
import { type OwnErp, ownErp } from './channel-own-erp.js';
import { patient } from './source-asking.js';
import { until } from './until.js';

let fixture: DemoChannelFixture;
beforeAll(async () => {
  fixture = await DemoChannelFixture.make();
}, 60_000);
afterEach(() => fixture.behave());
afterAll(() => fixture.close());

const reasonOf = (outcome: DeliveryOutcome): string => {
  expect(outcome.kind).toBe('nothing-done');
  return 'reason' in outcome ? outcome.reason : '';
};

const calls = () => fixture.primary.log.entries().filter(({ text }) => /SubmitOrder|SetCreditLimit/.test(text));

describe('what arrives at the server', () => {
  it('is the declared parameters and nothing else, in their declared types, with the command id among them', async () => {
    const order = submitOrder({ note: 'Ø', lines: [['BRG-00001', '12345678.125']] });
    fixture.primary.log.reset();
    await fixture.open().channel.deliver(order, patient);
    const [call, ...more] = calls();
    expect(more).toEqual([]);
    expect(call).toMatchObject({ kind: 'procedure', text: 'erp.SubmitOrder', login: 'banyan_writer' });
    expect(call?.parameters).toEqual([
      { name: '@CustNo', type: 'char(10)', value: 'C10001' },
      { name: '@Cur', type: 'char(3)', value: 'DKK' },
      { name: '@Lines', type: 'erp.OrderLineList', value: '[["BRG-00001",12345678.125]]' },
      { name: '@Ref', type: 'varchar(26)', value: order.commandId },
      { name: '@Note', type: 'varchar(40)', value: 'Ø' },
      { name: '@OrdNo', type: 'char(12)', value: null },
    ]);
  });

  it('is money digit for digit, and one EXEC where an output is wider than a double', async () => {
    fixture.primary.log.reset();
    const limit = setCreditLimit('922337203685477.5807');
    await fixture.open().channel.deliver(limit, patient);
    const [call, ...more] = calls();
    expect([call?.kind, more]).toEqual(['statement', []]);
    expect(call?.text).toContain('EXEC @banyan_status = [erp].[SetCreditLimit] @CustNo = @CustNo,');
    expect(call?.parameters[1]).toEqual({ name: '@CrdLim', type: 'money', value: '922337203685477.5807' });
    expect(call?.parameters[2]?.value).toBe(limit.commandId);
  });

  it('is nothing when a value does not fit its parameter: it is neither cut nor changed', async () => {
    fixture.primary.log.reset();
    const order = submitOrder({ note: 'Łódź', customer: 'C10001     X' });
    const outcome = await fixture.open().channel.deliver(order, patient);
    expect(outcome).toMatchObject({ kind: 'undeclared', message: expect.stringContaining('@CustNo') });
    expect(outcome).toMatchObject({ message: expect.stringContaining('@Note') });
    expect(calls()).toEqual([]);
  });
});

describe('a server that cannot be had', () => {
  it('is nothing-done when the login is refused, with what to change', async () => {
    const { channel, observed } = fixture.open({ password: 'wrong' });
    expect(reasonOf(await channel.deliver(submitOrder(), patient))).toContain('error 18456');
    expect(observed).toContainEqual(expect.objectContaining({ kind: 'connection-refused', fault: 'login-refused' }));
  });

  it('is nothing-done while it is away, and the same channel goes on when it is back', async () => {
    const { channel, observed } = fixture.open();
    expect(await channel.deliver(submitOrder(), patient)).toMatchObject({ kind: 'answered' });
    const away = fixture.primary.restart(5_000);
    await until(() => observed.findLast((seen) => seen.kind === 'pool-changed')?.open === 0);
    expect(await channel.deliver(submitOrder(), patient)).toMatchObject({ kind: 'nothing-done' });
    await away;
    expect(await channel.deliver(submitOrder(), patient)).toMatchObject({ kind: 'answered' });
  });

  it('ends a call itself that runs longer than the channel allows, and knows that the session ended', async () => {
    // The time for a call counts from when it is asked for; a busy machine needs much of it for a connection.
    const { channel, observed } = fixture.open({ callTimeoutMs: 1_000 });
    expect(await channel.probe(patient)).toEqual({ kind: 'ready' });
    fixture.misbehave({ kind: 'stall', deaf: false });
    const outcome = await channel.deliver(submitOrder(), patient);
    expect(outcome).toMatchObject({ kind: 'unknown', sessionEnded: true });
    expect(endsOf(observed)).toEqual(['timed-out']);
    expect(fixture.running()).toBe(0);
  });
});

describe('the proof of a channel', () => {
  it('is given by the login that may run procedures and nothing else, on the primary', async () => {
    expect(await fixture.open().channel.probe(patient)).toEqual({ kind: 'ready' });
  });

  it('is refused on a database that takes no writes, before a call is sent', async () => {
    const { channel } = fixture.open({ server: 'replica' });
    expect(await channel.probe(patient)).toMatchObject({
      kind: 'unavailable',
      advice: expect.stringContaining('READ_WRITE'),
    });
    expect(reasonOf(await channel.deliver(submitOrder(), patient))).toContain('primary');
  });

  it('is refused to a login that may run no procedure', async () => {
    const state = await fixture.open({ login: 'curious' }).channel.probe(patient);
    expect(state).toMatchObject({ kind: 'unavailable', advice: expect.stringContaining('GRANT EXECUTE') });
  });

  it('is given by an owner, with a warning for as long as it is one', async () => {
    const { channel } = fixture.open({ login: 'erp_owner' });
    expect(await channel.probe(patient)).toMatchObject({
      kind: 'ready',
      standingWarning: expect.stringContaining('db_owner'),
    });
    expect(await channel.deliver(submitOrder(), patient)).toMatchObject({ kind: 'answered' });
  });
});

describe('a procedure that leaves its transaction open', () => {
  let erp: OwnErp;
  beforeAll(async () => {
    erp = await ownErp({
      ddl: ['CREATE TABLE "dbo.WORK" (ID INT)'],
      tableTypes: {},
      procedures: {
        'erp.Forget': {
          params: [],
          run: async (ctx) => {
            await ctx.query('BEGIN TRANSACTION');
            await ctx.query('INSERT INTO dbo.WORK (ID) VALUES (1)');
          },
        },
        'erp.Count': {
          params: [],
          run: async (ctx) => (await ctx.query('SELECT ID FROM dbo.WORK')).length,
        },
      },
    });
  });
  afterAll(() => erp.close());

  it('is never taken for done, and its connection is not used again', async () => {
    const call = (name: string) => ({
      ...{ commandId: 'C', operation: 'work.do', procedure: { schema: 'erp', name } },
      ...{ refusalNumbers: new Set<number>(), parameters: [] },
    });
    expect(await erp.channel.deliver(call('Forget'), patient)).toMatchObject({ kind: 'unknown', sessionEnded: true });
    await until(() => erp.sessions() === 0);
    expect(await erp.channel.deliver(call('Count'), patient)).toMatchObject({ kind: 'answered', returnStatus: 0 });
  });
});

const endsOf = (observed: readonly Observation[]): readonly string[] =>
  observed.flatMap((seen) => (seen.kind === 'statement-ended' ? [seen.end] : []));
