// The public listener starts, says how it is, speaks TLS, logs one record per request, and stops without cutting
// anybody off.
import { connect } from 'node:net';
import { get } from 'node:https';
import { describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import { systemClock } from '../../src/kernel/clock.js';
import { createLog } from '../../src/observability/log/log.js';
import { answerOf, startGateway } from './public-app.js';

describe('public health', () => {
  it('is one word, to anybody', async () => {
    await using gateway = await startGateway();
    for (const path of ['/health/live', '/health/ready']) {
      const response = await gateway.fetch(path, { bearer: null });
      expect([response.status, await response.text()]).toEqual([200, '{"status":"ok"}']);
    }
  });

  it('gives no reason when no source is available', async () => {
    await using gateway = await startGateway();
    gateway.sources.set('replica', { kind: 'unavailable', advice: 'Login failed for reader at erp-01.' });
    const response = await gateway.fetch('/health/ready', { bearer: null });
    expect([response.status, await response.text()]).toEqual([503, '{"status":"error"}']);
    expect((await gateway.fetch('/health/live', { bearer: null })).status).toBe(200);
  });
});

describe('the log of the listener', () => {
  it('has exactly one JSON record per request, whatever the request', async () => {
    const lines: string[] = [];
    const log = createLog({ destination: { write: (text) => lines.push(text) }, level: 'info', clock: systemClock });
    await using gateway = await startGateway({ observe: log });
    const noise = { 'user-agent': 'x\t{"level":"fatal"}', 'x-correlation-id': 'a","level":"fatal' };
    await gateway.fetch('/v1/orders?note[contains]=%0A%1B[31mhunter2', { headers: noise });
    await gateway.fetch('/v1/orders/%0d%0a%7B%22level%22%3A%22fatal%22%7D');
    await gateway.fetch('/v1/hunter2');
    await gateway.raw('hunter2\r\n\r\n');
    const records = lines.map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(records.map(({ message, operation, outcome }) => [message, operation, outcome])).toEqual([
      ['request', 'orders.list', 'ok'],
      ['request', 'orders.get', 'ok'],
      ['request', 'unknown', 'not-found'],
      ['request', 'unknown', 'invalid-request'],
    ]);
    expect(lines.join('')).not.toMatch(/hunter2|good-token|fatal/);
  });
});

describe('HTTPS', () => {
  it('is spoken when a certificate is given, with strict transport security', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048 });
    await using gateway = await startGateway({ tls: { cert, key } });
    expect(gateway.url).toMatch(/^https:/);
    const answer = await new Promise<readonly [number | undefined, string | undefined]>((resolve, reject) => {
      get(
        `${gateway.url}/health/live`,
        { ca: cert, servername: 'localhost', checkServerIdentity: () => undefined },
        (response) => {
          response.resume();
          resolve([response.statusCode, response.headers['strict-transport-security']]);
        },
      ).on('error', reject);
    });
    expect(answer).toEqual([200, 'max-age=31536000']);
    expect(await gateway.raw('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n')).not.toContain('200');
  });
});

describe('stopping', () => {
  it('finishes running requests, closes their connections, and takes no new ones', async () => {
    const gateway = await startGateway();
    const started = Promise.withResolvers<undefined>();
    const finish = Promise.withResolvers<undefined>();
    gateway.serve = async () => {
      started.resolve(undefined);
      await finish.promise;
      return answerOf({ data: ['late'] });
    };
    const running = gateway.raw(`GET /v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good-token\r\n\r\n`);
    await started.promise;
    const closed = gateway.app.close(10_000);
    await refused(gateway.port);
    finish.resolve(undefined);
    const received = await running;
    expect(received).toMatch(/^HTTP\/1\.1 200 [\s\S]*connection: close[\s\S]*\{"data":\["late"\]\}$/i);
    await closed;
  });

  it('cuts off what is not finished when its time is up', async () => {
    const gateway = await startGateway();
    const aborted = Promise.withResolvers<unknown>();
    gateway.serve = ({ signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          aborted.resolve(signal.reason);
          reject(signal.reason as Error);
        });
      });
    const running = gateway.raw(`GET /v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good-token\r\n\r\n`);
    while (gateway.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await gateway.app.close(50);
    expect(await running).toBe('');
    expect(await aborted.promise).toMatchObject({ name: 'CallerGone' });
  });

  it('may be asked for twice', async () => {
    const gateway = await startGateway();
    await Promise.all([gateway.app.close(1000), gateway.app.close(1000)]);
  });
});

/** Resolves when nobody accepts connections at the port any more. */
async function refused(port: number): Promise<void> {
  for (;;) {
    const accepted = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => resolve(true));
      socket.on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (!accepted) return;
  }
}
