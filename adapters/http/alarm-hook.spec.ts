// Guards that alarms arrive, and that whoever they go to can be slow, broken or silent without anybody noticing.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Clock, systemClock } from '../../src/kernel/clock.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import type { Alarm } from '../../src/observability/alarm.port.js';
import type { Observation } from '../../src/observability/observation.js';
import { eventually } from '../../test/support/running/eventually.js';
import { HttpAlarmHook } from './alarm-hook.js';
import type { AlarmHookOptions } from './alarm-hook.js';

interface Call {
  readonly method: string | undefined;
  readonly authorization: string | undefined;
  readonly body: { readonly lost: number; readonly alarms: readonly (Alarm & { readonly id: string })[] };
}
type Answer = (response: ServerResponse) => void;

const ok: Answer = (response) => void response.writeHead(204).end();
const status =
  (code: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end();
const silence: Answer = () => undefined;
const endlessBody: Answer = (response) => void response.writeHead(200).write('x');

let server: Server;
let calls: Call[];
let answers: Answer[];
let seen: Observation[];
let hooks: HttpAlarmHook[];
beforeEach(async () => {
  calls = [];
  answers = [];
  seen = [];
  hooks = [];
  server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await Promise.all([new Promise((resolve) => server.close(resolve)), ...hooks.map((hook) => hook.close())]);
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks = await request.toArray();
  const body = JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as Call['body'];
  calls.push({ method: request.method, authorization: request.headers.authorization, body });
  (answers.shift() ?? ok)(response);
}

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/hunter2`;

function hook(options: Partial<AlarmHookOptions> = {}, clock: Clock = systemClock): HttpAlarmHook {
  const parts = { clock, observe: (it: Observation) => void seen.push(it) };
  const made = new HttpAlarmHook({ url: address(), pausesMs: [1, 1], ...options }, parts);
  hooks.push(made);
  return made;
}

const alarm = (id: number): Alarm => {
  return { alarm: 'command-parked', severity: 'warning', sentence: 'A write waits.', about: { id } };
};
const ids = (): readonly unknown[] => calls.flatMap(({ body }) => body.alarms.map(({ about }) => about['id']));

describe('the alarm hook', () => {
  it('posts what was raised, all of one moment in one call, with its secret', async () => {
    const made = hook({ authorization: 'Bearer abc' });
    [1, 2, 3].forEach((id) => made.raise(alarm(id)));
    await eventually('a call', () => calls.length > 0);
    expect(calls).toMatchObject([
      { method: 'POST', authorization: 'Bearer abc', body: { lost: 0, alarms: [alarm(1), alarm(2), alarm(3)] } },
    ]);
    expect(calls[0]?.body).toMatchObject({ gateway: expect.stringMatching('^Banyan ') });
    expect(calls[0]?.body.alarms[0]).toMatchObject({ id: expect.stringMatching('^[0-9A-Z]{26}$') });
  });

  it.each([
    ['fails', status(503)],
    ['has too many', status(429)],
    ['hangs up', (response: ServerResponse) => void response.destroy()],
  ])('tries again, with the same ids, when the receiver %s', async (_, answer) => {
    answers = [answer, answer];
    hook().raise(alarm(1));
    await eventually('three calls', () => calls.length === 3);
    expect(new Set(calls.map(({ body }) => body.alarms[0]?.id)).size).toBe(1);
    expect(seen).toEqual([]);
  });

  it('tries again when the receiver is silent for as long as a call may take', async () => {
    const clock = new ManualClock();
    answers = [silence];
    hook({ timeoutMs: 5000 }, clock).raise(alarm(1));
    await eventually('a call', () => calls.length === 1);
    clock.advance(5000);
    await eventually('a second call', () => {
      clock.advance(1);
      return calls.length === 2;
    });
    expect(seen).toEqual([]);
  });

  it('is content with a status, whatever the body does', async () => {
    answers = [endlessBody];
    const made = hook();
    made.raise(alarm(1));
    await eventually('a call', () => calls.length === 1);
    await made.close();
    expect(seen).toEqual([]);
  });

  it('complains once while nothing arrives, without the address, and counts what was lost', async () => {
    answers = Array.from({ length: 6 }, () => status(500));
    const made = hook();
    made.raise(alarm(1));
    await eventually('three calls', () => calls.length === 3 && seen.length === 1);
    made.raise(alarm(2));
    await eventually('six calls', () => calls.length === 6);
    made.raise(alarm(3));
    await eventually('seven calls', () => calls.length >= 7);
    expect(seen).toMatchObject([{ kind: 'warning', topic: 'alarms' }]);
    expect(JSON.stringify(seen)).toContain('status 500');
    expect(JSON.stringify(seen)).not.toContain('hunter2');
    expect(calls.slice(0, 6).every(({ body }) => body.lost <= 1)).toBe(true);
    expect(calls.at(-1)?.body.lost).toBe(2);
  });

  it.each([400, 401, 302])('does not try again what was answered with %i, and follows nothing', async (code) => {
    answers = [status(code, { location: address() })];
    hook().raise(alarm(1));
    await eventually('a complaint', () => seen.length === 1);
    expect(calls).toHaveLength(1);
  });

  it('holds a bounded number while the receiver is slow, and says how many were lost', async () => {
    let release: Answer = ok;
    answers = [(response) => void (release = () => ok(response))];
    const made = hook({ mostWaiting: 5 });
    made.raise(alarm(0));
    await eventually('a call', () => calls.length === 1);
    for (let id = 1; id <= 1000; id += 1) made.raise(alarm(id));
    release(undefined as never);
    await eventually('the rest', () => calls.length === 2);
    expect(ids()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(calls[1]?.body.lost).toBe(995);
  });

  it('costs whoever raises nothing, also when nobody listens', async () => {
    const made = hook({ pausesMs: [] });
    await new Promise((resolve) => server.close(resolve));
    expect(() => made.raise(alarm(1))).not.toThrow();
    await eventually('a complaint', () => seen.length === 1);
    expect(JSON.stringify(seen)).toContain('ECONNREFUSED');
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  it('lets what is on its way arrive when it is closed, and takes nothing more', async () => {
    const made = hook();
    made.raise(alarm(1));
    await made.close();
    made.raise(alarm(2));
    await made.close();
    expect(ids()).toEqual([1]);
  });

  it('does not wait at the end for a receiver that is silent longer than one call may take', async () => {
    const clock = new ManualClock();
    answers = [silence, silence, silence];
    const made = hook({ timeoutMs: 100, pausesMs: [60_000] }, clock);
    made.raise(alarm(1));
    await eventually('a call', () => calls.length === 1);
    const closed = made.close();
    clock.advance(100);
    await closed;
    expect(calls).toHaveLength(1);
  });
});
