// What is kept stands in while the source cannot be asked, for as long as the facade says and not longer.
import { describe, expect, it } from '@jest/globals';
import { cacheBench } from '../../../test/support/read/cache-bench.js';
import { orderRow, problemOf } from '../../../test/support/read/read-bench.js';
import { SourceFault } from '../../legacy/source-fault.js';

const VIEWS = { Orders: [orderRow(1), orderRow(2)] };
const AWAY = new SourceFault('unavailable', 'gone');
const NO_WISH = { noCache: false, noStore: false, onlyIfCached: false };

describe('when the source cannot be asked', () => {
  it('what is kept is served up to the limit of an outage, marked as old, and then no more', async () => {
    const { serve, source, clock } = cacheBench(VIEWS);
    await serve('orders.list');
    source.fail = AWAY;
    clock.advance(3_000_000);
    expect((await serve('orders.list')).cache).toMatchObject({ kind: 'stale', outdated: true, ageMs: 3_000_000 });
    clock.advance(600_000);
    const problem = await problemOf(serve('orders.list'));
    expect([problem.code, problem.retryAfterSeconds]).toEqual(['source-unavailable', 5]);
  });

  it('what is kept is served at once while the source is known to be away, and it is asked again behind that', async () => {
    const { serve, recall, source, clock, asked, settled } = cacheBench(VIEWS);
    await serve('orders.list');
    clock.advance(100_000);
    source.fail = AWAY;
    await serve('orders.list');
    const attempts = asked();
    expect(recall('orders.list')?.cache).toMatchObject({ kind: 'hit', outdated: true, ageMs: 100_000 });
    await settled();
    expect(asked()).toBe(attempts);
    source.fail = undefined;
    clock.advance(5_000);
    recall('orders.list');
    await settled();
    expect(recall('orders.list')?.cache).toMatchObject({ kind: 'hit', outdated: false, ageMs: 0 });
  });

  it('a source that only gave up one statement is not taken to be away', async () => {
    const { serve, recall, source, clock } = cacheBench(VIEWS);
    await serve('orders.list');
    clock.advance(100_000);
    source.fail = new SourceFault('transient', 'deadlock');
    expect((await serve('orders.list')).cache).toMatchObject({ kind: 'stale', outdated: true });
    expect(recall('orders.list')).toBeUndefined();
  });

  it('a key that cannot be, for which nobody is asked, does not bring it back', async () => {
    const { serve, recall, source, clock, asked } = cacheBench(VIEWS);
    await serve('orders.list');
    clock.advance(100_000);
    source.fail = AWAY;
    await serve('orders.list');
    const attempts = asked();
    expect((await problemOf(serve('orders.get', '', { key: 'far too long for this' }))).code).toBe('not-found');
    expect(asked()).toBe(attempts);
    expect(recall('orders.list')?.cache).toMatchObject({ kind: 'hit', outdated: true });
  });

  it('an error of one statement is stood in for by what is kept up to its own limit', async () => {
    const { serve, source, clock } = cacheBench(VIEWS);
    await serve('orders.list');
    source.fail = new SourceFault('timed-out', 'slow');
    clock.advance(200_000);
    expect((await serve('orders.list')).cache).toMatchObject({ kind: 'stale', outdated: true });
    clock.advance(100_000);
    expect((await problemOf(serve('orders.list'))).code).toBe('source-timeout');
  });

  it('the age for that counts from when the data was true, not from when it was asked for', async () => {
    const { serve, source, clock } = cacheBench({ ...VIEWS, Heartbeat: [{ BEATAT: '2026-11-20T11:10:00' }] });
    await serve('orders.list');
    source.fail = AWAY;
    clock.advance(601_000);
    expect((await problemOf(serve('orders.list'))).code).toBe('source-unavailable');
  });

  it('a record that breaks its contract stays refused', async () => {
    const { serve, source, clock } = cacheBench(VIEWS);
    await serve('orders.get', '', { key: 'SO-000001' });
    source.views['Orders'] = [orderRow(1, { ORDTOT: null })];
    clock.advance(100_000);
    expect((await problemOf(serve('orders.get', '', { key: 'SO-000001' }))).code).toBe('record-unusable');
  });
});

describe('while the calendar keeps reads from the source', () => {
  it('what is kept is served and nothing is asked; the rest is told when to come back', async () => {
    const { serve, recall, clock, calendar, asked, settled } = cacheBench(VIEWS);
    await serve('orders.list');
    clock.advance(100_000);
    calendar.closed = { name: 'nightly batch', until: clock.now() + 90_500 };
    expect(recall('orders.list')?.cache).toMatchObject({ kind: 'hit', outdated: true });
    expect((await serve('orders.list')).cache).toMatchObject({ kind: 'hit', outdated: true });
    for (const wish of [undefined, { ...NO_WISH, noCache: true }, { ...NO_WISH, noStore: true }]) {
      const asking = serve('orders.list', 'limit=1', wish === undefined ? {} : { caching: wish });
      const problem = await problemOf(asking);
      expect([problem.code, problem.retryAfterSeconds]).toEqual(['source-closed', 91]);
    }
    await settled();
    expect(asked()).toBe(1);
  });

  it('nothing is answered that is never kept', async () => {
    const { serve, clock, calendar } = cacheBench(VIEWS, { cacheBytes: 0 });
    calendar.closed = { name: 'nightly batch', until: clock.now() + 1_000 };
    expect((await problemOf(serve('orders.list'))).code).toBe('source-closed');
  });
});
