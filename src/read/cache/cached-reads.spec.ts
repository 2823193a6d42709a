// What is kept is served as long as it may be, and the source is asked once for all who want the same.
import { describe, expect, it } from '@jest/globals';
import { cacheBench, fresh, FRESHNESS } from '../../../test/support/read/cache-bench.js';
import { bodyOf, orderRow, pageOf, problemOf } from '../../../test/support/read/read-bench.js';
import { SourceFault } from '../../legacy/source-fault.js';

const VIEWS = { Orders: [orderRow(1, { ORDTXT: 'call Anna' }), orderRow(2)] };
const AWAY = new SourceFault('unavailable', 'gone');
const NO_WISH = { noCache: false, noStore: false, onlyIfCached: false };

describe('an answer', () => {
  it('is kept, and served again without asking for as long as it is fresh', async () => {
    const { serve, clock, asked } = cacheBench(VIEWS);
    const first = await serve('orders.list');
    clock.advance(10_000);
    const again = await serve('orders.list');
    expect(first.cache).toMatchObject({ kind: 'uri-miss', stored: true, ageMs: 0, freshMs: 10_000 });
    expect(again.cache).toMatchObject({ kind: 'hit', outdated: false, ageMs: 10_000, freshMs: 10_000 });
    expect([again.etag, bodyOf(again)]).toEqual([first.etag, bodyOf(first)]);
    expect(asked()).toBe(1);
  });

  it('can be had at once by whoever asks again in the same words, and by nobody before that', async () => {
    const { serve, recall } = cacheBench(VIEWS);
    expect(recall('orders.list', 'limit=1')).toBeUndefined();
    const first = await serve('orders.list', 'limit=1');
    expect(recall('orders.list', 'limit=1')?.etag).toBe(first.etag);
    expect(recall('orders.list', 'limit=01')).toBeUndefined();
    expect(recall('orders.list', 'limit=1', { permission: 'orders.list' })).toBeUndefined();
  });

  it('is compared with the tags of each caller, and shows nothing sensitive to one whose copy holds', async () => {
    const { serve, recall } = cacheBench(VIEWS);
    const { etag, sensitive } = await serve('orders.get', '', { key: 'SO-000001' });
    const held = recall('orders.get', '', { key: 'SO-000001', ifNoneMatch: `"other", ${etag}` });
    expect(held).toMatchObject({ notModified: true, body: [], bytes: 0, etag, cache: { kind: 'hit' } });
    expect(held?.sensitive).toBeUndefined();
    const whole = recall('orders.get', '', { key: 'SO-000001', ifNoneMatch: '"other"' });
    expect(whole).toMatchObject({ notModified: false, sensitive });
    expect(sensitive).toEqual({ subject: 'orders/SO-000001', fields: 'note', records: 1 });
  });

  it('is whole for the next caller also when the first one had a copy', async () => {
    const { serve } = cacheBench(VIEWS);
    const { etag } = await serve('orders.list');
    const bench = cacheBench(VIEWS);
    expect((await bench.serve('orders.list', '', { ifNoneMatch: etag })).notModified).toBe(true);
    expect(pageOf(await bench.serve('orders.list')).data).toHaveLength(2);
  });

  it('is never shared by callers who may see different things', async () => {
    const { serve, asked } = cacheBench(VIEWS);
    await serve('orders.list', '', { permission: 'a' });
    expect((await serve('orders.list', '', { permission: 'b' })).cache?.kind).toBe('uri-miss');
    expect(asked()).toBe(2);
  });

  it.each([
    ['its resource says nothing of freshness', { catalogue: fresh(undefined) }, ''],
    ['there is no room for any', { cacheBytes: 0 }, ''],
    ['it shows a field that forbids it', { catalogue: neverCached('note') }, ''],
    ['it was filtered by one', { catalogue: neverCached('note') }, 'fields=id&note[contains]=a'],
    ['it was sorted by one', { catalogue: neverCached('total') }, 'fields=id&sort=total'],
  ])('is not kept where %s', async (_title, options, query) => {
    const { serve, asked } = cacheBench(VIEWS, options);
    await serve('orders.list', query);
    expect((await serve('orders.list', query)).cache).toMatchObject({ kind: 'bypass', stored: false, freshMs: 0 });
    expect(asked()).toBe(2);
  });

  it('is kept where a field that forbids it is not in it', async () => {
    const { serve } = cacheBench(VIEWS, { catalogue: neverCached('note') });
    expect((await serve('orders.list', 'fields=id')).cache?.stored).toBe(true);
  });
});

