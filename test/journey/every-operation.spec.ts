// Every operation of the document answers, over real TDS, and everything it answers is what the document says.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Connection, Request, TYPES } from 'tedious';
import type { Page } from '../support/running/checking-client.js';
import { CheckingClient } from '../support/running/checking-client.js';
import { eventually } from '../support/running/eventually.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { offeredLists } from './documented-query.js';
import { SCALE } from './known-dirt.js';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ erp: { scale: SCALE } });
});
afterAll(() => stage[Symbol.asyncDispose]());

const lists = offeredLists().map(({ operation, path }) => [operation, path] as const);

/** A list and the address of its first record. */
async function both(path: string): Promise<readonly [string, string]> {
  const { data } = await stage.client.page(`${path}?limit=1`);
  return [path, `${path}/${encodeURIComponent(String(data[0]?.['id']))}`];
}

describe('the operations of the document', () => {
  it('are the sixteen of the demo facade', () => {
    expect(stage.client.contract.operations().size).toBe(16);
  });

  describe('while the age of the data stands still, which is of another length at other moments', () => {
    beforeAll(async () => {
      await stage.erp.showBehind(3600);
      await eventually('an old answer', async () => {
        const { asOf } = await stage.client.page('/v1/price-lists?limit=1');
        return Date.now() - Date.parse(asOf ?? '') > 3_590_000;
      });
    });
    afterAll(() => stage.erp.catchUp());

    it.each(lists)('%s and its get answer with records, and HEAD with the same fields and no body', async (_, path) => {
      for (const target of await both(path)) {
        const [full, head] = [await stage.client.get(target), await stage.client.head(target)];
        expect([full.status, head.status, head.text]).toEqual([200, 200, '']);
        for (const name of ['content-type', 'content-length', 'etag', 'vary', 'cache-control']) {
          expect([name, head.headers.get(name)]).toEqual([name, full.headers.get(name)]);
        }
      }
    });
  });

  it.each(lists)('%s and its get answer 304 to who holds the present state', async (_id, path) => {
    // The age of the data moves on between two answers, their tag does not.
    for (const target of await both(path)) {
      const etag = (await stage.client.get(target)).headers.get('etag') ?? '';
      expect(etag).toMatch(target === path ? /^W\/"[\w-]+"$/ : /^"[\w-]+"$/);
      const again = await stage.client.get(target, { 'if-none-match': `"else", ${etag}` });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
      expect((await stage.client.get(target, { 'if-none-match': '"else"' })).status).toBe(200);
    }
  });

  it.each(lists)('%s and its get answer problems as documented: 400, 401, 403, 404, 406', async (_id, path) => {
    const { gateway, client } = stage;
    const nobody = new CheckingClient(gateway.publicAddress, 'nonsense');
    const other = path === '/v1/items' ? 'orders.list' : 'items.list';
    const narrow = new CheckingClient(
      gateway.publicAddress,
      await gateway.token({ id: 'first-client', secret: gateway.secret, scope: other }),
    );
    for (const target of await both(path)) {
      const answers = [
        await client.get(`${target}?nonsense=1`),
        await nobody.get(target),
        await narrow.get(target),
        await client.get(target, { accept: 'text/html' }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([400, 401, 403, 406]);
    }
    expect((await client.get(`${path}/99999`)).status).toBe(404);
  });

  it('have each been answered with 200', () => {
    const operations = [...stage.client.contract.operations().keys()];
    expect(operations.filter((operation) => stage.client.seen.get(operation)?.has(200) !== true)).toEqual([]);
  });

  it('include the first requests that the facade suggests', async () => {
    const suggested = stage.gateway.catalogue.examples ?? [];
    expect(suggested.length).toBeGreaterThan(1);
    for (const target of suggested) {
      const { status, json } = await stage.client.get(`/v1/${target}`);
      expect(status).toBe(200);
      const { data } = json as Partial<Page>;
      if (data === undefined) expect(json).toHaveProperty('id');
      else expect(data.length).toBeGreaterThan(0);
    }
  });
});

describe('a composite id', () => {
  it.each(['/v1/prices', '/v1/stock-levels'])(
    'of %s finds its row, with its separator as it is or encoded',
    async (path) => {
      const { data } = await stage.client.page(`${path}?limit=3`);
      for (const record of data) {
        const id = String(record['id']);
        expect(await stage.client.record(`${path}/${id}`)).toEqual(record);
        expect(await stage.client.record(`${path}/${id.replace('~', '%7E')}`)).toEqual(record);
      }
    },
  );

  it.each(['DKK-ST', 'DKK-ST~', '~BRG-00001', 'DKK-ST~BRG-00001~1', 'DKK-ST%20%20~BRG-00001'])(
    'that is none, %s, is a 404',
    async (id) => expect((await stage.client.get(`/v1/prices/${id}`)).status).toBe(404),
  );
});

describe('a validator', () => {
  it('no longer holds once the row has changed at the ERP, for the record and for the lists it stands in', async () => {
    const target = '/v1/customers/C10002';
    const { headers, json } = await stage.client.get(target);
    const etag = headers.get('etag') ?? '';
    const [list, others] = ['/v1/customers?id=C10002', '/v1/customers?id=C10001'];
    const tagOf = async (path: string): Promise<string | null> => (await stage.client.get(path)).headers.get('etag');
    const [listTag, othersTag] = [await tagOf(list), await tagOf(others)];
    await setCreditLimit('C10002', 12_345_678);
    const changed = await eventually('another answer', async () => {
      const answer = await stage.client.get(target, { 'if-none-match': etag });
      return answer.status === 200 && answer;
    });
    expect(changed.headers.get('etag')).not.toBe(etag);
    expect(await tagOf(list)).not.toBe(listTag);
    expect(await tagOf(others)).toBe(othersTag);
    expect(changed.json).toMatchObject({
      ...(json as object),
      creditLimit: '12345678.0000',
      changedAt: expect.any(String),
    });
  });
});

/** Calls the ERP's own procedure at its primary, as some other program would. */
async function setCreditLimit(customer: string, limit: number): Promise<void> {
  const { erp } = stage;
  const connection = new Connection({
    server: 'localhost',
    authentication: {
      type: 'default',
      options: { userName: 'banyan_writer', password: erp.password('banyan_writer') },
    },
    options: { port: erp.primaryPort, database: 'Contoso', encrypt: false },
  });
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => (error === undefined ? resolve() : reject(error)));
  });
  await new Promise<void>((resolve, reject) => {
    const request = new Request('erp.SetCreditLimit', (error) => {
      if (error === undefined || error === null) resolve();
      else reject(error);
    });
    request.addParameter('CustNo', TYPES.Char, customer, { length: 10 });
    request.addParameter('CrdLim', TYPES.Money, limit);
    request.addOutputParameter('OldLim', TYPES.Money);
    connection.callProcedure(request);
  });
  connection.close();
}
