// Over HTTP and real TDS: what is kept is answered without the ERP, and says so; counted in the ERP's own log.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { setCachedStage } from './cached-stage.js';
import type { CachedStage, Caller } from './cached-stage.js';

let stage: CachedStage;
let caller: Caller;
beforeAll(async () => {
  stage = await setCachedStage();
  caller = await stage.caller(['orders.*', 'items.*', 'customers.*']);
}, 120_000);
afterAll(() => stage[Symbol.asyncDispose]());

const statusOf = (response: Response): string | null => response.headers.get('cache-status');

describe('an answer over HTTP', () => {
  it('is asked for once and says from then on how old it is, and how much longer it is good', async () => {
    const before = await stage.statements('Items');
    const miss = await caller.ask('/v1/items?limit=3');
    expect([miss.status, statusOf(miss)]).toEqual([200, 'banyan; fwd=uri-miss; stored']);
    const hit = await caller.ask('/v1/items?limit=3');
    expect(statusOf(hit)).toMatch(/^banyan; hit; ttl=29\d$/);
    expect(hit.headers.get('cache-control')).toBe('private, max-age=300');
    expect(Number(hit.headers.get('age'))).toBeLessThan(100);
    expect(await hit.text()).toBe(await miss.text());
    const tags = ['etag', 'banyan-as-of', 'vary', 'link', 'content-type', 'content-length', 'x-content-type-options'];
    for (const name of tags) expect([name, hit.headers.get(name)]).toEqual([name, miss.headers.get(name)]);
    expect(await stage.statements('Items')).toBe(before + 1);
  });

  it('is asked for once for two hundred callers who want it at the same time', async () => {
    const before = await stage.statements('Items');
    const answers = await Promise.all(Array.from({ length: 200 }, () => caller.ask('/v1/items?limit=5&sort=name')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(answers.filter((answer) => statusOf(answer) === 'banyan; fwd=uri-miss; stored')).toHaveLength(1);
    expect(await stage.statements('Items')).toBe(before + 1);
  });

  it('is shared by callers with the same scopes, and never by callers with others', async () => {
    const [same, other] = await Promise.all([
      stage.caller(['customers.*', 'items.*', 'orders.*']),
      stage.caller(['items.list']),
    ]);
    await caller.ask('/v1/items?limit=7');
    expect(statusOf(await same.ask('/v1/items?limit=7'))).toMatch(/^banyan; hit/);
    expect(statusOf(await other.ask('/v1/items?limit=7'))).toBe('banyan; fwd=uri-miss; stored');
    expect((await other.ask('/v1/orders?limit=7')).status).toBe(403);
  });

  it('that is stale is served and asked for again once behind it', async () => {
    const path = '/v1/orders?limit=2';
    await caller.ask(path);
    const before = await stage.statements('Orders');
    await stage.erp.fault({ on: 'request', match: 'api].[Orders', times: 1, delayMs: 5_000 });
    const isStale = (answer: Response): boolean => statusOf(answer)?.startsWith('banyan; hit; ttl=-') === true;
    const stale = await eventually('a stale answer', async () => {
      const answer = await caller.ask(path);
      return isStale(answer) && answer;
    });
    expect(Number(stale.headers.get('age'))).toBeGreaterThanOrEqual(1);
    const more = await Promise.all(Array.from({ length: 50 }, () => caller.ask(path)));
    expect(more.filter(isStale)).toHaveLength(50);
    expect(await stage.statements('Orders')).toBe(before + 1);
    await eventually('a fresh one', async () => statusOf(await caller.ask(path)) === 'banyan; hit; ttl=0');
  });

  it('goes on being asked for when the caller who asked first has gone', async () => {
    const path = '/v1/items?limit=11';
    await stage.erp.fault({ on: 'request', match: 'api].[Items', times: 1, delayMs: 500 });
    const before = await stage.statements('Items');
    const leaving = new AbortController();
    const first = caller.ask(path, { signal: leaving.signal });
    await eventually('the statement', async () => (await stage.statements('Items')) === before + 1);
    const second = caller.ask(path);
    // The second has to be waiting before the first leaves.
    await caller.ask('/v1/items?limit=12');
    leaving.abort();
    await expect(first).rejects.toThrow();
    expect(statusOf(await second)).toBe('banyan; fwd=uri-miss; collapsed');
    expect(await stage.statements('Items')).toBe(before + 2);
  });
});

describe('the Cache-Control of a request', () => {
  it('is ignored where the caller does not hold cache.bypass, even with all scopes there are', async () => {
    const mighty = await stage.caller(['*']);
    for (const one of [caller, mighty]) {
      await one.ask('/v1/items?limit=13');
      const headers = { 'cache-control': 'no-cache, no-store, max-age=0' };
      expect(statusOf(await one.ask('/v1/items?limit=13', { headers }))).toMatch(/^banyan; hit/);
    }
  });

  it('is honoured where it does', async () => {
    const special = await stage.caller(['cache.bypass', 'customers.*', 'items.*', 'orders.*']);
    const ask = (path: string, directive: string): Promise<Response> =>
      special.ask(path, { headers: { 'cache-control': directive } });
    const nothing = await ask('/v1/items?limit=14', 'only-if-cached');
    expect([nothing.status, ((await nothing.json()) as { readonly code: string }).code]).toEqual([504, 'not-in-cache']);
    expect(statusOf(await ask('/v1/items?limit=14', 'no-store'))).toBe('banyan; fwd=uri-miss');
    await caller.ask('/v1/items?limit=14');
    expect(statusOf(await ask('/v1/items?limit=14', 'only-if-cached'))).toMatch(/^banyan; hit/);
    expect(statusOf(await ask('/v1/items?limit=14', 'no-cache'))).toBe('banyan; fwd=request; stored');
    expect(statusOf(await ask('/v1/items?limit=14', 'max-age=300'))).toMatch(/^banyan; hit/);
  });
});

describe('what does not exist', () => {
  it('is asked for once by many who come after one another', async () => {
    const before = await stage.statements('Items');
    for (let index = 0; index < 5; index += 1) expect((await caller.ask('/v1/items/NO-SUCH')).status).toBe(404);
    expect(await stage.statements('Items')).toBeLessThanOrEqual(before + 2);
  });
});
