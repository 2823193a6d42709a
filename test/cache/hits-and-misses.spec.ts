// Every guarantee holds for what is answered at once as for what had to be asked for: a hit is not a way around a check.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Observation } from '../../src/observability/observation.js';
import { eventually } from '../support/running/eventually.js';
import { scrape } from '../support/running/metrics-page.js';
import { setCachedStage } from './cached-stage.js';
import type { CachedStage, Caller } from './cached-stage.js';

type Completed = Extract<Observation, { readonly kind: 'request-completed' }>;

let stage: CachedStage;
beforeAll(async () => {
  stage = await setCachedStage();
}, 120_000);
afterAll(() => stage[Symbol.asyncDispose]());

/** Different for each, so that nothing is kept of it yet. */
let limits = 0;
const coldPath = (): string => `/v1/customers?limit=${(limits += 1)}`;

/** A caller and an address that is kept for it. */
async function warm(scopes: readonly string[] = ['customers.*'], plan?: string): Promise<readonly [Caller, string]> {
  const caller = await stage.caller(scopes, plan);
  const path = coldPath();
  const answer = await caller.ask(path);
  expect([answer.status, answer.headers.get('cache-status')]).toEqual([200, 'banyan; fwd=uri-miss; stored']);
  return [caller, path];
}

const isHit = (answer: Response): boolean => answer.headers.get('cache-status')?.startsWith('banyan; hit') === true;

describe('a kept answer is not given', () => {
  it('to a client that was revoked, nor for a secret that is wrong', async () => {
    const [caller, path] = await warm();
    expect((await caller.ask(path, { bearer: 'byk_wrong' })).status).toBe(401);
    expect(isHit(await caller.ask(path))).toBe(true);
    await stage.gateway.clients.change(caller.id, { revokedAt: new Date().toISOString() });
    expect((await caller.ask(path)).status).toBe(401);
  });

  it('to a client that has lost the scope', async () => {
    const [caller, path] = await warm();
    await stage.gateway.clients.change(caller.id, { scopes: ['items.list'] });
    expect((await caller.ask(path)).status).toBe(403);
  });

  it('from a network that the client may not call from', async () => {
    const [caller, path] = await warm();
    await stage.gateway.clients.change(caller.id, { networks: ['10.0.0.0/8'] });
    expect((await caller.ask(path)).status).toBe(401);
  });

  it('beyond the plan of the client, against which it counts like any other', async () => {
    const [caller, path] = await warm(['customers.*'], 'tiny');
    const answers = [await caller.ask(path), await caller.ask(path), await caller.ask(path)];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers.map(isHit)).toEqual([true, true, false]);
    for (const { headers } of answers) expect(headers.get('ratelimit-policy')).toMatch(/^"tiny"/);
  });

  it.each([
    ['that cannot take it', { headers: { accept: 'text/html' } }, 406],
    ['with another method', { method: 'DELETE' }, 405],
    ['with an expectation nobody can meet', { headers: { expect: 'the-unexpected' } }, 417],
  ])('to a request %s', async (_title, init, status) => {
    const [caller, path] = await warm();
    const answer = await caller.ask(path, init).catch(() => undefined);
    // Some clients refuse to send an Expect field.
    if (answer !== undefined) expect(answer.status).toBe(status);
  });

  it('where the query is refused', async () => {
    const [caller, path] = await warm();
    expect((await caller.ask(`${path}&bad=1`)).status).toBe(400);
  });
});

