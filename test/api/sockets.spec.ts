// Connections that take their answers too slowly, or are too many, are closed; nobody else notices.
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import { eventually } from '../support/running/eventually.js';
import { answerOf, LIMITS, startGateway } from './public-app.js';
import type { TestGateway } from './public-app.js';

/** More than the buffers of the system between two ends of a connection hold. */
const LARGE = { data: ['x'.repeat(24 * 1024 * 1024)] };
const ASK = 'GET /v1/orders HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good-token\r\n\r\n';

/** Sends a request and reads nothing until told. */
function deaf(gateway: TestGateway): { readonly socket: Socket; readonly closed: () => boolean } {
  const socket = connect(gateway.port, '127.0.0.1', () => socket.write(ASK));
  let closed = false;
  socket.on('error', () => undefined).on('close', () => (closed = true));
  socket.pause();
  return { socket, closed: () => closed };
}

const cuts = ({ observed }: TestGateway, reason: string): number =>
  observed.reduce((sum, it) => (it.kind === 'connections-cut' && it.reason === reason ? sum + it.count : sum), 0);

const ends = ({ observed }: TestGateway): readonly string[] =>
  observed.flatMap((it) => (it.kind === 'request-completed' ? [it.outcome] : []));

describe.each([1, 12])('a reader of an answer of %d pieces', (pieces) => {
  it('is cut off when it has not taken it in time, and not before', async () => {
    const clock = new ManualClock();
    await using gateway = await startGateway({ clock, limits: { ...LIMITS, answerMs: 10_000, stallMs: 60_000 } });
    gateway.serve = async () => answerOf(LARGE, {}, pieces);
    const { socket } = deaf(gateway);
    await eventually('the request', () => gateway.requests.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (let second = 0; second < 10; second += 1) clock.advance(1000);
    expect(ends(gateway)).toEqual([]);
    clock.advance(2000);
    await eventually('it to be cut off', () => ends(gateway).length === 1);
    expect([ends(gateway), cuts(gateway, 'slow')]).toEqual([['aborted'], 1]);
    socket.destroy();
  });

  it('is not cut off while it takes it, however large it is', async () => {
    const clock = new ManualClock();
    await using gateway = await startGateway({ clock, limits: { ...LIMITS, answerMs: 60_000, unsentBytes: 65_536 } });
    gateway.serve = async () => answerOf(LARGE, {}, pieces);
    const answer = await gateway.fetch('/v1/orders');
    // One look at all connections while it is on its way.
    clock.advance(1000);
    expect((await answer.text()).length).toBeGreaterThan(24 * 1024 * 1024);
  });
});

describe('answers that wait', () => {
  it('for more than allowed are given up, those first that have waited longest', async () => {
    const clock = new ManualClock();
    const limits = { ...LIMITS, answerMs: 600_000, stallMs: 60_000, unsentBytes: 60 * 1024 * 1024 };
    await using gateway = await startGateway({ clock, limits });
    gateway.serve = async () => answerOf(LARGE);
    const readers = [];
    for (let reader = 0; reader < 4; reader += 1) {
      readers.push(deaf(gateway));
      await eventually('the request', () => gateway.requests.length === reader + 1);
      await new Promise((resolve) => setTimeout(resolve, 100));
      clock.advance(1000);
    }
    clock.advance(2000);
    await eventually('two to be cut off', () => ends(gateway).length === 2);
    expect(cuts(gateway, 'unsent')).toBe(2);
    for (const { socket } of readers) socket.destroy();
  });
});

describe('connections of one address', () => {
  const hold = async (gateway: TestGateway, count: number) => {
    const held = Array.from({ length: count }, () => deaf({ ...gateway, port: gateway.port }));
    return held;
  };

  it('beyond the limit are closed at once, and accepted again when others have gone', async () => {
    await using gateway = await startGateway({ limits: { ...LIMITS, connectionsPerAddress: 5 } });
    const gate = Promise.withResolvers<undefined>();
    gateway.serve = async () => {
      await gate.promise;
      return answerOf({ data: [] });
    };
    const held = await hold(gateway, 5);
    await eventually('all to be served', () => gateway.requests.length === 5);
    await expect(gateway.fetch('/health/live')).rejects.toThrow('fetch failed');
    held[0]?.socket.destroy();
    await eventually('room for another', () =>
      gateway
        .fetch('/health/live')
        .then(({ ok }) => ok)
        .catch(() => false),
    );
    gate.resolve(undefined);
    for (const { socket } of held) socket.destroy();
  });

  it('are not counted where it is a trusted proxy', async () => {
    const limits = { ...LIMITS, connectionsPerAddress: 1 };
    await using gateway = await startGateway({ limits, trustProxy: ['127.0.0.0/8', '::1'] });
    const held = await hold(gateway, 5);
    await eventually('all to be served', () => gateway.requests.length === 5);
    for (const { socket } of held) socket.destroy();
  });
});
