// Lists over the real protocol: every record once whatever the order and the size of pages, counted, narrowed, joined.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countsAt, orderNumber } from '../../demo/contoso/scale.js';
import type { ApiRecord, Page } from '../support/running/checking-client.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startGateway } from '../support/running/running-gateway.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { offeredLists } from './documented-query.js';
import { compareValues } from './filter-oracle.js';
import { dirtOf, SCALE } from './known-dirt.js';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ erp: { scale: SCALE } });
});
afterAll(() => stage[Symbol.asyncDispose]());

const ids = (records: readonly ApiRecord[]): readonly string[] => records.map(({ id }) => String(id));
const sorted = (texts: readonly string[]): readonly string[] =>
  [...texts].sort((one, other) => one.localeCompare(other));
const lists = offeredLists();
const sorts = lists.flatMap((list) => list.sorts.map((sort) => [`${list.operation} by ${sort}`, list, sort] as const));

describe('paging through a list', () => {
  it('shows every order of the ERP exactly once but those it must not show', async () => {
    const left = new Set(
      dirtOf('orders')
        .filter(({ inList }) => inList !== 'shown')
        .map(({ id }) => id),
    );
    const every = Array.from({ length: countsAt(SCALE).orders }, (_, index) => orderNumber(index));
    const seen = ids(await stage.client.all('/v1/orders?limit=37'));
    expect(sorted(seen)).toEqual(every.filter((id) => !left.has(id)));
  });

  it.each(sorts)('%s gives the same sequence in small pages as in large ones, in order', async (_title, list, sort) => {
    const whole = await stage.client.all(`${list.path}?sort=${sort}&limit=${list.largestPage}`);
    const size = Math.max(3, Math.ceil(whole.length / 9));
    expect(ids(await stage.client.all(`${list.path}?sort=${sort}&limit=${size}`))).toEqual(ids(whole));
    expect(new Set(ids(whole)).size).toBe(whole.length);
    const field = sort.replace('-', '');
    const soiled = new Set(dirtOf(list.path.slice('/v1/'.length)).map(({ id }) => id));
    const values = whole.filter(({ id }) => !soiled.has(String(id))).map((record) => record[field] as string | null);
    expect(outOfOrder(values, sort.startsWith('-'))).toEqual([]);
  });

  it('goes on at ties and at nulls: every field that has them is sorted by somewhere', async () => {
    const shipments = await stage.client.all('/v1/shipments?sort=deliveredOn&limit=50');
    expect(shipments.filter(({ deliveredOn }) => deliveredOn === null).length).toBeGreaterThan(50);
    const customers = await stage.client.all('/v1/orders?sort=-orderedOn,total&limit=20');
    const days = customers.map(({ orderedOn }) => orderedOn);
    expect(new Set(days).size).toBeLessThan(days.length - 20);
    expect(new Set(ids(customers)).size).toBe(customers.length);
  });

  it('links to the next page with an address that works as it stands', async () => {
    const first = await stage.client.get('/v1/orders?status=open&sort=-total&limit=3');
    const [, next = ''] = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    const page = first.json as Page;
    const second = await stage.client.page(next);
    expect(new URLSearchParams(next.split('?')[1]).get('after')).toBe(page.page.next);
    expect(ids(second.data)).not.toEqual(expect.arrayContaining([ids(page.data)[0]]));
    expect(ids([...page.data, ...second.data])).toEqual(
      ids((await stage.client.page('/v1/orders?status=open&sort=-total&limit=6')).data),
    );
  });

  it('refuses a position that was made for another question', async () => {
    const { page } = await stage.client.page('/v1/orders?limit=3');
    const other = await stage.client.get(`/v1/orders?limit=3&status=open&after=${page.next ?? ''}`);
    expect([other.status, other.json]).toMatchObject([400, { code: 'invalid-cursor' }]);
  });
});