describe('a kept answer', () => {
  it('is answered to HEAD with the same fields and no body, and the other way round', async () => {
    const caller = await stage.caller(['customers.*']);
    const path = coldPath();
    const asked = await caller.ask(path, { method: 'HEAD' });
    const [get, head] = [await caller.ask(path), await caller.ask(path, { method: 'HEAD' })];
    expect([asked.headers.get('cache-status'), isHit(get), isHit(head)]).toEqual([
      'banyan; fwd=uri-miss; stored',
      true,
      true,
    ]);
    expect([await asked.text(), await head.text()]).toEqual(['', '']);
    expect((await get.text()).length).toBeGreaterThan(0);
    for (const name of ['content-type', 'content-length', 'etag', 'vary', 'cache-control', 'link']) {
      expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)]);
      expect([name, asked.headers.get(name)]).toEqual([name, get.headers.get(name)]);
    }
  });

  it('is compared with the tags of the caller', async () => {
    const [caller, path] = await warm();
    const etag = (await caller.ask(path)).headers.get('etag') ?? '';
    const held = await caller.ask(path, { headers: { 'if-none-match': `"other", ${etag}` } });
    expect([held.status, await held.text(), held.headers.get('etag'), isHit(held)]).toEqual([304, '', etag, true]);
    expect(held.headers.get('content-length')).toBeNull();
    expect((await caller.ask(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('carries the correlation id of each request, and each has one line in the log', async () => {
    const [caller, path] = await warm();
    const answer = await caller.ask(path, { headers: { 'x-correlation-id': 'of-a-hit' } });
    expect(answer.headers.get('x-correlation-id')).toBe('of-a-hit');
    const length = Number(answer.headers.get('content-length'));
    const lines = await eventually('its line', () => {
      const found = stage.gateway.logLines().filter((line) => line['correlationId'] === 'of-a-hit');
      return found.length > 0 && found;
    });
    expect(lines).toEqual([
      expect.objectContaining({
        message: 'request',
        ...{ operation: 'customers.list', version: 'v1', method: 'GET', status: 200, outcome: 'ok' },
        ...{ clientId: caller.id, bytes: length, cache: 'hit' },
      }),
    ]);
  });

  it('is counted once, like one that had to be asked for', async () => {
    const [caller, path] = await warm();
    const labels = { operation: 'customers.list', outcome: 'ok' };
    const before = await scrape(stage.gateway.adminAddress);
    await caller.ask(path);
    await caller.ask(coldPath());
    const after = await eventually('both to be counted', async () => {
      const page = await scrape(stage.gateway.adminAddress);
      const more = page.sum('banyan_requests_total', labels) - before.sum('banyan_requests_total', labels);
      return more >= 2 && page;
    });
    const grown = (name: string, more: Readonly<Record<string, string>>): number =>
      after.sum(name, more) - before.sum(name, more);
    expect(grown('banyan_requests_total', labels)).toBe(2);
    expect(grown('banyan_cache_uses_total', { operation: 'customers.list', use: 'hit' })).toBe(1);
    expect(grown('banyan_cache_uses_total', { operation: 'customers.list', use: 'miss' })).toBe(1);
    expect(after.sum('banyan_cache_entries')).toBeGreaterThan(0);
    expect(after.sum('banyan_cache_bytes')).toBeLessThanOrEqual(after.sum('banyan_cache_max_bytes'));
  });

  it('with sensitive fields is told of to the audit trail each time it is given', async () => {
    const caller = await stage.caller(['customers.*']);
    const answers = [1, 2, 3].map(() => caller.ask('/v1/customers/C10001'));
    for (const { status } of await Promise.all(answers)) expect(status).toBe(200);
    expect(isHit(await caller.ask('/v1/customers/C10001'))).toBe(true);
    expect((await caller.ask('/v1/customers/C10001', { method: 'HEAD' })).status).toBe(200);
    const told = await eventually('the trail', async () => {
      const reads = await readsTold(caller.id);
      return reads >= 5 && reads;
    });
    expect(told).toBe(5);
  });
});

describe('every request to a kept answer', () => {
  it('is observed exactly once', async () => {
    const [caller, path] = await warm();
    const ids = Array.from({ length: 20 }, (_, index) => `once-${index}`);
    await Promise.all(ids.map((id) => caller.ask(path, { headers: { 'x-correlation-id': id } })));
    const seen = await eventually('all of them', () => {
      const found = stage.gateway.observations.filter(
        (it): it is Completed => it.kind === 'request-completed' && it.correlationId.startsWith('once-'),
      );
      return found.length >= ids.length && found;
    });
    expect(seen.map(({ correlationId }) => correlationId).sort()).toEqual([...ids].sort());
  });
});

/** How many reads of a client the audit trail tells of. */
async function readsTold(client: string): Promise<number> {
  const secret = readFileSync(join(stage.gateway.folder, 'data', 'first-administrator.secret'), 'utf8').trim();
  const address = `${stage.gateway.adminAddress}/admin/v1/audit?action=read.sensitive&actor=client:${client}&limit=100`;
  const answer = await fetch(address, { headers: { authorization: `Bearer ${secret}` } });
  const { data } = (await answer.json()) as {
    readonly data: readonly { readonly detail: { readonly reads: number } }[];
  };
  return data.reduce((sum, { detail }) => sum + detail.reads, 0);
}
