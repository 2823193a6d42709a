// Rubbish on the socket is answered with a 4xx problem or a closed connection, never with a 5xx, and never served.
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LIMITS, startGateway } from './public-app.js';
import type { TestGateway } from './public-app.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(async () => gateway[Symbol.asyncDispose]());
beforeEach(() => {
  gateway.observed.length = 0;
  gateway.requests.length = 0;
});

const AUTHORISED = 'Host: x\r\nAuthorization: Bearer good-token\r\n';

interface Answer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

function answersIn(received: string): readonly Answer[] {
  return received
    .split(/(?=HTTP\/1\.1 \d{3} )/)
    .filter((part) => part !== '')
    .map((part) => {
      const [head = '', body = ''] = part.split('\r\n\r\n');
      return { status: Number(head.slice(9, 12)), head, body };
    });
}

describe('rubbish on the socket', () => {
  it.each<[string, string | Buffer, number | undefined]>([
    ['a bad request line', 'HELLO\r\n\r\n', 400],
    ['an unknown method', `HELLO /v1/orders HTTP/1.1\r\n${AUTHORISED}\r\n`, 400],
    ['an unknown HTTP version', `GET /v1/orders HTTP/9.9\r\n${AUTHORISED}\r\n`, 400],
    ['a NUL in the address', `GET /v1/orders/\0 HTTP/1.1\r\n${AUTHORISED}\r\n`, 400],
    ['a NUL in a field value', `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}X: a\0b\r\n\r\n`, 400],
    ['a blank in a field name', `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}X : a\r\n\r\n`, 400],
    ['a folded field', `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}X: a\r\n b\r\n\r\n`, 400],
    ['a bare line feed', `GET /v1/orders HTTP/1.1\n${AUTHORISED}\n\n`, 400],
    ['no Host', 'GET /v1/orders HTTP/1.1\r\nAuthorization: Bearer good-token\r\nConnection: close\r\n\r\n', 400],
    ['two Hosts', `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}Host: y\r\nConnection: close\r\n\r\n`, 400],
    [
      'both lengths (CL.TE)',
      `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG`,
      400,
    ],
    [
      'a doubled chunked (TE.TE)',
      `POST /oauth/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
      400,
    ],
    [
      'two lengths that differ',
      `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
      400,
    ],
    ['a negative length', `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}Content-Length: -1\r\n\r\n`, 400],
    ['content on a GET', `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}Content-Length: 5\r\n\r\nhello`, 400],
    [
      'chunked content on a GET',
      `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
      400,
    ],
    ['content too long on a GET', `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}Content-Length: 99999\r\n\r\n`, 413],
    ['a fragment', `GET /v1/orders#x HTTP/1.1\r\n${AUTHORISED}Connection: close\r\n\r\n`, 400],
    ['an asterisk', `OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 404],
    ['an address without a slash', `GET v1/orders HTTP/1.1\r\n${AUTHORISED}Connection: close\r\n\r\n`, 400],
    ['another expectation', `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}Expect: coffee\r\n\r\n`, 417],
    ['CONNECT', `CONNECT erp:1433 HTTP/1.1\r\nHost: x\r\n\r\n`, undefined],
    ['TLS', Buffer.from('16030100a5010000a10303', 'hex'), 400],
    ['an address beyond every limit', `GET /${'a'.repeat(60_000)} HTTP/1.1\r\n${AUTHORISED}\r\n`, 414],
    ['header fields beyond every limit', `GET / HTTP/1.1\r\n${AUTHORISED}X: ${'a'.repeat(60_000)}\r\n\r\n`, 431],
    ['100,000 header fields', `GET / HTTP/1.1\r\n${AUTHORISED}${'a:\r\n'.repeat(100_000)}\r\n`, 431],
  ])('%j is refused', async (_what, bytes, status) => {
    const answers = answersIn(await gateway.raw(bytes));
    expect(answers.map((answer) => answer.status)).toEqual(status === undefined ? [] : [status]);
    expect(gateway.requests).toEqual([]);
    for (const { head, body } of answers) {
      expect(head).toMatch(/content-type: application\/problem\+json/i);
      expect(head).toMatch(/connection: close/i);
      expect(JSON.parse(body)).toMatchObject({ status, code: expect.any(String), correlationId: expect.any(String) });
    }
  });

  it('closes on callers that do not finish their header section in time', async () => {
    await using hasty = await startGateway({ limits: { ...LIMITS, headersTimeoutMs: 600, requestTimeoutMs: 1200 } });
    const received = await hasty.raw('GET /v1/orders HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    expect(answersIn(received).map(({ status }) => status)).toEqual([408]);
  });

  it('tells each refusal once, with nothing of the bytes in it', async () => {
    await gateway.raw('SECRET-RUBBISH\r\n\r\n');
    expect(gateway.observed).toMatchObject([{ kind: 'request-completed', status: 400, outcome: 'invalid-request' }]);
    expect(JSON.stringify(gateway.observed)).not.toContain('SECRET');
  });

  it('serves what comes before the rubbish on the same connection, and nothing after it', async () => {
    const good = `GET /v1/orders HTTP/1.1\r\n${AUTHORISED}\r\n`;
    const received = answersIn(await gateway.raw(`${good}RUBBISH\r\n\r\n${good}`));
    expect(gateway.requests.length).toBeLessThanOrEqual(1);
    expect(received.every(({ status }) => status === 200 || status === 400)).toBe(true);
  });

  it('an absolute address is served like its path', async () => {
    const received = await gateway.raw(
      `GET http://x/v1/orders?limit=1 HTTP/1.1\r\n${AUTHORISED}Connection: close\r\n\r\n`,
    );
    expect(answersIn(received).map(({ status }) => status)).toEqual([200]);
    expect(gateway.requests).toMatchObject([{ query: 'limit=1' }]);
  });

  it('closes sockets beyond the limit at once', async () => {
    await using small = await startGateway({ limits: { ...LIMITS, connections: 2 } });
    const held = [connect(small.port, '127.0.0.1'), connect(small.port, '127.0.0.1')];
    await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    const beyond = await small.raw(`GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(beyond).toBe('');
    for (const socket of held) socket.destroy();
  });
});
