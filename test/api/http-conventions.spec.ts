// What every operation's route does before and after the read path, whatever the resource.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Problem } from '../../src/problems/problem.js';
import { answerOf, LIMITS, startGateway } from './public-app.js';
import type { TestGateway } from './public-app.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(async () => gateway[Symbol.asyncDispose]());
beforeEach(() => {
  gateway.observed.length = 0;
  gateway.requests.length = 0;
  gateway.serve = async () => answerOf({ data: [] });
});

interface Body {
  readonly code: string;
  readonly status: number;
  readonly correlationId: string;
}

type Init = RequestInit & { readonly bearer?: string | null };

async function problemOf(response: Response): Promise<Body> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const body = (await response.json()) as Body;
  expect(body.status).toBe(response.status);
  expect(response.headers.get('x-correlation-id')).toBe(body.correlationId);
  return body;
}

describe('an answer', () => {
  it('carries validator, freshness, cache rules, length and the link to the next page', async () => {
    const more = { asOf: '2026-11-20T11:59:00Z', next: 'limit=1&after=abc' };
    gateway.serve = async () => answerOf({ data: [1] }, more);
    const response = await gateway.fetch('/v1/orders?limit=1');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'content-length': '12',
      etag: 'W/"e1"',
      'cache-control': 'private, no-cache',
      vary: 'Authorization, Accept',
      'banyan-as-of': '2026-11-20T11:59:00Z',
      link: '</v1/orders?limit=1&after=abc>; rel="next"',
      'x-content-type-options': 'nosniff',
    });
    expect(await response.json()).toEqual({ data: [1] });
  });

  it('of many pieces arrives whole and in order', async () => {
    const data = Array.from({ length: 20_000 }, (_, n) => `row ${n}`);
    gateway.serve = async () => answerOf({ data }, {}, 97);
    const response = await gateway.fetch('/v1/orders');
    expect(await response.json()).toEqual({ data });
  });

  it('is 304 without a body, with the headers a cache needs, when the validator holds', async () => {
    gateway.serve = async ({ ifNoneMatch }) => {
      expect(ifNoneMatch).toBe('W/"e1"');
      return { notModified: true, body: [], bytes: 0, etag: 'W/"e1"', asOf: '2026-11-20T11:59:00Z' };
    };
    const response = await gateway.fetch('/v1/orders', { headers: { 'if-none-match': 'W/"e1"' } });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      etag: 'W/"e1"',
      'cache-control': 'private, no-cache',
      vary: 'Authorization, Accept',
      'banyan-as-of': '2026-11-20T11:59:00Z',
    });
    expect(response.headers.get('content-length')).toBeNull();
  });

  it.each([1, 5])('to HEAD has the headers of GET and no body (%i pieces)', async (pieces) => {
    gateway.serve = async () => answerOf({ data: [1, 2, 3] }, {}, pieces);
    const get = await gateway.fetch('/v1/orders');
    const head = await gateway.fetch('/v1/orders', { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
    for (const name of ['content-length', 'content-type', 'etag', 'vary', 'cache-control']) {
      expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)]);
    }
  });
});

