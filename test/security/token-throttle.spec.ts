// Guards the limits on failed attempts at the token endpoint, and that they harm nobody honest.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeSecret } from '../../src/credentials/secret.js';
import { startTokenGateway } from './token-gateway.js';
import type { TokenGateway } from './token-gateway.js';

let gateway: TokenGateway;

function ask(id: string, secret: string, remoteAddress: string) {
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
  return gateway.app.inject({
    method: 'POST',
    url: '/oauth/token',
    remoteAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
}

const wrong = (id: string, remoteAddress: string) => ask(id, makeSecret().text, remoteAddress);

describe('failed attempts', () => {
  const statuses = async (asked: readonly (readonly [string, string])[]): Promise<number[]> => {
    const answers: number[] = [];
    for (const [id, address] of asked) answers.push((await wrong(id, address)).statusCode);
    return answers;
  };
  beforeEach(async () => {
    gateway = await startTokenGateway({ perClient: 3, perAddress: 5 });
  });
  afterEach(async () => {
    await gateway.app.close();
    await gateway.server.close();
  });

  it('in the name of one client are limited over all addresses, known client or not', async () => {
    for (const id of ['web-shop', 'nobody']) {
      const asked = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'].map((address) => [id, address] as const);
      expect(await statuses(asked)).toEqual([401, 401, 401, 429]);
    }
  });

  it('from one address are limited over all clients', async () => {
    const asked = Array.from({ length: 6 }, (_, index) => [`client-${index}`, '10.0.0.1'] as const);

    expect(await statuses(asked)).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await wrong('client-9', '10.0.0.2')).statusCode).toBe(401);
  });

  it('from one IPv6 network count as one address', async () => {
    const asked = Array.from({ length: 6 }, (_, index) => [`client-${index}`, `2001:db8:1:2:${index}::1`] as const);

    expect((await statuses(asked)).at(-1)).toBe(429);
    expect((await wrong('client-9', '2001:db8:1:3::1')).statusCode).toBe(401);
  });

  it('are answered with a problem that says how long to wait', async () => {
    await statuses(Array.from({ length: 3 }, () => ['web-shop', '10.0.0.1'] as const));
    const answer = await wrong('web-shop', '10.0.0.1');

    expect(answer.json()).toMatchObject({ code: 'too-many-requests', status: 429 });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('never lock out a client that has the right secret', async () => {
    await statuses(Array.from({ length: 20 }, () => ['web-shop', '127.0.0.1'] as const));

    expect((await wrong('web-shop', '127.0.0.1')).statusCode).toBe(429);
    expect((await ask('web-shop', gateway.secret, '127.0.0.1')).statusCode).toBe(200);
  });
});
