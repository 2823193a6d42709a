// Idempotency keys over HTTP, as clients meet them: a hundred requests at once are one command, misuse is told apart,
// and nobody ever learns anything about another client's command.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request as send } from 'node:http';
import { connect } from 'node:net';
import { startSmallApi } from '../support/write/small-api.js';
import type { SmallApi } from '../support/write/small-api.js';

let api: SmallApi;
beforeEach(async () => {
  api = await startSmallApi();
});
afterEach(async () => api[Symbol.asyncDispose]());

interface Answer {
  readonly status: number;
  readonly replay: unknown;
  readonly body: Readonly<Record<string, unknown>>;
}

const order = (customerId: string): object => ({ customerId, lines: [{ itemId: 1 }] });

/** Posts an order over a connection of its own; header values go out as the bytes they are. */
function post(key: string | undefined, body: object = order('C1'), bearer = 'shop'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${bearer}`,
      'content-type': 'application/json',
      ...(key !== undefined && { 'idempotency-key': key }),
    };
    const asked = send(
      { port: api.port, host: '127.0.0.1', method: 'POST', path: '/v1/orders', headers, agent: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            replay: answer.headers['idempotent-replay'],
            body: JSON.parse(text) as Answer['body'],
          }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}

/** Sends bytes and resolves to everything that came back. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(api.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (received += chunk));
    socket.on('error', () => resolve(received));
    socket.on('close', () => resolve(received));
  });
}

describe('a hundred simultaneous requests with one key and one body', () => {
  it('are one command: all are told its id, one of them first, and none is refused or fails', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => post('same')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ body }) => body['id'])).size).toBe(1);
    expect(answers.filter(({ replay }) => replay === undefined)).toHaveLength(1);
    expect(api.door.tables.commands.size).toBe(1);
    const accepted = await api.door.audit.list({ action: 'command.accept', limit: 10 });
    expect(accepted).toHaveLength(1);
  });

  it('of which half say something else are one command and fifty mistakes', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => post('same', order(index % 2 === 0 ? 'C1' : 'C2'))),
    );
    const statuses = answers.map(({ status }) => status).sort((one, other) => one - other);
    expect(statuses).toEqual([...Array.from({ length: 50 }, () => 202), ...Array.from({ length: 50 }, () => 422)]);
    expect(api.door.tables.commands.size).toBe(1);
  });
});

describe('a key', () => {
  it('sent again with another body is 422 and says nothing about the command', async () => {
    const first = await post('k');
    const again = await post('k', order('C2'));
    expect([again.status, again.body['code']]).toEqual([422, 'idempotency-key-reused']);
    expect(JSON.stringify(again.body)).not.toContain(String(first.body['id']));
    expect(again.body).not.toHaveProperty('commandId');
  });

  it('of another client leads to a command of its own, with the same body and with another', async () => {
    const [own, same, other] = [
      await post('k'),
      await post('k', order('C1'), 'crm'),
      await post('k', order('C2'), 'edi'),
    ];
    expect([own.status, same.status, other.status]).toEqual([202, 202, 202]);
    expect(new Set([own, same, other].map(({ body }) => body['id'])).size).toBe(3);
    expect([same.replay, other.replay]).toEqual([undefined, undefined]);
  });

  it('that is missing is 400', async () => {
    const answer = await post(undefined);
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ parameter: 'Idempotency-Key' }] },
    });
  });

  it.each([
    ['of 256 characters', 'x'.repeat(256)],
    ['with a tab', 'a\tb'],
    ['with letters beyond ASCII', Buffer.from('schl\u00fcssel', 'utf8').toString('latin1')],
    ['in Latin-1', 'schl\u00fcssel'],
    ['with an emoji', Buffer.from('\u{1f511}', 'utf8').toString('latin1')],
    ['that is empty', ''],
  ])('%s is 400 and is not repeated', async (_name, key) => {
    const { status, body } = await post(key);
    expect([status, (body['errors'] as { parameter: string }[])[0]?.parameter]).toEqual([400, 'Idempotency-Key']);
    if (key !== '') expect(JSON.stringify(body)).not.toContain(key);
    expect(api.door.tables.commands.size).toBe(0);
  });

  it.each(['\u0001', '\u007f', '\u0000'])('with the control character %j, sent raw, is 400', async (control) => {
    const body = JSON.stringify(order('C1'));
    const lines = [
      'POST /v1/orders HTTP/1.1',
      'Host: gateway',
      'Authorization: Bearer shop',
      'Content-Type: application/json',
      `Content-Length: ${body.length}`,
      'Connection: close',
      `Idempotency-Key: a${control}b`,
    ];
    expect(await raw(`${lines.join('\r\n')}\r\n\r\n${body}`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(api.door.tables.commands.size).toBe(0);
  });

  it('of 255 characters is one', async () => {
    expect((await post('x'.repeat(255))).status).toBe(202);
  });
});
