// What a caller of the read path may rely on, from the query to the bytes.
import { describe, expect, it } from '@jest/globals';
import { bodyOf, lineRow, orderRow, pageOf, problemOf, readBench } from '../../test/support/read/read-bench.js';
import { SourceFault } from '../legacy/source-fault.js';
import type { SourceFaultKind } from '../legacy/source-fault.js';

describe('a list', () => {
  it('answers with the records, the page and how fresh they are', async () => {
    const { serve } = readBench({ Orders: [orderRow(1)] });
    const answer = await serve('orders.list', 'limit=2&count=exact');
    expect(bodyOf(answer)).toEqual({
      data: [
        {
          id: 'SO-000001',
          customerId: 'C10001',
          status: 'open',
          orderedOn: '2026-01-31',
          total: '100.00',
          note: null,
          changedAt: '2026-01-31T11:00:00Z',
        },
      ],
      page: { limit: 2, next: null, total: 1 },
      asOf: '2026-11-20T11:59:30Z',
    });
    expect(answer).toMatchObject({ notModified: false, asOf: '2026-11-20T11:59:30Z' });
    expect(answer.bytes).toBe(Buffer.concat(answer.body).byteLength);
    expect(answer).not.toHaveProperty('next');
  });

  it('never shows a row that the row conditions hide, and counts without it', async () => {
    const { serve } = readBench({ Orders: [orderRow(1), orderRow(2, { DELFLG: 'Y' })] });
    const page = pageOf(await serve('orders.list', 'count=exact'));
    expect(page.data.map(({ id }) => id)).toEqual(['SO-000001']);
    expect(page.page.total).toBe(1);
  });

  it('asks for one row more than the page, and for only the columns that are shown or sorted by', async () => {
    const { serve, source } = readBench({ Orders: [orderRow(1)] });
    await serve('orders.list', 'fields=total&sort=-orderedOn&limit=10');
    expect(source.plans.at(-1)).toMatchObject({
      limit: 11,
      columns: [{ name: 'ORDNO' }, { name: 'ORDTOT' }, { name: 'ORDDAT' }],
      order: [
        { column: { name: 'ORDDAT' }, descending: true },
        { column: { name: 'ORDNO' }, descending: true },
      ],
    });
    expect(Object.isFrozen(source.plans.at(-1))).toBe(true);
  });

  it('always shows the key, and only the fields that were asked for', async () => {
    const { serve } = readBench({ Orders: [orderRow(1)] });
    expect(pageOf(await serve('orders.list', 'fields=total')).data).toEqual([{ id: 'SO-000001', total: '100.00' }]);
  });

  it('asks nobody when no row can match', async () => {
    const { serve, source } = readBench({ Orders: [orderRow(1)] });
    const page = pageOf(await serve('orders.list', 'customerId=C1%20&count=exact'));
    expect(page).toMatchObject({ data: [], page: { total: 0, next: null } });
    expect(source.plans.map(({ kind }) => kind)).toEqual(['watermark']);
  });

  it('reads the children of all records in one statement more', async () => {
    const orders = [orderRow(1), orderRow(2), orderRow(3)];
    const lines = [lineRow(orderRow(2), 20), lineRow(orderRow(2), 10), lineRow(orderRow(1), 10)];
    const { serve, source } = readBench({ Orders: orders, OrderLines: lines });
    const page = pageOf(await serve('orders.listWithLines', 'fields=lines'));
    const line = (lineNo: number) => ({ lineNo, itemId: 'BRG-00001', quantity: '1.000' });
    expect(page.data).toEqual([
      { id: 'SO-000001', lines: [line(10)] },
      { id: 'SO-000002', lines: [line(10), line(20)] },
      { id: 'SO-000003', lines: [] },
    ]);
    expect(source.plans.map(({ kind }) => kind)).toEqual(['watermark', 'rows', 'children']);
  });

  it('asks for no children when the caller chose other fields', async () => {
    const { serve, source } = readBench({ Orders: [orderRow(1)], OrderLines: [] });
    await serve('orders.listWithLines', 'fields=total');
    expect(source.plans.map(({ kind }) => kind)).toEqual(['watermark', 'rows']);
  });
});

