// Every filter the document offers finds exactly the records it must, all the way to the ERP and back.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiRecord } from '../support/running/checking-client.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { offeredLists } from './documented-query.js';
import type { OfferedFilter, OfferedList } from './documented-query.js';
import { mustFind, samples } from './filter-oracle.js';
import { dirtOf, SCALE } from './known-dirt.js';

let stage: Stage;
const records = new Map<string, readonly ApiRecord[]>();

beforeAll(async () => {
  stage = await setStage({ erp: { scale: SCALE } });
  for (const { path, largestPage } of offeredLists()) {
    records.set(path, await stage.client.all(`${path}?limit=${largestPage}`));
  }
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Records whose values the ERP and the API see differently are left out of the comparison. */
function idsOf(list: OfferedList, found: readonly ApiRecord[]): readonly string[] {
  const soiled = new Set(dirtOf(list.path.slice('/v1/'.length)).map(({ id }) => id));
  return found
    .map(({ id }) => String(id))
    .filter((id) => !soiled.has(id))
    .sort((one, other) => one.localeCompare(other));
}

function queryOf({ parameter }: OfferedFilter, values: readonly string[]): string {
  return values.map((value) => `${encodeURIComponent(parameter)}=${encodeURIComponent(value)}`).join('&');
}

const filters = offeredLists().flatMap((list) => list.filters.map((filter) => [list, filter] as const));

describe('a filter', () => {
  it('of every operator is among those the demo facade offers', () => {
    const operators = new Set(filters.map(([, { operator }]) => operator));
    expect([...operators].sort((one, other) => one.localeCompare(other))).toEqual([
      'contains',
      'eq',
      'gt',
      'gte',
      'in',
      'isNull',
      'lt',
      'lte',
      'ne',
      'startsWith',
    ]);
  });

  it.each(filters.map(([list, filter]) => [`${list.operation} ${filter.parameter}`, list, filter] as const))(
    'of %s finds exactly the records it must',
    async (_title, list, filter) => {
      const all = records.get(list.path) ?? [];
      const hits = new Set<string>();
      for (const values of samples(filter, all)) {
        const found = await stage.client.all(`${list.path}?limit=${list.largestPage}&${queryOf(filter, values)}`);
        const expected = all.filter((record) => mustFind(filter, values, record));
        expect([values, idsOf(list, found)]).toEqual([values, idsOf(list, expected)]);
        found.forEach((record) => hits.add(String(record['id'])));
      }
      // A filter that never finds anything would pass every comparison of empty lists.
      if (all.some((record) => record[filter.field] !== null)) expect(hits.size).toBeGreaterThan(0);
    },
  );

  it('joins the others: a record must satisfy all of them', async () => {
    const all = records.get('/v1/orders') ?? [];
    const found = await stage.client.all(
      '/v1/orders?limit=200&status[in]=open&status[in]=picking&total[gte]=50000&currency=DKK',
    );
    const expected = all.filter(
      ({ status, total, currency }) =>
        ['open', 'picking'].includes(String(status)) && Number(total) >= 50_000 && currency === 'DKK',
    );
    expect(expected.length).toBeGreaterThan(3);
    expect(new Set(found.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
  });

  it('finds no row by a letter that its column cannot hold', async () => {
    expect(await stage.client.all(`/v1/customers?name[contains]=${encodeURIComponent('Łó')}`)).toEqual([]);
    expect((await stage.client.all('/v1/customers?name[contains]=o')).length).toBeGreaterThan(0);
  });

  it('takes wildcards of the ERP for the letters they are', async () => {
    for (const wildcard of ['%', '_', '[', 'a%e']) {
      expect(await stage.client.all(`/v1/customers?name[contains]=${encodeURIComponent(wildcard)}`)).toEqual([]);
    }
  });
});
