// The SFTP server as a client meets it: logins, files, renames, and what it refuses.
import { existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ssh2 from 'ssh2';
import type SftpClient from 'ssh2-sftp-client';
import { startInbox } from '../inbox/inbox.js';
import type { TemporaryInbox } from '../inbox/temporary-inbox.js';
import { temporaryInbox } from '../inbox/temporary-inbox.js';

let server: TemporaryInbox;
let client: SftpClient;
beforeAll(async () => {
  server = await temporaryInbox();
  client = await server.connect();
});
afterAll(() => server.stop());

const failure = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  );

describe('a login', () => {
  it('needs the password, or a key that stands in the file of keys', async () => {
    expect(await failure(server.connect({ password: 'wrong' }))).toContain('authentication');
    expect(await failure(server.connect({ username: 'root', password: server.password }))).toContain('authentication');
    const keys = ssh2.utils.generateKeyPairSync('ed25519');
    expect(await failure(server.connect({ privateKey: keys.private }))).toContain('authentication');
    writeFileSync(server.inbox.keysFile, `\n# the gateway\n${keys.public}\n`);
    expect(await failure(server.connect({ privateKey: keys.private }))).toBe('done');
    const rsa = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 });
    writeFileSync(server.inbox.keysFile, rsa.public);
    expect(await failure(server.connect({ privateKey: rsa.private }))).toBe('done');
    expect(await failure(server.connect({ privateKey: keys.private }))).toContain('authentication');
  });

  it('may be asked for by keyboard', async () => {
    const raw = new ssh2.Client();
    const asked = new Promise((resolve, reject) => {
      raw.on('ready', () => resolve('in')).on('error', reject);
      raw.on('keyboard-interactive', (...question) => {
        const [, , , prompts, answer] = question;
        answer(prompts.map(() => server.password));
      });
    });
    raw.connect({ host: '127.0.0.1', port: server.inbox.port, username: server.inbox.user, tryKeyboard: true });
    expect(await asked).toBe('in');
    raw.end();
  });

  it('gets no shell and no command', async () => {
    const raw = new ssh2.Client();
    const refused = new Promise((resolve, reject) => {
      raw.on('error', reject).on('ready', () => {
        raw.exec('id', (error) => resolve(error?.message));
      });
    });
    const { user, port } = server.inbox;
    raw.connect({ host: '127.0.0.1', port, username: user, password: server.password });
    expect(await refused).toMatch(/exec/i);
    raw.end();
  });

  it('is shown the key that was printed, today and after a restart, and its secrets are its own', async () => {
    const data = join(server.inbox.files, '..');
    const again = await startInbox({ host: '127.0.0.1', port: 0, data, clock: Date.now });
    expect(again.hostKey).toBe(server.inbox.hostKey);
    expect(again.controlPort).toBeNull();
    await again.stop();
    for (const name of ['host.key', 'password']) expect(statSync(join(data, 'sftp', name)).mode & 0o777).toBe(0o600);
    expect(await failure(server.connect({ hostVerifier: () => false, password: server.password }))).toContain('denied');
  });
});

describe('files', () => {
  it('come back as they went, whatever their size', async () => {
    for (const size of [0, 1, 32_768, 1_000_000]) {
      const bytes = Buffer.alloc(size, 'ÆØÅ');
      await client.put(bytes, '/inbox/whole');
      expect(bytes.equals(Buffer.from((await client.get('/inbox/whole')) as Buffer))).toBe(true);
      expect((await client.stat('/inbox/whole')).size).toBe(size);
    }
    await client.delete('/inbox/whole');
    expect(await client.exists('/inbox/whole')).toBe(false);
  });

  it('are listed, and folders made and removed', async () => {
    const folders = (await client.list('/')).filter(({ type }) => type === 'd');
    expect(new Set(folders.map(({ name }) => name))).toEqual(new Set(['archive', 'inbox', 'outbox']));
    await client.mkdir('/outbox/more');
    for (let number = 0; number < 250; number += 1) await client.put(Buffer.from('x'), `/outbox/more/${number}`);
    expect(await client.list('outbox/more/')).toHaveLength(250);
    await client.rmdir('/outbox/more', true);
    expect(await client.exists('/outbox/more')).toBe(false);
  });

  it('are renamed, but never over another one', async () => {
    await client.put(Buffer.from('first'), '/inbox/a.tmp');
    await client.rename('/inbox/a.tmp', '/inbox/a');
    await client.put(Buffer.from('second'), '/inbox/b.tmp');
    expect(await failure(client.rename('/inbox/b.tmp', '/inbox/a'))).toContain('EEXIST');
    expect(await failure(client.rename('/inbox/none', '/inbox/c'))).toContain('ENOENT');
    expect(server.bytes('inbox/a').toString()).toBe('first');
    expect(server.bytes('inbox/b.tmp').toString()).toBe('second');
    const { renames } = (await server.control('GET', '/renames')) as { renames: { to: string; done: boolean }[] };
    expect(renames.map(({ to, done }) => [to, done])).toEqual([
      ['/inbox/a', true],
      ['/inbox/a', false],
      ['/inbox/c', false],
    ]);
    expect(await server.control('GET', '/counters')).toMatchObject({ publications: 1 });
  });

  it('stay in their folders: no path and no link leads out', async () => {
    const outside = join(server.inbox.files, '..', 'outside');
    mkdirSync(outside);
    writeFileSync(join(outside, 'secret'), 'secret');
    symlinkSync(outside, join(server.inbox.files, 'inbox', 'way-out'));
    symlinkSync(join(outside, 'secret'), join(server.inbox.files, 'inbox', 'link'));
    expect(await client.realPath('/inbox/../../../../etc')).toBe('/etc');
    for (const path of ['/../outside/secret', '/inbox/../../outside/secret', '/inbox/way-out/secret', '/inbox/link'])
      expect(await failure(client.get(path))).toMatch(/ENOENT|EACCES|ELOOP/);
    expect(await failure(client.put(Buffer.from('x'), '/inbox/way-out/new'))).toMatch(/EACCES|denied/);
    await client.put(Buffer.from('x'), '/inbox/leaving');
    expect(await failure(client.rename('/inbox/leaving', '/inbox/way-out/new'))).toContain('EACCES');
    expect(existsSync(join(outside, 'new'))).toBe(false);
  });

  it('are many and small without waiting for one another', async () => {
    const took: number[] = [];
    for (let number = 0; number < 25; number += 1) {
      const began = performance.now();
      await client.put(Buffer.from('x'), `/inbox/quick-${number}.tmp`);
      await client.rename(`/inbox/quick-${number}.tmp`, `/inbox/quick-${number}`);
      took.push(performance.now() - began);
    }
    // With Nagle's algorithm in the way each of them takes at least 80 ms, even on an idle machine.
    expect(Math.min(...took)).toBeLessThan(70);
  });
});
