// Guards the one observation per request, however it ends.
import { request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { registerAccounting } from '../../src/api/admission/account-request.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import type { Observation } from '../../src/observability/observation.js';
import { startGuarded, tokenFor } from './guarded-gateway.js';
import type { GuardedGateway } from './guarded-gateway.js';

let gateway: GuardedGateway;
beforeEach(async () => {
  gateway = await startGuarded();
});
afterEach(() => gateway.server.close());

const completed = (): readonly Observation[] => gateway.observations.filter(({ kind }) => kind === 'request-completed');

describe('a request', () => {
  it('is told once, with operation, client, status, duration and bytes', async () => {
    const headers = { authorization: `Bearer ${await tokenFor(gateway)}`, 'x-correlation-id': 'abc' };
    gateway.server.addHook('preHandler', (_request, _reply, done) => {
      gateway.clock.advance(40);
      done();
    });

    await gateway.server.inject({ url: '/v1/orders', headers });

    expect(completed()).toEqual([
      {
        kind: 'request-completed',
        correlationId: 'abc',
        version: 'v1',
        operation: 'orders.list',
        method: 'GET',
        status: 200,
        outcome: 'ok',
        clientId: 'web-shop',
        durationMs: 40,
        responseBytes: 11,
      },
    ]);
  });

  it.each([
    ['/v1/orders', 401, 'unauthenticated', 'orders.list'],
    ['/nowhere', 404, 'invalid-request', 'unknown'],
    ['/open', 200, 'ok', 'document'],
  ])('to %s is told with its refusal', async (url, status, outcome, operation) => {
    await gateway.server.inject(url);

    expect(completed()).toEqual([expect.objectContaining({ status, outcome, operation, clientId: undefined })]);
  });

  it('is told as aborted when its caller hangs up first, and only once when the answer comes after all', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    gateway.server.addHook('preHandler', () => held);
    await gateway.server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = gateway.server.server.address() as AddressInfo;
    const caller = send({ port, host: '127.0.0.1', path: '/open' });
    caller.on('error', () => undefined).end();
    const arrived = new Promise((resolve) => gateway.server.server.once('request', resolve));

    await arrived;
    caller.destroy();
    await until(() => completed().length > 0);
    letGo();
    await gateway.server.close();

    expect(completed()).toEqual([
      expect.objectContaining({ outcome: 'aborted', operation: 'document', responseBytes: undefined }),
    ]);
  });

  it('is told as aborted when its caller hangs up in the middle of a long answer', async () => {
    const endless = new Readable({
      read() {
        setImmediate(() => this.push('x'.repeat(1000)));
      },
    });
    gateway.server.addHook('preHandler', (_request, reply) => {
      reply.send(endless);
    });
    await gateway.server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = gateway.server.server.address() as AddressInfo;
    const caller = send({ port, host: '127.0.0.1', path: '/open' });
    caller.on('error', () => undefined).end();
    await new Promise((resolve) => caller.once('response', (answer) => answer.once('data', resolve)));

    caller.destroy();
    await until(() => completed().length > 0 && endless.destroyed);
    await gateway.server.close();

    expect(completed()).toEqual([expect.objectContaining({ outcome: 'aborted', operation: 'document' })]);
  });

  it('without any context is not told, because nothing is known of it', async () => {
    const observations: Observation[] = [];
    const bare: FastifyInstance = Fastify();
    registerAccounting(bare, { clock: new ManualClock(), observe: (each) => observations.push(each) });
    bare.get('/', () => 'x');

    expect((await bare.inject('/')).statusCode).toBe(200);
    expect(observations).toEqual([]);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
