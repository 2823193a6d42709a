import { describe, expect, it } from '@jest/globals';
import { orderRow, readBench } from '../../../test/support/read/read-bench.js';

const VIEWS = { Orders: [orderRow(1, { ORDTXT: 'call Anna' }), orderRow(2)] };

describe('what an answer shows of sensitive fields', () => {
  it('is told of one record by its key, and of a list by its resource alone', async () => {
    const { serve } = readBench(VIEWS);
    const one = await serve('orders.get', '', { key: 'SO-000001' });
    expect(one.sensitive).toEqual({ subject: 'orders/SO-000001', fields: 'note', records: 1 });
    const list = await serve('orders.list', 'customerId=C10001');
    expect(list.sensitive).toEqual({ subject: 'orders', fields: 'note', records: 2 });
  });

  it('is told of where a sensitive field is filtered by and not shown, even when nothing was found', async () => {
    const { serve } = readBench(VIEWS);
    const found = await serve('orders.list', 'note[contains]=Anna&fields=id');
    expect(found.sensitive).toEqual({ subject: 'orders', fields: 'note', records: 1 });
    const none = await serve('orders.list', 'note[contains]=Berta');
    expect(none.sensitive).toEqual({ subject: 'orders', fields: 'note', records: 0 });
  });

  it('is nothing where the sensitive fields were not asked for, or nothing was found or sent', async () => {
    const { serve } = readBench(VIEWS);
    expect((await serve('orders.list', 'fields=id,status')).sensitive).toBeUndefined();
    expect((await serve('orders.list', 'customerId=C99999')).sensitive).toBeUndefined();
    const { etag } = await serve('orders.get', '', { key: 'SO-000001' });
    const again = await serve('orders.get', '', { key: 'SO-000001', ifNoneMatch: etag });
    expect([again.notModified, again.sensitive]).toEqual([true, undefined]);
  });
});
