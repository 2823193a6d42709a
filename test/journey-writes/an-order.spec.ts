// An order on its whole way: posted, stored, brought to the ERP, followed, read back; and what happens when the ERP says no.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { CALLS } from '../support/write/effects-at-erp.js';
import { call, setWritingStage } from '../support/write/writing-stage.js';
import type { Answer, WritingGateway, WritingStage } from '../support/write/writing-stage.js';

let stage: WritingStage;
let gateway: WritingGateway;
let customerId: string;
let itemId: string;
beforeAll(async () => {
  stage = await setWritingStage('20s');
  gateway = await stage.serve();
  customerId = await idOf('/v1/customers?status=active&limit=50');
  itemId = await idOf('/v1/items?status=active&limit=1');
}, 180_000);
afterAll(async () => {
  await gateway.program[Symbol.asyncDispose]();
  await stage[Symbol.asyncDispose]();
});

/** A customer whose order the ERP takes, or the first of anything else. */
async function idOf(path: string): Promise<string> {
  const { data } = (await call(gateway, path)).json as { data: { id: string; creditLimit?: string | null }[] };
  const found = data.find(({ creditLimit }) => creditLimit === null || Number(creditLimit) > 100_000) ?? data[0];
  if (found === undefined) throw new Error(`nothing at ${path}`);
  return found.id;
}

const orderOf = (customer = customerId, item = itemId): object => ({
  customerId: customer,
  currency: 'DKK',
  note: 'by test',
  lines: [{ itemId: item, quantity: '1' }],
});

async function settled(id: string): Promise<Answer['json']> {
  return eventually('the command to settle', async () => {
    const { json } = await call(gateway, `/v1/commands/${id}`);
    return ['succeeded', 'refused', 'parked'].includes(String(json['status'])) ? json : false;
  });
}

describe('an order', () => {
  it('is accepted at once, succeeds with the ERP\u2019s number, and can be read', async () => {
    const accepted = await call(gateway, '/v1/orders', { key: 'first', body: orderOf() });
    expect(accepted.status).toBe(202);
    const id = String(accepted.json['id']);
    const command = await settled(id);
    expect(command).toMatchObject({ status: 'succeeded', result: { id: expect.stringMatching(/^SO-\d+$/) } });
    const number = (command['result'] as { id: string }).id;
    const shown = await eventually('the replica to show it', async () => {
      const { status, json } = await call(gateway, `/v1/orders/${number}`);
      return status === 200 ? json : false;
    });
    expect(shown).toMatchObject({ customerId, note: 'by test', externalReference: id });
  });

  it('with Prefer: wait is answered 201 with its number', async () => {
    const done = await call(gateway, '/v1/orders', { key: 'second', body: orderOf(), headers: { prefer: 'wait=30' } });
    expect([done.status, done.json['status']]).toEqual([201, 'succeeded']);
    expect(done.headers.get('location')).toMatch(/^\/v1\/orders\/SO-\d+$/);
  });

  it('that the ERP refuses is told in the words of the facade', async () => {
    const refused = await call(gateway, '/v1/orders', {
      key: 'third',
      body: orderOf(customerId, 'NO-SUCH-ITEM'),
      headers: { prefer: 'wait=30' },
    });
    expect([refused.status, refused.json['code'], refused.json['reason']]).toEqual([
      422,
      'refused-by-erp',
      'item-not-for-sale',
    ]);
  });

  it('of an operation that only tells by its return status is refused too', async () => {
    const { json } = await call(gateway, '/v1/orders', {
      key: 'fourth',
      body: orderOf(),
      headers: { prefer: 'wait=30' },
    });
    const number = (json['result'] as { id: string }).id;
    const released = await call(gateway, `/v1/orders/${number}/release`, {
      key: 'r-1',
      headers: { prefer: 'wait=30' },
    });
    expect([released.status, released.json['reason']]).toEqual([422, 'order-not-on-hold']);
  });

  it('whose answer is lost after the ERP booked it succeeds once it is found, and is not booked twice', async () => {
    const lost = { server: 'primary', on: 'request', pattern: CALLS, drop: 'midway', times: 1 };
    await stage.erp.control('POST', '/faults', lost);
    const { json } = await call(gateway, '/v1/orders', { key: 'lost', body: orderOf() });
    const command = await settled(String(json['id']));
    expect(command['status']).toBe('succeeded');
    await eventually('the log to tell of the doubt', () => gateway.program.output.includes('"outcome":"unknown"'));
    const { data } = (await call(gateway, `/v1/orders?externalReference=${String(json['id'])}`)).json as {
      data: unknown[];
    };
    expect(data).toHaveLength(1);
  });
});

describe('operators', () => {
  it('list and show commands from their terminal, and get nowhere without a token', async () => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['bin/banyan.mjs', 'commands', 'list', '--state', 'succeeded'],
      {
        env: {
          PATH: process.env['PATH'] ?? '',
          BANYAN_DATA: `${stage.folder}/data`,
          BANYAN_ADMIN_PORT: new URL(gateway.adminAddress).port,
        },
      },
    );
    expect(stdout).toContain('orders.create');
    expect((await fetch(`${gateway.adminAddress}/admin/v1/commands`)).status).toBe(401);
  });
});
