// The log writes one JSON record per observation, at the right level, and nothing that looks like a secret.
import { describe, expect, it } from '@jest/globals';
import { aRequest } from '../../../test/support/observations/a-request.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import { createLog } from './log.js';
import type { LogLevel } from './log-line.js';
import type { Observation } from '../observation.js';

function logged(observations: readonly Observation[], level: LogLevel = 'trace'): readonly Record<string, unknown>[] {
  const lines: string[] = [];
  const observe = createLog({ destination: { write: (text) => lines.push(text) }, level, clock: new ManualClock() });
  observations.forEach(observe);
  return lines.map((text) => {
    expect(text.endsWith('\n')).toBe(true);
    expect(text.indexOf('\n')).toBe(text.length - 1);
    return JSON.parse(text) as Record<string, unknown>;
  });
}

const REQUEST = aRequest({ durationMs: 12.34567 });

function failure(error: unknown, internal = 'no'): Observation {
  return { kind: 'request-failed', correlationId: 'c-1', operation: 'x', code: 'internal-error', internal, error };
}

describe('the log', () => {
  it('writes a request as one flat JSON record with the time of the clock', () => {
    const { kind, responseBytes, ...members } = REQUEST;
    const head = { level: 'info', time: '2026-11-20T12:00:00.000Z', message: 'request' };
    expect(kind).toBe('request-completed');
    expect(logged([REQUEST])).toEqual([{ ...head, ...members, durationMs: 12.346, bytes: responseBytes }]);
  });

  it('raises a request that failed in the gateway to warn and keeps what is frequent below info', () => {
    const failed: Observation = { ...REQUEST, status: 503, outcome: 'lane-full' };
    const pool: Observation = { kind: 'pool-changed', source: 'replica', open: 1, busy: 1 };
    expect(logged([failed, pool], 'info').map(({ level }) => level)).toEqual(['warn']);
  });

  it('keeps a record on one line and free of steering characters whatever the text contains', () => {
    const nasty = 'a\r\n{"level":"info","message":"forged"}\u001b[31m\u009b2J\u202e\u2028 end';
    const [record] = logged([failure(new Error(nasty), nasty)]);
    expect(record?.['level']).toBe('error');
    expect(JSON.stringify(record)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\\u00|\\r|\\n/u);
  });

  it.each([
    ['authorization: Bearer abcdefghijklmnop', 'abcdefghijklmnop'],
    ['{"cookie":"session=hunter2"}', 'hunter2'],
    ['login failed for Server=db;User Id=sa;Password=hunter2;', 'hunter2'],
    ['client_secret=hunter2&grant_type=client_credentials', 'hunter2'],
    ['"access_token":"hunter2"', 'hunter2'],
    ['jwt eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJzaG9wIn0.c2lnbmF0dXJl', 'c2lnbmF0dXJl'],
    ['mssql://reader:hunter2@erp:1433/db', 'hunter2'],
    ['-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----', 'hunter2'],
  ])('masks the secret in %j', (text, secret) => {
    const cause = new Error(text);
    const written = JSON.stringify(logged([failure(new Error('outer', { cause }), text), failure(text)]));
    expect(written).not.toContain(secret);
    expect(written).toContain('[masked]');
  });

  it('never copies the own properties of an error', () => {
    const error = Object.assign(new Error('no'), { config: { password: 'hunter2' }, code: 'ELOGIN' });
    const [record] = logged([failure(error)]);
    expect(record?.['error']).toMatchObject({ name: 'Error', message: 'no', code: 'ELOGIN' });
    expect(JSON.stringify(record)).not.toContain('hunter2');
  });

  it('tells each line the time it was written at', () => {
    const lines: string[] = [];
    const clock = new ManualClock();
    const observe = createLog({ destination: { write: (text) => lines.push(text) }, level: 'info', clock });
    for (const ms of [0, 0, 1, 999]) {
      clock.advance(ms);
      observe(REQUEST);
    }
    const times = lines.map((text) => (JSON.parse(text) as { time: string }).time.slice(17));
    expect(times).toEqual(['00.000Z', '00.000Z', '00.001Z', '01.000Z']);
  });

  it('writes a line also where a member does not fit into JSON, without it', () => {
    const odd = { ...REQUEST, clientId: 7n } as unknown as Observation;
    expect(logged([odd])).toEqual([
      expect.objectContaining({ message: 'request', unwritten: expect.arrayContaining(['clientId', 'status']) }),
    ]);
  });

  it('writes nothing below the level in force, and nothing at all at silent', () => {
    const lines: string[] = [];
    const destination = { write: (text: string) => lines.push(text) };
    createLog({ destination, level: 'warn', clock: new ManualClock() })(REQUEST);
    createLog({ destination, level: 'silent', clock: new ManualClock() })({ ...REQUEST, status: 503 });
    expect(lines).toEqual([]);
  });

  it('survives an error whose causes form a ring', () => {
    const error = new Error('a');
    error.cause = error;
    expect(logged([failure(error)])).toHaveLength(1);
  });
});