describe('an answer that is not fresh any more', () => {
  it('is served to everybody while the source is asked again once, as work that gives way', async () => {
    const { serve, recall, clock, asked, settled, lane } = cacheBench(VIEWS);
    await serve('orders.list');
    clock.advance(12_500);
    const served = [await serve('orders.list'), recall('orders.list'), recall('orders.list')];
    expect(served.map((answer) => answer?.cache?.ageMs)).toEqual([12_500, 12_500, 12_500]);
    await settled();
    expect(asked()).toBe(2);
    expect(lane.uses.at(-1)).toMatchObject({ bulk: true });
    expect(recall('orders.list')?.cache).toMatchObject({ kind: 'hit', ageMs: 0 });
  });

  it('is asked for first when it is too old for that', async () => {
    const { serve, recall, clock } = cacheBench(VIEWS);
    await serve('orders.list');
    clock.advance(60_001);
    expect(recall('orders.list')).toBeUndefined();
    expect((await serve('orders.list')).cache).toMatchObject({ kind: 'stale', stored: true, ageMs: 0 });
  });

  it('is asked for ahead of its end when it is hot, and only then', async () => {
    const { serve, recall, clock, asked, settled } = cacheBench(VIEWS);
    await serve('orders.list');
    clock.advance(8_500);
    for (let hit = 0; hit < 7; hit += 1) recall('orders.list');
    await settled();
    expect(asked()).toBe(1);
    for (let hit = 0; hit < 5; hit += 1) recall('orders.list');
    await settled();
    expect(asked()).toBe(2);
  });
});

describe('the same question from many at once', () => {
  it('is asked once, and everybody is told whose asking it was', async () => {
    const { serve, asked } = cacheBench(VIEWS);
    const answers = await Promise.all(Array.from({ length: 50 }, () => serve('orders.list')));
    expect(asked()).toBe(1);
    expect(answers.filter(({ cache }) => cache?.collapsed === true)).toHaveLength(49);
  });

  it('is still asked when whoever asked first has gone', async () => {
    const { serve, lane, asked, settled } = cacheBench(VIEWS);
    lane.hold();
    const gone = new AbortController();
    const first = serve('orders.list', '', { signal: gone.signal });
    const second = serve('orders.list');
    gone.abort(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    lane.letGo();
    expect(pageOf(await second).data).toHaveLength(2);
    await settled();
    expect(asked()).toBe(1);
  });

  it('is given up when nobody waits any more, and nothing is learnt from that', async () => {
    const { serve, lane, asked, settled, clock } = cacheBench(VIEWS);
    await serve('orders.list');
    clock.advance(100_000);
    lane.hold();
    const gone = new AbortController();
    const waiting = [1, 2].map(() => serve('orders.list', '', { signal: gone.signal }));
    gone.abort(new Error('gone'));
    for (const each of waiting) await expect(each).rejects.toThrow('gone');
    lane.letGo();
    await settled();
    expect(asked()).toBe(1);
    expect((await serve('orders.list')).cache).toMatchObject({ kind: 'stale', outdated: false });
  });

  it('lets each of them go at its own deadline, even when the asking never ends', async () => {
    const { serve, source, clock, settled } = cacheBench(VIEWS);
    source.read = () => new Promise<void>(() => undefined);
    const ends: string[] = [];
    const ask = (name: string): Promise<unknown> =>
      problemOf(serve('orders.list')).then(({ code }) => ends.push(`${name}: ${code}`));
    const first = ask('first');
    await settled();
    clock.advance(4_000);
    const second = ask('second');
    await settled();
    clock.advance(2_000);
    await first;
    expect(ends).toEqual(['first: source-timeout']);
    clock.advance(4_000);
    await second;
    expect(ends).toEqual(['first: source-timeout', 'second: source-timeout']);
  });

  it('fails for all of them together, and is asked anew by the next one', async () => {
    const { serve, source, asked } = cacheBench(VIEWS);
    source.fail = new SourceFault('timed-out', 'slow');
    const ends = await Promise.all([1, 2, 3].map(() => problemOf(serve('orders.list'))));
    expect(ends.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'source-timeout'));
    source.fail = undefined;
    const before = asked();
    expect((await serve('orders.list')).cache).toMatchObject({ kind: 'uri-miss', stored: true });
    expect(asked()).toBe(before + 1);
  });

  it('does not wait behind bulk work that asks the same', async () => {
    const { serve, lane, asked, settled } = cacheBench(VIEWS);
    lane.hold();
    const bulk = serve('orders.list', '', { bulk: true });
    const interactive = serve('orders.list');
    await settled();
    lane.letGo();
    expect((await interactive).cache?.collapsed).toBe(false);
    await bulk;
    expect(asked()).toBe(2);
  });
});