describe('a count', () => {
  it.each(lists.filter(({ counts }) => counts).map((list) => [list.operation, list] as const))(
    'of %s is what paging finds, withheld records included',
    async (_operation, { path, largestPage }) => {
      const pages = await stage.client.pages(`${path}?limit=${largestPage}&count=exact`);
      const found = pages.reduce((sum, { data, page }) => sum + data.length + (page.withheld ?? 0), 0);
      expect(pages.map(({ page }) => page.total)).toEqual(pages.map(() => found));
    },
  );

  it('counts what the filter finds and is left out unless asked for', async () => {
    const counted = await stage.client.page('/v1/orders?status=open&limit=1&count=exact');
    expect(counted.page.total).toBe((await stage.client.all('/v1/orders?status=open&limit=200')).length);
    expect((await stage.client.page('/v1/orders?limit=1')).page).not.toHaveProperty('total');
  });
});

describe('choosing fields', () => {
  it.each(lists.filter(({ fields }) => fields.length > 0).map((list) => [list.operation, list] as const))(
    'of %s gives those and the id, with the values they have anyway',
    async (_operation, { path, fields }) => {
      const whole = await stage.client.page(`${path}?limit=20`);
      const chosen = fields.filter((_, index) => index % 3 === 1);
      const { data } = await stage.client.page(`${path}?limit=20&fields=${chosen.join(',')}`);
      const names = fields.filter((name) => name === 'id' || chosen.includes(name));
      const expected = whole.data.map((record) => Object.fromEntries(names.map((name) => [name, record[name]])));
      expect(data).toEqual(expected);
    },
  );

  it('is refused where the facade does not offer it', async () => {
    const answer = await stage.client.get('/v1/prices?fields=id');
    expect([answer.status, answer.json]).toMatchObject([400, { errors: [{ parameter: 'fields' }] }]);
  });
});

describe('children', () => {
  const atViews = async (): Promise<readonly string[]> => {
    const statements = await stage.erp.statements();
    return statements.map(({ text }) => text).filter((text) => /FROM \[api\]\.\[(?!Heartbeat)/.test(text));
  };

  it('of one record take one more statement, however many there are', async () => {
    await stage.erp.resetStatements();
    const order = await stage.client.record('/v1/orders/SO-101000');
    expect((order['lines'] as readonly unknown[]).length).toBeGreaterThan(1);
    expect(await atViews()).toHaveLength(2);
  });

  it('of a whole page take one more statement too, and each record gets its own', async () => {
    using facade = ownFolder();
    cpSync('facades/contoso', facade.path, { recursive: true });
    const file = join(facade.path, 'resources/orders.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(
        '  list: { title: List orders,',
        '  list: { embed: [lines], title: List orders,',
      ),
    );
    await using gateway = await startGateway({
      erpUrl: stage.erp.url(),
      facade: facade.path,
      environment: stage.erp.addresses(),
    });
    await stage.erp.resetStatements();
    const page = (await (await gateway.get('/v1/orders?limit=100&count=exact')).json()) as Page;
    expect(page.data).toHaveLength(100);
    expect(await atViews()).toHaveLength(3);
    for (const record of [page.data[0], page.data[41], page.data[99]]) {
      expect(record).toEqual(await stage.client.record(`/v1/orders/${String(record?.['id'])}`));
    }
  });
});

/** Pairs of neighbours that stand the wrong way round; nulls come first in rising order, as at the ERP. */
function outOfOrder(values: readonly (string | null)[], falling: boolean): readonly unknown[] {
  return values.slice(1).flatMap((value, index) => {
    const before = values[index] ?? null;
    const order =
      before === null || value === null ? Number(value === null) - Number(before === null) : compared(before, value);
    return (falling ? -order : order) > 0 ? [[before, value]] : [];
  });
}

/** Letters outside ASCII are ordered by the ERP's collation, which is not this test's business. */
function compared(one: string, other: string): number {
  const plain = /^[ -~]*$/;
  return plain.test(one) && plain.test(other) ? compareValues(fold(one), fold(other)) : 0;
}

const fold = (text: string): string => (/^[\d.-]+$/.test(text) ? text : text.toUpperCase());
