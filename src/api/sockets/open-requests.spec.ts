// Every request ends once: answered, or abandoned with its connection, at whatever moment that goes.
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { eventually } from '../../../test/support/running/eventually.js';
import { OpenRequests } from './open-requests.js';

const POST = 'POST /held HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n';

async function started() {
  const ends: string[] = [];
  const server = Fastify();
  const open = new OpenRequests(({ method }) => ends.push(`${method} abandoned`));
  let arrived = 0;
  server.addHook('onRequest', (request, _reply, done) => {
    arrived += 1;
    open.add(request);
    done();
  });
  server.addHook('onResponse', (request, _reply, done) => {
    ends.push(`${request.method} answered ${open.remove(request)}`);
    done();
  });
  let handled = 0;
  const hold = async (): Promise<never> => {
    handled += 1;
    return new Promise(() => undefined);
  };
  server.route({ method: ['GET', 'POST'], url: '/held', handler: hold });
  server.get('/quick', () => 'ok');
  const url = await server.listen({ port: 0 });
  const send = (text: string) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    socket.on('error', () => undefined);
    return socket;
  };
  return {
    ...{ ends, send, arrived: () => arrived, handled: () => handled, url },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

describe('a request', () => {
  it.each([
    ['before its body has come', POST, false, 'POST abandoned'],
    ['after its body was read', `${POST}{}`, true, 'POST abandoned'],
    ['without a body', 'GET /held HTTP/1.1\r\nHost: x\r\n\r\n', true, 'GET abandoned'],
  ])('whose caller leaves %s is abandoned, once', async (_, text, reaches, end) => {
    await using server = await started();
    const socket = server.send(text);
    await eventually('it to arrive', () => (reaches ? server.handled() : server.arrived()) === 1);
    socket.destroy();
    await eventually('its end', () => server.ends.length > 0);
    expect(server.ends).toEqual([end]);
  });

  it('that was answered stays answered when its connection closes', async () => {
    await using server = await started();
    expect((await fetch(`${server.url}/quick`, { headers: { connection: 'close' } })).status).toBe(200);
    expect(server.ends).toEqual(['GET answered true']);
  });
});
