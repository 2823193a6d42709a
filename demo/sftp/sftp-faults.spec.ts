// What the SFTP server does wrong when it is asked to, as a client meets it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { TemporaryInbox } from '../inbox/temporary-inbox.js';
import { temporaryInbox } from '../inbox/temporary-inbox.js';

let server: TemporaryInbox;
beforeAll(async () => {
  server = await temporaryInbox();
});
afterAll(() => server.stop());
afterEach(() => server.control('DELETE', '/faults'));

const fault = (body: unknown) => server.control('POST', '/faults', body);
const failure = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  );
const there = (path: string): boolean => existsSync(join(server.inbox.files, path));
const until = async (wanted: () => boolean): Promise<void> => {
  while (!wanted()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const lastRename = async (): Promise<unknown> => {
  const { renames } = (await server.control('GET', '/renames')) as { renames: unknown[] };
  return renames.at(-1);
};

describe('a fault', () => {
  it('loses the answer to a rename that was carried out', async () => {
    const client = await server.connect();
    await client.put(Buffer.from('x'), '/inbox/lost.tmp');
    await fault({ on: 'rename', times: 1, drop: 'after' });
    expect(await failure(client.rename('/inbox/lost.tmp', '/inbox/lost'))).not.toBe('done');
    expect(there('inbox/lost')).toBe(true);
    expect(await lastRename()).toMatchObject({ to: '/inbox/lost', bytes: 1, done: true, answer: 'lost' });
  });

  it('cuts the connection before a rename is carried out', async () => {
    const client = await server.connect();
    await client.put(Buffer.from('x'), '/inbox/cut.tmp');
    await fault({ on: 'rename', match: '/inbox/cut', drop: 'before' });
    expect(await failure(client.rename('/inbox/cut.tmp', '/inbox/cut'))).not.toBe('done');
    expect([there('inbox/cut'), there('inbox/cut.tmp')]).toEqual([false, true]);
  });

  it('carries a rename out long after the client has gone', async () => {
    const client = await server.connect();
    await client.put(Buffer.from('x'), '/inbox/deaf.tmp');
    await fault({ on: 'rename', times: 1, stall: true, deaf: true });
    const renaming = failure(client.rename('/inbox/deaf.tmp', '/inbox/deaf'));
    while (((await server.control('GET', '/faults'))['faults'] as unknown[]).length > 0);
    await server.control('POST', '/cut');
    expect(await renaming).not.toBe('done');
    expect(there('inbox/deaf')).toBe(false);
    await server.control('DELETE', '/faults');
    await until(() => there('inbox/deaf'));
  });

  it('stores fewer bytes than it says', async () => {
    const client = await server.connect();
    await fault({ on: 'write', times: 1, storeFewerBytes: 3 });
    await client.put(Buffer.from('0123456789'), '/inbox/short');
    expect(server.bytes('inbox/short').toString()).toBe('0123456');
  });

  it('stalls after some requests, and goes on when it is healed', async () => {
    const client = await server.connect();
    await fault({ on: 'write', after: 1, times: 1, stall: true });
    await client.put(Buffer.from('first'), '/inbox/first');
    let stored = false;
    const storing = client.put(Buffer.from('second'), '/inbox/second').then(() => (stored = true));
    await until(() => there('inbox/second'));
    expect(stored).toBe(false);
    await server.control('DELETE', '/faults');
    await storing;
    expect(server.bytes('inbox/second').toString()).toBe('second');
  });

  it('drops the connection after some requests of any kind', async () => {
    const client = await server.connect();
    await fault({ after: 2, times: 1, drop: 'before' });
    await client.stat('/inbox');
    await client.stat('/inbox');
    expect(await failure(client.stat('/inbox'))).not.toBe('done');
    expect(await failure((await server.connect()).stat('/inbox'))).toBe('done');
  });

  it('makes the archive unreadable, and a folder one that cannot be listed', async () => {
    const client = await server.connect();
    await fault({ match: '/archive', error: 'denied' });
    await fault({ on: 'opendir', match: '/inbox', error: 'denied' });
    expect(await failure(client.list('/archive'))).toContain('as was asked for');
    expect(await failure(client.stat('/archive/x'))).not.toBe('done');
    expect(await failure(client.list('/inbox'))).toContain('as was asked for');
    expect(await failure(client.put(Buffer.from('x'), '/inbox/blind'))).toBe('done');
  });

  it('plays a server whose rename overwrites', async () => {
    const client = await server.connect();
    await client.put(Buffer.from('old'), '/inbox/target');
    await client.put(Buffer.from('new'), '/inbox/target.tmp');
    await fault({ on: 'rename', overwrite: true });
    await client.rename('/inbox/target.tmp', '/inbox/target');
    expect(server.bytes('inbox/target').toString()).toBe('new');
  });

  it('is refused when it says what no fault can be, all of it at once', async () => {
    const wrong = { on: 'lunch', after: -1, drop: 'midway', colour: 'red' };
    const text = await failure(fault(wrong));
    for (const member of ['on:', 'after:', 'drop:', 'colour']) expect(text).toContain(member);
    expect(await failure(fault({ on: 'read', storeFewerBytes: 1 }))).toContain('needs');
  });
});

describe('a switch', () => {
  it('refuses logins', async () => {
    await server.control('POST', '/logins', { refuse: true });
    expect(await failure(server.connect())).toContain('authentication');
    await server.control('POST', '/logins', { refuse: false });
    expect(await failure(server.connect())).toBe('done');
  });

  it('leaves no more room than a quota', async () => {
    const { sftp } = await server.raw();
    // The friendlier client's put calls it a success when a write is refused.
    const write = (): Promise<string> =>
      new Promise((resolve) => {
        sftp.writeFile('/inbox/full', Buffer.from('0123456789'), (error) => resolve(error?.message ?? 'done'));
      });
    await server.control('POST', '/quota', { bytes: 4 });
    expect(await write()).toContain('no space left');
    expect(server.bytes('inbox/full').toString()).toBe('0123');
    await server.control('POST', '/quota', { bytes: null });
    expect(await write()).toBe('done');
  });

  it('shows another host key, and the kept one again', async () => {
    const swapped = await server.control('POST', '/host-key', { swap: true });
    expect(swapped['hostKey']).not.toBe(server.inbox.hostKey);
    expect(await failure(server.connect())).toContain('denied');
    expect(await server.control('POST', '/host-key', { swap: false })).toMatchObject({ hostKey: server.inbox.hostKey });
    expect(await failure(server.connect())).toBe('done');
  });

  it('cuts everybody and comes back on its port', async () => {
    const client = await server.connect();
    expect(await server.control('POST', '/restart-listener', { downMs: 10 })).toEqual({ port: server.inbox.port });
    expect(await failure(client.stat('/inbox'))).not.toBe('done');
    expect(await failure(server.connect())).toBe('done');
  });
});

describe('the counters', () => {
  it('hold sessions now and at most, and logins', async () => {
    await server.control('POST', '/cut');
    const idle = async (): Promise<boolean> => (await server.control('GET', '/counters'))['sessions'] === 0;
    while (!(await idle())) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.control('DELETE', '/counters');
    const clients = await Promise.all([server.connect(), server.connect(), server.connect()]);
    await failure(server.connect({ password: 'wrong' }));
    await clients[0].end();
    while ((await server.control('GET', '/counters'))['sessions'] !== 2)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await server.control('GET', '/counters')).toMatchObject({
      ...{ connections: 4, sessions: 2, most: 3, loginAttempts: 4, refusedLogins: 1, publications: 0 },
    });
  });
});