describe('one record', () => {
  it('is the bare object, with its children', async () => {
    const { serve } = readBench({ Orders: [orderRow(1)], OrderLines: [lineRow(orderRow(1), 10)] });
    expect(bodyOf(await serve('orders.get', 'fields=id,lines', { key: 'SO-000001' }))).toEqual({
      id: 'SO-000001',
      lines: [{ lineNo: 10, itemId: 'BRG-00001', quantity: '1.000' }],
    });
  });

  it('is the same problem whether it is missing, hidden or no key at all', async () => {
    const { serve } = readBench({ Orders: [orderRow(1, { DELFLG: 'Y' })], StockLevels: [] });
    const keys = ['SO-000001', 'SO-999999', 'SO-000001 ', 'x'.repeat(5_000), '\0', '', 'SO-000001~'];
    const problems = await Promise.all(keys.map((key) => problemOf(serve('orders.get', '', { key }))));
    const stock = await Promise.all(
      ['01', '01~a~b', '~', '01~A'].map((key) => problemOf(serve('stock-levels.get', '', { key }))),
    );
    for (const { code, detail, errors, headers } of [...problems, ...stock]) {
      expect({ code, detail, errors, headers }).toEqual({
        code: 'not-found',
        detail: undefined,
        errors: [],
        headers: {},
      });
    }
  });

  it('is found by its composite key', async () => {
    const { serve } = readBench({ StockLevels: [{ WHSNO: '01 ', ITEMNO: 'BRG-00001      ', QTY: '5.500' }] });
    expect(bodyOf(await serve('stock-levels.get', '', { key: '01~BRG-00001' }))).toEqual({
      id: '01~BRG-00001',
      quantity: '5.500',
    });
  });
});

describe('validators', () => {
  it('of a list are weak, and do not change with asOf', async () => {
    const { serve, clock, source } = readBench({ Orders: [orderRow(1)] });
    const first = await serve('orders.list');
    clock.advance(2_000);
    source.views['Heartbeat'] = [{ BEATAT: '2026-11-20T11:59:59' }];
    const second = await serve('orders.list', '', { ifNoneMatch: `"other", ${first.etag}` });
    expect(first.etag).toMatch(/^W\/"[\w-]{22}"$/);
    expect(second).toMatchObject({
      notModified: true,
      body: [],
      bytes: 0,
      etag: first.etag,
      asOf: '2026-11-20T11:59:59Z',
    });
  });

  it('of a record are strong, and change with its version alone', async () => {
    const { serve, source } = readBench({ Orders: [orderRow(1)], OrderLines: [] });
    const first = await serve('orders.get', '', { key: 'SO-000001' });
    source.views['Orders'] = [orderRow(1, { ROWVER: Uint8Array.of(9) })];
    const second = await serve('orders.get', '', { key: 'SO-000001', ifNoneMatch: first.etag });
    expect(first.etag).toMatch(/^"[\w-]{22}"$/);
    expect(second.notModified).toBe(false);
    expect(await serve('orders.get', '', { key: 'SO-000001', ifNoneMatch: '*' })).toMatchObject({ notModified: true });
  });
});

describe('a source that does not answer', () => {
  it.each<[SourceFaultKind, string, number | undefined]>([
    ['refused', 'source-refused', undefined],
    ['transient', 'source-unavailable', 1],
    ['unavailable', 'source-unavailable', 5],
    ['lost', 'source-unavailable', 5],
    ['timed-out', 'source-timeout', undefined],
  ])('%s becomes %s', async (kind, code, retryAfterSeconds) => {
    const { serve, source } = readBench({ Orders: [] });
    source.fail = new SourceFault(kind, "Invalid object name 'api.Orders'", 208);
    const problem = await problemOf(serve('orders.list'));
    expect(problem).toMatchObject({ code, retryAfterSeconds, detail: undefined, errors: [] });
    expect(problem.internal).toContain('api.Orders');
  });

  it('is cancelled at the deadline', async () => {
    const { serve, source, clock } = readBench({ Orders: [] });
    source.stall = true;
    const reading = problemOf(serve('orders.list'));
    clock.advance(5_000);
    await Promise.resolve();
    clock.advance(6_000);
    expect((await reading).code).toBe('source-timeout');
  });

  it('is cancelled when the caller goes away', async () => {
    const { serve, source } = readBench({ Orders: [] });
    source.stall = true;
    const caller = new AbortController();
    const reading = problemOf(serve('orders.list', '', { signal: caller.signal }));
    caller.abort();
    expect((await reading).internal).toContain('cancelled');
  });
});

describe('bounds', () => {
  it('refuse an answer of too many bytes', async () => {
    const { serve } = readBench(
      { Orders: Array.from({ length: 60 }, (_, index) => orderRow(index)) },
      { maxBytes: 5_000 },
    );
    expect((await problemOf(serve('orders.list'))).code).toBe('answer-too-large');
    expect((await serve('orders.list', 'limit=5')).bytes).toBeLessThan(5_000);
  });

  it('refuse an answer of too many rows, children included', async () => {
    const orders = [orderRow(1), orderRow(2)];
    const lines = orders.flatMap((order) => [lineRow(order, 1), lineRow(order, 2)]);
    const { serve } = readBench({ Orders: orders, OrderLines: lines }, { maxRows: 3 });
    expect((await problemOf(serve('orders.listWithLines'))).code).toBe('answer-too-large');
  });
});
