// Dirty rows of the ERP, each at its exact key: refused, skipped or masked as its field says, said out loud, and never
// more than that one record is lost. Rows that must not be seen look as if they had never been there.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CheckedAnswer } from '../support/running/checking-client.js';
import { eventually } from '../support/running/eventually.js';
import { scrape } from '../support/running/metrics-page.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { offeredLists } from './documented-query.js';
import { SCALE, seenDirt } from './known-dirt.js';
import type { SeenDirt } from './known-dirt.js';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ erp: { scale: SCALE } });
});
afterAll(() => stage[Symbol.asyncDispose]());

const dirt = seenDirt();
const titled = (chosen: readonly SeenDirt[]): readonly (readonly [string, SeenDirt])[] =>
  chosen.map((one) => [`${one.kind} in ${one.resource}/${one.id}`, one] as const);
const HANDLING = { 200: 'masked', 404: 'skipped', 502: 'refused' } as const;

async function misfits(operation: string, field: string, handling: string): Promise<number> {
  return (await scrape(stage.gateway.adminAddress)).sum('banyan_misfits_total', { operation, field, handling });
}

const isLogged = (resource: string, field: string): boolean =>
  stage.gateway
    .logLines()
    .filter(({ message }) => message === 'a value of the ERP breaks the contract')
    .some((line) => line['resource'] === resource && line['field'] === field);

describe('a dirty record asked for alone', () => {
  it.each(titled(dirt))('is answered as its field says: %s', async (_title, { resource, id, alone, fields }) => {
    const { status, json } = await stage.client.get(`/v1/${resource}/${id}`);
    expect(status).toBe(alone);
    if (alone === 200) expect(json).toMatchObject(fields);
    if (alone === 502) expect(json).toMatchObject({ code: 'record-unusable' });
  });

  it.each(titled(dirt.filter(({ fields }) => Object.values(fields).includes(null))))(
    'is counted and logged, without its value: %s',
    async (_title, { resource, id, alone, fields }) => {
      for (const field of Object.keys(fields)) {
        const before = await misfits(`${resource}.get`, field, HANDLING[alone]);
        await stage.client.get(`/v1/${resource}/${id}`);
        expect(await misfits(`${resource}.get`, field, HANDLING[alone])).toBe(before + 1);
      }
      for (const field of Object.keys(fields)) await eventually('the log tells of it', () => isLogged(resource, field));
      expect(JSON.stringify(stage.gateway.logLines())).not.toMatch(/20260231|ring first/);
    },
  );
});

describe('a dirty record in a list', () => {
  it.each(offeredLists().map((list) => [list.operation, list] as const))(
    'is shown, masked or withheld in %s, and every page is served',
    async (_operation, { path, largestPage }) => {
      const own = dirt.filter(({ resource }) => path === `/v1/${resource}`);
      const pages = await stage.client.pages(`${path}?limit=${Math.min(largestPage, 60)}`);
      const records = new Map(pages.flatMap(({ data }) => data).map((record) => [String(record['id']), record]));
      for (const { id, inList, fields } of own) {
        expect([id, records.has(id)]).toEqual([id, inList === 'shown']);
        if (inList === 'shown') expect(records.get(id)).toMatchObject(fields);
      }
      const withheld = pages.reduce((sum, { page }) => sum + (page.withheld ?? 0), 0);
      expect(withheld).toBe(own.filter(({ inList }) => inList === 'withheld').length);
    },
  );

  it('is told on the page it would stand on, and only there', async () => {
    const [one] = dirt.filter(({ resource, inList }) => resource === 'orders' && inList === 'withheld');
    const page = await stage.client.page(`/v1/orders?id[in]=${one?.id ?? ''}&id[in]=SO-100001`);
    expect([page.data.length, page.page.withheld]).toEqual([1, 1]);
    expect((await stage.client.page('/v1/orders?id=SO-100001')).page).not.toHaveProperty('withheld');
  });
});

describe('dirty children', () => {
  it('that are deleted do not show', async () => {
    const order = await stage.client.record('/v1/orders/SO-100581');
    expect((order['lines'] as readonly { number: number }[]).map(({ number }) => number)).not.toContain(10);
    const customer = await stage.client.record('/v1/customers/C10015');
    expect((customer['addresses'] as readonly { number: number }[]).map(({ number }) => number)).not.toContain(1);
    const invoice = await stage.client.record('/v1/invoices/700401');
    expect((invoice['lines'] as readonly { number: number }[]).map(({ number }) => number)).not.toContain(10);
  });

  it('beyond the agreed number are never cut off in silence', async () => {
    const [many] = dirt.filter(({ kind }) => kind === 'too-many-lines');
    const before = await misfits('orders.get', 'lines', 'refused');
    expect((await stage.client.get(`/v1/orders/${many?.id ?? ''}`)).status).toBe(502);
    expect(await misfits('orders.get', 'lines', 'refused')).toBe(before + 1);
  });
});

describe('a record that must not be seen', () => {
  const unseen = dirt.filter(({ alone, resource }) => alone === 404 && resource !== 'price-lists');
  /** What a caller could tell two answers apart by, without what belongs to the request. */
  const visible = ({ status, headers, text }: CheckedAnswer, id: string): unknown => {
    const correlation = headers.get('x-correlation-id') ?? '';
    const own = [...headers].filter(([name]) => name !== 'date' && name !== 'x-correlation-id');
    return { status, own, text: text.replaceAll(correlation, '').replaceAll(id, '') };
  };
  /** An id of the same length that no row ever had. */
  const neverThere = (id: string): string => `${id.slice(0, -3)}ZZZ`;

  it.each(titled(unseen))('is, to the byte, one that never existed: %s', async (_title, { resource, id }) => {
    const hidden = await stage.client.get(`/v1/${resource}/${id}`);
    const missing = await stage.client.get(`/v1/${resource}/${neverThere(id)}`);
    expect(hidden.status).toBe(404);
    expect(visible(hidden, id)).toEqual(visible(missing, neverThere(id)));
  });
});
