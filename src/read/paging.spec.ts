// Pages: every record exactly once, whatever the order, and cursors that nobody can bend.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byText } from '../../test/support/read/agreement.js';
import { orderRow, pageOf, problemOf, readBench } from '../../test/support/read/read-bench.js';
import type { NamedRow } from '../../test/support/read/matches-predicate.js';
import type { LegacyValue } from '../legacy/legacy-value.js';
import { CursorSeal } from './cursor.js';

const seal = new CursorSeal(new Uint8Array(32).fill(1));

async function visit(serve: ReturnType<typeof readBench>['serve'], query: string): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  for (let next: string | undefined = query; next !== undefined;) {
    const answer = await serve('orders.list', next);
    seen.push(...pageOf(answer).data.map(({ id }) => id));
    next = answer.next;
  }
  return seen;
}

const rows = fc
  .array(
    fc.record({
      ORDDAT: fc.constantFrom('20260101', '20260102', '0', '20260231', null),
      ORDTOT: fc.constantFrom('1.00', '2.00', '10.00', '-1.00', null),
      CUSTNO: fc.constantFrom('C1        ', 'C2        ', null),
      ORDSTS: fc.constantFrom('O', 'P', '?'),
      CHGDAT: fc.constantFrom('20260328', '20260329', '0'),
      CHGTIM: fc.constantFrom('20000', '23000'),
    }),
    { maxLength: 25 },
  )
  .map((all) => all.map((more, index) => orderRow(index, more as NamedRow)));
const orders = fc.uniqueArray(fc.constantFrom('orderedOn', 'total', 'customerId', 'changedAt', 'id'), {
  minLength: 1,
  maxLength: 4,
});
const sorts = fc
  .tuple(orders, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
  .map(([fields, minus]) => fields.map((field, index) => (minus[index] === true ? `-${field}` : field)).join(','));

describe('paging', () => {
  it('visits every usable record exactly once, whatever the order and the size of the page', async () => {
    const property = fc.asyncProperty(rows, sorts, fc.integer({ min: 1, max: 7 }), async (all, sort, limit) => {
      const { serve } = readBench({ Orders: all });
      const usable = all
        .filter(({ ORDSTS, ORDTOT }) => ORDSTS !== '?' && ORDTOT !== null)
        .map(({ ORDNO }) => String(ORDNO).trim());
      expect([...(await visit(serve, `sort=${sort}&limit=${limit}`))].map(String).sort(byText)).toEqual(
        usable.sort(byText),
      );
    });
    await fc.assert(property, { seed: 20261120, numRuns: 60 });
  });

  it('goes on when a whole page was withheld', async () => {
    const all = [1, 2, 3, 4].map((number) => orderRow(number, { ORDSTS: number < 4 ? '?' : 'O' }));
    expect(await visit(readBench({ Orders: all }).serve, 'limit=2')).toEqual(['SO-000004']);
  });

  it('keeps filters, order and everything else in the next query, and lets the limit change', async () => {
    const { serve } = readBench({ Orders: [1, 2, 3].map((number) => orderRow(number)) });
    const first = await serve('orders.list', 'status[in]=open&status[in]=held&limit=1&sort=-id');
    expect(first.next).toMatch(/^status%5Bin%5D=open&status%5Bin%5D=held&limit=1&sort=-id&after=[\w-]+$/);
    expect(first.next?.endsWith(pageOf(first).page.next ?? '?')).toBe(true);
    const rest = await serve('orders.list', (first.next ?? '').replace('limit=1', 'limit=50'));
    expect(pageOf(rest).data.map(({ id }) => id)).toEqual(['SO-000002', 'SO-000001']);
  });
});

describe('a cursor', () => {
  const values = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 8 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );

  it('carries every kind of legacy value unharmed', () => {
    const property = fc.property(fc.array(values as fc.Arbitrary<LegacyValue>), (position) => {
      const opened = seal.open('query', seal.seal('query', position));
      const plain = (value: LegacyValue): unknown =>
        value instanceof Uint8Array ? [...value] : value === 0 ? 0 : value;
      expect(opened?.map(plain)).toEqual(position.map(plain));
    });
    fc.assert(property, { seed: 20261120, numRuns: 500 });
  });

  it('opens for nothing else, under no other key, and not with a single character changed', () => {
    const cursor = seal.seal('query', ['20260131', 'SO-000001   ']);
    expect(seal.open('other', cursor)).toBeUndefined();
    expect(new CursorSeal(new Uint8Array(32).fill(2)).open('query', cursor)).toBeUndefined();
    for (const index of cursor.split('').keys()) {
      const changed = `${cursor.slice(0, index)}${cursor[index] === 'A' ? 'B' : 'A'}${cursor.slice(index + 1)}`;
      expect(seal.open('query', changed)).toBeUndefined();
    }
  });

  it('never throws for any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => seal.open('query', text) === undefined),
      { seed: 20261120, numRuns: 1_000 },
    );
  });

  it.each([
    ['another filter', 'status=held'],
    ['another order', 'sort=-id'],
    ['other fields', 'fields=id'],
    ['another operation', ''],
  ])('is refused with %s', async (what, query) => {
    const { serve } = readBench({ Orders: [1, 2].map((number) => orderRow(number)) });
    const { next } = pageOf(await serve('orders.list', 'limit=1')).page;
    const operation = what === 'another operation' ? 'orders.listWithLines' : 'orders.list';
    const problem = await problemOf(serve(operation, `${query}&after=${next ?? ''}`));
    expect(problem).toMatchObject({ code: 'invalid-cursor', errors: [{ parameter: 'after' }] });
  });

  it('needs a key worth the name', () => {
    expect(() => new CursorSeal(new Uint8Array(16))).toThrow(RangeError);
  });
});
