// Writing over HTTP: what callers send and read, from the first 202 to the end of a command, and what they are refused.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PublicApp } from '../../src/api/http-server.js';
import { writeApp } from '../support/write/write-app.js';
import { WriteBench } from '../support/write/write-bench.js';

const SCOPES: Readonly<Record<string, readonly string[]>> = {
  shop: ['orders.*', 'customers.amend'],
  crm: ['orders.list'],
};

let bench: WriteBench;
let app: PublicApp;
let url: string;
beforeEach(async () => {
  bench = new WriteBench();
  await bench.start();
  app = await writeApp({ catalogue: bench.catalogue, writer: bench.path }, (client) => SCOPES[client]);
  url = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterEach(() => app.close(1000));

const ORDER = { customerId: 'C10001', currency: 'DKK', lines: [{ itemId: 'B-6204', quantity: '2' }] };

interface Sent {
  readonly bearer?: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function send(path: string, { bearer = 'shop', method = 'POST', body, headers = {} }: Sent = {}): Promise<Response> {
  const content = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${bearer}`, ...content, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

const order = (key: string, headers: Readonly<Record<string, string>> = {}, body: unknown = ORDER): Promise<Response> =>
  send('/v1/orders', { body, headers: { 'idempotency-key': key, ...headers } });

describe('a write', () => {
  it('is answered 202 with its command, which can be followed to its end', async () => {
    const response = await order('k-1');
    const command = (await response.json()) as { id: string; status: string; notice: string };
    expect([response.status, command.status]).toEqual([202, 'accepted']);
    expect(command.notice).toContain('not yet applied');
    expect(response.headers.get('location')).toBe(`/v1/commands/${command.id}`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    await bench.settle();
    const followed = await send(`/v1/commands/${command.id}`, { method: 'GET' });
    expect(await followed.json()).toMatchObject({
      status: 'succeeded',
      result: { id: 'SO-100000' },
      history: [{ status: 'accepted' }, { status: 'delivering' }, { status: 'succeeded' }],
    });
  });

  it('with Prefer: wait is answered 201 with the address of what it made', async () => {
    const response = await order('k-1', { prefer: 'wait=10' });
    const command = (await response.json()) as { id: string; status: string };
    expect([response.status, command.status]).toEqual([201, 'succeeded']);
    expect(response.headers.get('location')).toBe('/v1/orders/SO-100000');
    expect(response.headers.get('content-location')).toBe(`/v1/commands/${command.id}`);
    expect(response.headers.get('preference-applied')).toBe('wait=10');
  });

  it('that the ERP refuses while the caller waits is a 422 with reason and command', async () => {
    bench.script = () => Promise.resolve({ kind: 'refused', errorNumber: 50010, message: 'internal words' });
    const response = await order('k-1', { prefer: 'respond-async, wait="5"' });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(JSON.parse(text)).toMatchObject({
      code: 'refused-by-erp',
      reason: 'customer-on-hold',
      commandId: expect.any(String),
    });
    expect(text).not.toContain('internal words');
  });

  it('that is refused while nobody waits is told in its command', async () => {
    bench.script = () => Promise.resolve({ kind: 'refused', errorNumber: 50010, message: 'internal words' });
    const { id } = (await (await order('k-1')).json()) as { id: string };
    await bench.settle();
    const text = await (await send(`/v1/commands/${id}`, { method: 'GET' })).text();
    expect(JSON.parse(text)).toMatchObject({ status: 'refused', refusal: { reason: 'customer-on-hold' } });
    expect(text).not.toContain('internal words');
  });

  it('sent again is the same command, marked as a replay', async () => {
    const first = (await (await order('k-1')).json()) as { id: string };
    await bench.settle();
    const again = await order('k-1');
    expect([again.status, again.headers.get('idempotent-replay')]).toEqual([202, 'true']);
    expect(await again.json()).toMatchObject({ id: first.id, status: 'succeeded' });
    const waited = await order('k-1', { prefer: 'wait=1' });
    expect([waited.status, waited.headers.get('idempotent-replay')]).toEqual([201, 'true']);
    expect(bench.orders).toHaveLength(1);
  });

  it.each<[string, () => Promise<Response>, number, string]>([
    ['without a key', () => send('/v1/orders', { body: ORDER }), 400, 'invalid-request'],
    ['with unknown members', () => order('k', {}, { ...ORDER, vip: true }), 400, 'invalid-request'],
    [
      'with a query',
      () => send('/v1/orders?x=1', { body: ORDER, headers: { 'idempotency-key': 'k' } }),
      400,
      'invalid-request',
    ],
    ['with another content type', () => order('k', { 'content-type': 'text/xml' }), 415, 'unsupported-media-type'],
    [
      'without the scope',
      () => send('/v1/orders', { bearer: 'crm', body: ORDER, headers: { 'idempotency-key': 'k' } }),
      403,
      'insufficient-scope',
    ],
    ['without a token', () => send('/v1/orders', { bearer: 'nobody', body: ORDER }), 401, 'unauthenticated'],
    [
      'with a body beyond the limit',
      () => order('k', {}, { ...ORDER, note: 'x'.repeat(3000) }),
      413,
      'content-too-large',
    ],
    ['with words the ERP cannot store', () => order('k', {}, { ...ORDER, note: '\u4f60' }), 422, 'value-does-not-fit'],
    [
      'with the method of something else',
      () => send('/v1/orders', { method: 'PUT', body: ORDER }),
      405,
      'method-not-allowed',
    ],
  ])('%s is refused', async (_name, ask, status, code) => {
    const response = await ask();
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
    expect(await bench.ledger.list({ limit: 10 })).toEqual([]);
  });
});

describe('a change', () => {
  const patch = (type: string, key = 'C10001'): Promise<Response> =>
    send(`/v1/customers/${key}`, {
      method: 'PATCH',
      body: { creditLimit: '50000' },
      headers: { 'idempotency-key': 'k-1', 'content-type': type },
    });

  it('is a JSON merge patch', async () => {
    bench.script = () =>
      Promise.resolve({ kind: 'answered', returnStatus: 0, outputs: new Map([['OldLim', '100.0000']]) });
    const response = await patch('application/merge-patch+json');
    expect([response.status, await response.json()]).toMatchObject([
      202,
      { key: 'C10001', operation: 'customers.amend' },
    ]);
  });

  it('of another content type is refused with the one it takes', async () => {
    const response = await patch('application/json');
    expect([response.status, response.headers.get('accept-patch')]).toEqual([415, 'application/merge-patch+json']);
  });

  it('of a key that no record can have finds nothing', async () => {
    expect((await patch('application/merge-patch+json', 'C'.repeat(40))).status).toBe(404);
  });
});

describe('an action', () => {
  it('needs no body', async () => {
    const response = await send('/v1/orders/SO-1/release', { headers: { 'idempotency-key': 'k-1' } });
    expect([response.status, await response.json()]).toMatchObject([202, { operation: 'orders.release', key: 'SO-1' }]);
  });
});

describe('commands', () => {
  it('are listed to their client only, page by page, by status', async () => {
    for (const key of ['a', 'b', 'c']) {
      await order(key);
      await bench.settle();
      bench.clock.advance(2);
    }
    const page = await send('/v1/commands?status=succeeded&limit=2', { method: 'GET' });
    const first = (await page.json()) as { data: { id: string }[]; page: { next: string } };
    expect(first.data).toHaveLength(2);
    expect(page.headers.get('link')).toContain(`after=${first.page.next}`);
    const rest = await send(`/v1/commands?status=succeeded&limit=2&after=${first.page.next}`, { method: 'GET' });
    expect(await rest.json()).toMatchObject({ data: [{ status: 'succeeded' }], page: { next: null } });
    expect(await (await send('/v1/commands', { method: 'GET', bearer: 'crm' })).json()).toMatchObject({ data: [] });
  });

  it('of another client are answered like those that do not exist', async () => {
    const { id } = (await (await order('k-1')).json()) as { id: string };
    const asked = [`/v1/commands/${id}`, '/v1/commands/01JD5Y6Q7R8S9T0V1W2X3Y4Z5A', '/v1/commands/x'];
    const answers = await Promise.all(asked.map((path) => send(path, { method: 'GET', bearer: 'crm' })));
    const bodies = await Promise.all(answers.map((answer) => answer.json() as Promise<Record<string, unknown>>));
    for (const body of bodies) {
      delete body['correlationId'];
      delete body['instance'];
    }
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]).toEqual(bodies[2]);
  });

  it('can be cancelled while nothing was sent, and not afterwards', async () => {
    bench.script = () => new Promise(() => undefined);
    await order('k-1');
    await bench.settle();
    bench.clock.advance(2);
    const { id, waitingFor } = (await (await order('k-2')).json()) as { id: string; waitingFor: string };
    const cancelled = await send(`/v1/commands/${id}/cancel`);
    expect([cancelled.status, await cancelled.json()]).toMatchObject([200, { status: 'cancelled' }]);
    const late = await send(`/v1/commands/${waitingFor}/cancel`);
    expect([late.status, await late.json()]).toMatchObject([409, { code: 'conflict' }]);
  });

  it('are asked for with the parameters there are', async () => {
    const response = await send('/v1/commands?state=x&limit=0&after=1', { method: 'GET' });
    const { errors } = (await response.json()) as { errors: { parameter: string }[] };
    expect([response.status, errors.map(({ parameter }) => parameter).sort()]).toEqual([
      400,
      ['after', 'limit', 'state'],
    ]);
  });
});