describe('a caller who may say what it wants of the cache', () => {
  it('gets an answer of its own for no-cache, which is kept for all', async () => {
    const { serve, recall, clock, asked } = cacheBench(VIEWS);
    await serve('orders.list');
    clock.advance(1_000);
    const own = await serve('orders.list', '', { caching: { ...NO_WISH, noCache: true } });
    expect(own.cache).toMatchObject({ kind: 'request', stored: true, ageMs: 0 });
    expect(asked()).toBe(2);
    expect(recall('orders.list')?.cache?.ageMs).toBe(0);
  });

  it('leaves nothing behind with no-store', async () => {
    const { serve, recall } = cacheBench(VIEWS);
    const own = await serve('orders.list', '', { caching: { ...NO_WISH, noStore: true } });
    expect(own.cache).toMatchObject({ kind: 'uri-miss', stored: false, freshMs: 0 });
    expect(recall('orders.list')).toBeUndefined();
  });

  it('is never given what is older than max-age, nor an old answer when asking fails', async () => {
    const { serve, clock, source } = cacheBench(VIEWS);
    await serve('orders.list');
    clock.advance(5_000);
    const within = (maxAgeMs: number) => serve('orders.list', '', { caching: { ...NO_WISH, maxAgeMs } });
    expect((await within(5_000)).cache?.kind).toBe('hit');
    expect((await within(4_000)).cache).toMatchObject({ kind: 'request', ageMs: 0 });
    clock.advance(5_000);
    source.fail = AWAY;
    expect((await problemOf(within(0))).code).toBe('source-unavailable');
  });

  it('has nobody asked with only-if-cached', async () => {
    const { serve, asked } = cacheBench(VIEWS);
    const caching = { ...NO_WISH, onlyIfCached: true };
    expect((await problemOf(serve('orders.list', '', { caching }))).code).toBe('not-in-cache');
    await serve('orders.list');
    expect((await serve('orders.list', '', { caching })).cache?.kind).toBe('hit');
    expect(asked()).toBe(1);
  });
});

describe('what does not exist', () => {
  it('is remembered for two seconds', async () => {
    const { serve, clock, asked } = cacheBench(VIEWS);
    const get = () => problemOf(serve('orders.get', '', { key: 'SO-000009' }));
    expect((await get()).code).toBe('not-found');
    clock.advance(1_999);
    expect((await get()).code).toBe('not-found');
    expect(asked()).toBe(1);
    clock.advance(1);
    await get();
    expect(asked()).toBe(2);
  });

  it('is asked for again when something of its resource was written', async () => {
    const { serve, source, cache } = cacheBench({ Orders: [] });
    const key = 'SO-000001';
    await problemOf(serve('orders.get', '', { key }));
    source.views['Orders'] = [orderRow(1)];
    cache.drop('orders');
    expect((await serve('orders.get', '', { key })).etag).toMatch(/^"/);
  });
});

describe('after a drop', () => {
  it('nobody is answered by what was asked before it', async () => {
    const { serve, lane, cache, asked } = cacheBench(VIEWS);
    lane.hold();
    const before = serve('orders.list');
    cache.drop('orders');
    const after = serve('orders.list');
    lane.letGo();
    expect((await before).cache).toMatchObject({ kind: 'uri-miss', stored: false, freshMs: 0 });
    expect((await after).cache).toMatchObject({ collapsed: false, stored: true });
    expect(asked()).toBe(2);
  });

  it('a source that is behind is asked again after a second, until it has caught up', async () => {
    const { serve, recall, source, clock, cache } = cacheBench(VIEWS);
    cache.drop('orders');
    expect((await serve('orders.list')).cache).toMatchObject({ stored: true, freshMs: 1_000 });
    clock.advance(1_001);
    expect(recall('orders.list')).toBeUndefined();
    source.views['Heartbeat'] = [{ BEATAT: '2026-11-20T12:00:05' }];
    expect((await serve('orders.list')).cache).toMatchObject({ stored: true, freshMs: FRESHNESS.freshMs });
  });
});

function neverCached(name: string) {
  return fresh(FRESHNESS, (orders) => ({
    ...orders,
    fields: orders.fields.map((field) => (field.name === name ? { ...field, neverCached: true } : field)),
  }));
}
