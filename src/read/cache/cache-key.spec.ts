// Different reads never have the same key; the same read has the same key however it is written.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { orderFacade } from '../../../test/support/read/order-facade.js';
import { orderRow, readBench } from '../../../test/support/read/read-bench.js';
import type { ReadPlan } from '../../legacy/read-plan.js';
import { explainRead } from '../explain-read.js';
import { cacheKey, wordingOf } from './cache-key.js';

const { path } = readBench({ Orders: [orderRow(1)] });
const keyOf = (operation: string, query: string, key?: string, permission = 'p'): string =>
  cacheKey(path.plan({ version: 'v1', operation, query, ...(key === undefined ? {} : { key }) }), permission);

/** Everything that decides on an answer: what is asked of the ERP, and what of it is shown. */
function meaningOf(query: string): string {
  const plans = explainRead(orderFacade, { version: 'v1', operation: 'orders.list', query });
  const wanted = new URLSearchParams(query).get('fields');
  return JSON.stringify([plans.map(sorted), wanted?.split(',').sort()]);
}

/** Conditions hold together in any order, and so do the values of a list. */
function sorted(plan: ReadPlan): unknown {
  if (plan.kind === 'watermark') return plan;
  const where = plan.where.map((predicate) =>
    JSON.stringify(predicate.kind === 'in' ? { ...predicate, values: predicate.values.map(String).sort() } : predicate),
  );
  return { ...plan, where: where.sort() };
}

const parameters = fc.record(
  {
    customerId: fc.constantFrom('C1', 'C2', 'C 1'),
    'customerId[in]': fc.uniqueArray(fc.constantFrom('C1', 'C2', 'C3'), { minLength: 2 }),
    status: fc.constantFrom('open', 'held'),
    'status[in]': fc.uniqueArray(fc.constantFrom('open', 'picking', 'cancelled'), { minLength: 2 }),
    'total[gte]': fc.constantFrom('1', '100'),
    'orderedOn[lt]': fc.constantFrom('2026-01-31', '2026-02-01'),
    'note[contains]': fc.constantFrom('a', 'ab', 'a&b', 'a b'),
    sort: fc.constantFrom('id', '-id', 'orderedOn,id', 'id,orderedOn', '-total'),
    fields: fc.uniqueArray(fc.constantFrom('id', 'total', 'status'), { minLength: 1 }).map((names) => names.join(',')),
    limit: fc.constantFrom('1', '50', '100'),
    count: fc.constantFrom('exact'),
  },
  { requiredKeys: [] },
);

type Chosen = typeof parameters extends fc.Arbitrary<infer Value> ? Value : never;

function pairsOf(chosen: Chosen): readonly (readonly [string, string])[] {
  return Object.entries(chosen).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value] as [string, string]),
  );
}

const written = (pairs: readonly (readonly [string, string])[], encode: (text: string) => string): string =>
  pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');

const escaped = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

describe('the key of a read', () => {
  it('is the same for two reads only if they ask the same of the ERP and show the same', () => {
    fc.assert(
      fc.property(parameters, parameters, (one, other) => {
        const queries = [one, other].map((chosen) => written(pairsOf(chosen), encodeURIComponent));
        const [left = '', right = ''] = queries;
        if (keyOf('orders.list', left) === keyOf('orders.list', right)) expect(meaningOf(left)).toBe(meaningOf(right));
        else expect(left).not.toBe(right);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('does not depend on the order of parameters, of values, nor on how they are encoded', () => {
    fc.assert(
      fc.property(parameters, (chosen) => {
        const pairs = pairsOf(chosen);
        const plain = keyOf('orders.list', written(pairs, encodeURIComponent));
        expect(keyOf('orders.list', written([...pairs].reverse(), encodeURIComponent))).toBe(plain);
        expect(keyOf('orders.list', written(pairs, escaped))).toBe(plain);
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it('is the same where a caller names what is meant anyway', () => {
    expect(keyOf('orders.list', 'limit=50&sort=id')).toBe(keyOf('orders.list', ''));
    expect(keyOf('orders.list', 'fields=total,id')).toBe(keyOf('orders.list', 'fields=id%2Ctotal'));
  });

  it.each<readonly [Asked, Asked]>([
    [
      ['orders.list', ''],
      ['orders.listWithLines', ''],
    ],
    [
      ['orders.list', ''],
      ['orders.list', 'limit=49'],
    ],
    [
      ['orders.list', ''],
      ['orders.list', 'count=exact'],
    ],
    [
      ['orders.list', ''],
      ['orders.list', 'sort=-id'],
    ],
    [
      ['orders.get', '', 'A'],
      ['orders.get', '', 'a'],
    ],
    [
      ['orders.get', '', 'A'],
      ['orders.get', 'fields=id', 'A'],
    ],
    [
      ['orders.get', '', 'A', 'p'],
      ['orders.get', '', 'A', 'q'],
    ],
    [
      ['orders.list', '', undefined, 'p'],
      ['orders.list', '', undefined, 'p\np'],
    ],
  ])('tells %j from %j', (one, other) => {
    expect(keyOf(...one)).not.toBe(keyOf(...other));
  });

  it('tells the pages of a list apart', async () => {
    const bench = readBench({ Orders: [orderRow(1), orderRow(2), orderRow(3)] });
    const { next = '' } = await bench.serve('orders.list', 'limit=1');
    const later = await bench.serve('orders.list', next);
    const keys = ['limit=1', next, later.next ?? ''].map((query) => keyOf('orders.list', query));
    expect(new Set(keys).size).toBe(3);
  });
});

describe('the wording of a question', () => {
  const wording = (query: string, key: string, permission: string): string =>
    wordingOf({ version: 'v1', operation: 'orders.get', query, key }, permission);

  it('is the same only for the same question of the same permission', () => {
    const text = fc.string({ maxLength: 6, unit: fc.constantFrom('a', ' ', '1', '\n', '=') });
    fc.assert(
      fc.property(fc.tuple(text, text, text), fc.tuple(text, text, text), (one, other) => {
        const isSame = JSON.stringify(one) === JSON.stringify(other);
        expect(wording(...one) === wording(...other)).toBe(isSame);
      }),
      { seed: 5, numRuns: 2_000 },
    );
  });
});

type Asked = readonly [operation: string, query: string, key?: string | undefined, permission?: string];
