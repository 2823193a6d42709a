// Guards the correlation id: kept when it is harmless, replaced and never repeated when it is not.
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startGuarded } from './guarded-gateway.js';
import type { GuardedGateway } from './guarded-gateway.js';

const HARMLESS = /^[A-Za-z0-9._-]{1,64}$/;

let gateway: GuardedGateway;
beforeAll(async () => {
  gateway = await startGuarded();
  await gateway.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => gateway.server.close());

async function echo(id: string): Promise<string> {
  const answer = await gateway.server.inject({ url: '/open', headers: { 'x-correlation-id': id } });
  return String(answer.headers['x-correlation-id']);
}

describe('the correlation id', () => {
  it('is made when the caller sends none, and differs from request to request', async () => {
    const ids = await Promise.all(Array.from({ length: 50 }, () => gateway.server.inject('/open')));
    const made = ids.map(({ headers }) => String(headers['x-correlation-id']));

    expect(new Set(made).size).toBe(50);
    for (const id of made) expect(id).toMatch(HARMLESS);
  });

  it.each(['a', 'Order-4711.retry_2', 'x'.repeat(64)])('is kept when it is harmless: %s', async (id) => {
    expect(await echo(id)).toBe(id);
  });

  it.each([
    ['line breaks', 'abc\r\nSet-Cookie: x=1'],
    ['ANSI escapes', '\u001b[2Jabc'],
    ['a log line of its own', '{"level":60,"msg":"fake"}'],
    ['a megabyte', 'x'.repeat(1_000_000)],
    ['65 characters', 'x'.repeat(65)],
    ['nothing', ''],
    ['letters outside ASCII', 'zażółć'],
    ['a list', 'a, b'],
  ])('is replaced when it holds %s', async (_, id) => {
    const answered = await echo(id);

    expect(answered).toMatch(HARMLESS);
    expect(answered).not.toBe(id);
    expect(JSON.stringify(gateway.observations)).not.toMatch(/Set-Cookie|fake|u001b|x{65}/);
  });

  it('is harmless whatever is sent', async () => {
    const anything = fc.string({ unit: 'binary', maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(anything, async (id) => {
        const answered = await echo(id);
        expect(answered).toMatch(HARMLESS);
        if (HARMLESS.test(id)) expect(answered).toBe(id);
      }),
      { seed: 45, numRuns: 300 },
    );
  });

  it('is one of ours when two are sent', async () => {
    const { port } = gateway.server.server.address() as AddressInfo;
    const text = await exchange(port, ['X-Correlation-Id: first', 'X-Correlation-Id: second']);

    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(/x-correlation-id: ([^\r]*)/i.exec(text)?.[1]).toMatch(HARMLESS);
    expect(text).not.toMatch(/first|second/);
  });
});

describe('two Authorization headers', () => {
  it('are refused, because proxies differ in which one counts', async () => {
    const { port } = gateway.server.server.address() as AddressInfo;
    const secret = `Authorization: Bearer ${gateway.secret}`;

    expect(await exchange(port, [secret], '/v1/orders')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exchange(port, [secret, secret], '/v1/orders')).toMatch(/^HTTP\/1\.1 401 /);
    expect(await exchange(port, [secret, 'AUTHORIZATION: Basic eDp5'], '/v1/orders')).toMatch(/^HTTP\/1\.1 401 /);
  });
});

/** A raw exchange, because HTTP clients join or refuse repeated headers. */
function exchange(port: number, headers: readonly string[], url = '/open'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('close', () => resolve(text)).on('error', reject);
    socket.end([`GET ${url} HTTP/1.1`, 'Host: x', 'Connection: close', ...headers, '', ''].join('\r\n'));
  });
}
