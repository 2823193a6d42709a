// Answers that are lost on the way, over real processes, where the ERP keeps no reference in what can be read: an order is
// found by its natural key, a credit limit by the procedure that knows. Settled with its result, tried again once after a
// proven no, or put to a person with what was found; and the ERP's own ledger of effects says that it was right.
import { Connection, Request, TYPES } from 'tedious';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { byNaturalKey } from '../support/write/verifying-contoso.js';
import { call, setWritingStage } from '../support/write/writing-stage.js';
import type { Answer, WritingGateway, WritingStage } from '../support/write/writing-stage.js';

interface Shown {
  readonly state: string;
  readonly parkedReason?: string;
  readonly history: readonly { readonly state: string; readonly evidence?: Readonly<Record<string, unknown>> }[];
}

interface Customer {
  readonly id: string;
  readonly creditLimit: string | null;
}

const ITEM = 'BRG-00001';
let stage: WritingStage;
let gateway: WritingGateway;
let customers: readonly Customer[];
let sent = 0;
beforeAll(async () => {
  stage = await setWritingStage('20s', [byNaturalKey('1s')]);
  gateway = await stage.serve();
  const { data } = (await call(gateway, '/v1/customers?status=active&currency=DKK&limit=200')).json as {
    data: readonly Customer[];
  };
  customers = data.filter(({ creditLimit }) => creditLimit === null || Number(creditLimit) > 100_000);
}, 180_000);
afterAll(async () => {
  await gateway.program[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
});
beforeEach(() => stage.erp.heal());

/** What the ERP does to the next call of a procedure. */
const fault = (pattern: string, more: object): Promise<unknown> =>
  stage.erp.control('POST', '/faults', { server: 'primary', on: 'request', times: 1, pattern, ...more });

/** The fault has its call in hand: no other call can meet it any more. */
async function taken(): Promise<void> {
  await eventually('the fault to meet its call', async () => {
    const { primary } = await stage.erp.control<{ primary: { faults: readonly unknown[] } }>('GET', '/faults');
    return primary.faults.length === 0;
  });
}

/** A customer that may order, and is this test's alone. */
function customer(): Customer {
  const found = customers[sent];
  if (found === undefined) throw new Error('there are too few customers');
  return found;
}

async function accepted(path: string, body: object, method?: 'PATCH'): Promise<string> {
  sent += 1;
  const asked = { key: `verified-${sent}`, body, ...(method !== undefined && { method }) };
  const { status, json } = await call(gateway, path, asked);
  expect(status).toBe(202);
  return String(json['id']);
}

const order = ({ id }: Customer): Promise<string> =>
  accepted('/v1/orders', { customerId: id, currency: 'DKK', lines: [{ itemId: ITEM, quantity: '1' }] });

function settled(id: string): Promise<Answer['json']> {
  return eventually('the command to settle', async () => {
    const { json } = await call(gateway, `/v1/commands/${id}`);
    return ['succeeded', 'refused', 'parked'].includes(String(json['status'])) ? json : false;
  });
}

/** How often the ERP did it, without what it refused. */
async function effectsOf(id: string): Promise<number> {
  return (await stage.erp.effects()).filter(({ reference, kind }) => reference === id && kind !== 'refusal').length;
}

/** As an operator sees it. */
async function shown(id: string): Promise<Shown> {
  const response = await fetch(`${gateway.adminAddress}/admin/v1/commands/${id}`, {
    headers: { authorization: `Bearer ${gateway.kept('first-administrator.secret')}` },
  });
  return (await response.json()) as Shown;
}

describe('an order that can be found only by its natural key', () => {
  const CALL = '^erp\\.SubmitOrder';

  it('is found when its answer was lost, with its number, and is not made again', async () => {
    await fault(CALL, { drop: 'midway' });
    const id = await order(customer());
    const command = await settled(id);
    expect(command).toMatchObject({ status: 'succeeded', result: { id: expect.stringMatching(/^SO-\d+$/) } });
    const [made] = (await stage.erp.effects()).filter(({ reference }) => reference === id);
    expect(command['result']).toEqual({ id: made?.key });
    expect(await effectsOf(id)).toBe(1);
  });

  it('is made by a second try when it was cut off before its work, once', async () => {
    await fault(CALL, { drop: 'before' });
    const id = await order(customer());
    expect(await settled(id)).toMatchObject({ status: 'succeeded' });
    expect(await effectsOf(id)).toBe(1);
    const { history } = await shown(id);
    expect(history.map(({ state }) => state).filter((state) => state === 'delivering')).toHaveLength(2);
    expect(JSON.stringify(history)).toContain('provenNo');
  });

  it('is put to a person with both numbers when another program made the same while it was under way', async () => {
    const buyer = customer();
    await fault(CALL, { delayMs: 8_000, drop: 'midway' });
    const id = await order(buyer);
    await taken();
    const twin = await orderByOtherHands(buyer.id);
    expect(await settled(id)).toMatchObject({ status: 'parked' });
    const { parkedReason, history } = await shown(id);
    expect(parkedReason).toContain('More than one record');
    const { found } = history.at(-1)?.evidence ?? {};
    expect(found).toHaveLength(2);
    expect(found).toContainEqual({ id: twin });
    expect(await effectsOf(id)).toBe(1);
  });
});

describe('a credit limit that a procedure is asked about', () => {
  const CALL = 'SetCreditLimit';
  const change = ({ id }: Customer): Promise<string> =>
    accepted(`/v1/customers/${id}`, { creditLimit: '99999999.5000' }, 'PATCH');

  it('succeeds when its answer was lost, with the limit before as the procedure tells it', async () => {
    await fault(CALL, { drop: 'midway' });
    const { id: customerId, creditLimit } = customer();
    const id = await change({ id: customerId, creditLimit });
    expect(await settled(id)).toMatchObject({ status: 'succeeded', result: { previousCreditLimit: creditLimit } });
    expect(await effectsOf(id)).toBe(1);
    expect(JSON.stringify((await shown(id)).history)).toContain('told by erp.CreditLimitOutcome');
  });

  it('is set by a second try when it was cut off before its work, once', async () => {
    await fault(CALL, { drop: 'before' });
    const id = await change(customer());
    expect(await settled(id)).toMatchObject({ status: 'succeeded' });
    expect(await effectsOf(id)).toBe(1);
  });

  it('is asked about again when the question is cut off too', async () => {
    await fault(CALL, { drop: 'midway' });
    await fault('CreditLimitOutcome', { drop: 'midway' });
    const id = await change(customer());
    expect(await settled(id)).toMatchObject({ status: 'succeeded' });
    expect(await effectsOf(id)).toBe(1);
  });
});

/** Calls the ERP's own procedure at its primary, as some other program would; resolves to the number of the order. */
async function orderByOtherHands(customerId: string): Promise<string> {
  const { erp } = stage;
  const options = { userName: 'banyan_writer', password: erp.password('banyan_writer') };
  const connection = new Connection({
    server: 'localhost',
    authentication: { type: 'default', options },
    options: { port: erp.primaryPort, database: 'Contoso', encrypt: false },
  });
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error === undefined ? resolve() : reject(error)));
  });
  const number = await new Promise<string>((resolve, reject) => {
    let made = '';
    const request = new Request('erp.SubmitOrder', (error) => {
      if (error === undefined || error === null) resolve(made);
      else reject(error);
    });
    request.on('returnValue', (_name, value) => (made = String(value).trimEnd()));
    request.addParameter('CustNo', TYPES.Char, customerId, { length: 10 });
    request.addParameter('Cur', TYPES.Char, 'DKK', { length: 3 });
    request.addParameter('Lines', TYPES.TVP, {
      ...{ schema: 'erp', name: 'OrderLineList' },
      columns: [
        { name: 'ITEMNO', type: TYPES.Char, length: 15 },
        { name: 'QTY', type: TYPES.Decimal, precision: 11, scale: 3 },
      ],
      rows: [[ITEM, 1]],
    });
    request.addOutputParameter('OrdNo', TYPES.Char, '', { length: 12 });
    connection.callProcedure(request);
  });
  connection.close();
  return number;
}