describe('a request', () => {
  it('reaches the read path with its raw query, its key decoded once, and its correlation id', async () => {
    const query = 'status[in]=open&status%5Bin%5D=a%20b&__proto__=x&&=&%zz=%ff';
    await gateway.fetch(`/v1/orders?${query}`, { headers: { 'x-correlation-id': 'web-1' } });
    await gateway.fetch('/v1/orders/SO%2F1%252F%C3%A6%20~');
    const caller = { bulk: false, permission: expect.stringMatching(/^[\w-]{43}$/) as unknown };
    expect(gateway.requests.map(({ signal, ...request }) => [request, signal.aborted])).toEqual([
      [{ ...caller, version: 'v1', operation: 'orders.list', query, correlationId: 'web-1' }, false],
      [
        {
          ...caller,
          version: 'v1',
          operation: 'orders.get',
          key: 'SO/1%2Fæ ~',
          query: '',
          correlationId: expect.any(String),
        },
        false,
      ],
    ]);
  });

  it('with a correlation id that is not safe to echo gets another one', async () => {
    const response = await gateway.fetch('/v1/orders', { headers: { 'x-correlation-id': 'a b{c}' } });
    expect(response.headers.get('x-correlation-id')).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
  });

  it('whose caller has gone ends the work and is told as aborted', async () => {
    const started = Promise.withResolvers<AbortSignal>();
    gateway.serve = ({ signal }) => {
      started.resolve(signal);
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    };
    const hangUp = new AbortController();
    const answer = gateway.fetch('/v1/orders', { signal: hangUp.signal });
    const signal = await started.promise;
    hangUp.abort();
    await expect(answer).rejects.toThrow();
    while (gateway.observed.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(signal.aborted).toBe(true);
    expect(gateway.observed).toMatchObject([{ kind: 'request-completed', outcome: 'aborted' }]);
  });

  it.each([
    ['application/json', 200],
    ['*/*', 200],
    ['application/*;q=0.1', 200],
    ['text/html, application/json;q=0.5', 200],
    ['application/json;charset=utf-8', 200],
    ['text/html', 406],
    ['application/json;q=0', 406],
    ['*/*, application/json;q=0', 406],
    ['application/*;q=0, */*;q=1', 406],
    ['application/problem+json', 406],
  ])('that accepts %s gets %i', async (accept, status) => {
    const response = await gateway.fetch('/v1/orders', { headers: { accept } });
    expect(response.status).toBe(status);
    if (status === 406) expect(await problemOf(response)).toMatchObject({ code: 'not-acceptable' });
  });

  it('ignores the content type of a GET without content', async () => {
    const response = await gateway.fetch('/v1/orders', { headers: { 'content-type': 'application/xml' } });
    expect(response.status).toBe(200);
  });
});

describe('a refusal', () => {
  const longPath = `/v1/orders?x=${'a'.repeat(LIMITS.urlBytes)}`;
  const manyHeaders = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`x-${n}`, 'a']));

  it.each<[string, string, Init, readonly [number, string]]>([
    ['an unknown path', '/v1/nothing', {}, [404, 'not-found']],
    ['an unknown version', '/v9/orders', {}, [404, 'not-found']],
    ['a path in other letters', '/v1/Orders', {}, [404, 'not-found']],
    ['a trailing slash', '/v1/orders/', {}, [404, 'not-found']],
    ['a doubled slash', '/v1//orders', {}, [404, 'not-found']],
    ['an unknown path and method', '/v1/nothing', { method: 'DELETE' }, [404, 'not-found']],
    ['a key that is not percent-encoded UTF-8', '/v1/orders/%ff', {}, [400, 'invalid-request']],
    ['a broken percent-encoding', '/v1/orders/%2', {}, [400, 'invalid-request']],
    [
      'POST',
      '/v1/orders',
      { method: 'POST', body: '<x/>', headers: { 'content-type': 'text/xml' } },
      [405, 'method-not-allowed'],
    ],
    ['DELETE of one', '/v1/orders/1', { method: 'DELETE' }, [405, 'method-not-allowed']],
    ['a method with no token', '/v1/orders', { method: 'PUT', bearer: null }, [405, 'method-not-allowed']],
    ['WebDAV', '/v1/orders', { method: 'PROPFIND' }, [405, 'method-not-allowed']],
    ['an address that is too long', longPath, {}, [414, 'uri-too-long']],
    ['too many header fields', '/v1/orders', { headers: manyHeaders }, [431, 'headers-too-large']],
    [
      'a header field that is too long',
      '/v1/orders',
      { headers: { 'x-a': 'a'.repeat(4100) } },
      [431, 'headers-too-large'],
    ],
    ['no token', '/v1/orders', { bearer: null }, [401, 'unauthenticated']],
    ['a wrong token', '/v1/orders', { bearer: 'other' }, [401, 'unauthenticated']],
    ['a missing scope', '/v1/stock-levels/1', {}, [403, 'insufficient-scope']],
  ])('of %s is a problem', async (_what, path, init, [status, code]) => {
    const response = await gateway.fetch(path, init);
    expect(response.status).toBe(status);
    expect(await problemOf(response)).toMatchObject({ code });
    expect(gateway.requests).toEqual([]);
    if (status === 405) expect(response.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    if (status === 401 || status === 403) expect(response.headers.get('www-authenticate')).toMatch(/^Bearer /);
  });

  it('tells one request-completed per request, with the problem code', async () => {
    await gateway.fetch('/v1/nothing');
    await gateway.fetch('/v1/orders/%ff');
    await gateway.fetch('/v1/orders', { method: 'POST' });
    expect(gateway.observed.map((it) => it.kind === 'request-completed' && it.outcome)).toEqual([
      'not-found',
      'invalid-request',
      'method-not-allowed',
    ]);
  });

  it('of the read path keeps its code, its faults, its headers and its Retry-After', async () => {
    const errors = [
      { parameter: 'limit', detail: 'Expected a whole number from 1 to 200.' },
      { parameter: 'sort', detail: 'Expected id.' },
    ];
    gateway.serve = () => Promise.reject(new Problem('invalid-request', { detail: 'Two faults.', errors }));
    expect(await problemOf(await gateway.fetch('/v1/orders?limit=x'))).toEqual({
      type: 'urn:problem-type:banyan:invalid-request',
      title: 'The request is not valid',
      status: 400,
      detail: 'Two faults.',
      instance: '/v1/orders',
      code: 'invalid-request',
      correlationId: expect.any(String),
      errors,
    });
    gateway.serve = () => Promise.reject(new Problem('lane-full', { retryAfterSeconds: 2 }));
    const busy = await gateway.fetch('/v1/orders');
    expect(await problemOf(busy)).toMatchObject({ code: 'lane-full', status: 503 });
    expect(busy.headers.get('retry-after')).toBe('2');
  });

  it('of an unforeseen error shows nothing of it to the caller and everything to the observer', async () => {
    const error = Object.assign(new Error('SELECT hunter2 FROM x at erp-01'), { statusCode: 418, code: 'EWHATEVER' });
    gateway.serve = () => Promise.reject(error);
    const response = await gateway.fetch('/v1/orders');
    const text = JSON.stringify(await problemOf(response)) + JSON.stringify(Object.fromEntries(response.headers));
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/hunter2|erp-01|EWHATEVER|:418|stack/);
    expect(gateway.observed).toMatchObject([
      { kind: 'request-failed', code: 'internal-error', operation: 'orders.list', error },
      { kind: 'request-completed', outcome: 'internal-error', status: 500 },
    ]);
  });
});

describe('OPTIONS', () => {
  it.each(['/v1/orders', '/v1/orders/1', '/v1/openapi.json', '/health/live'])(
    'of %s lists the methods',
    async (path) => {
      const response = await gateway.fetch(path, { method: 'OPTIONS', bearer: null });
      expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
      expect(await response.text()).toBe('');
    },
  );
});
