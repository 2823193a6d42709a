// Clients without manners: whatever they do, the server goes on serving the others.
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TemporaryInbox } from '../inbox/temporary-inbox.js';
import { rawClient, temporaryInbox } from '../inbox/temporary-inbox.js';

let server: TemporaryInbox;
beforeAll(async () => {
  server = await temporaryInbox();
});
afterAll(() => server.stop());

const stillServes = async (): Promise<void> => {
  const client = await server.connect();
  await client.put(Buffer.from('x'), '/inbox/still');
  expect(server.bytes('inbox/still').toString()).toBe('x');
  await client.end();
};

/** Seeded bytes. */
function noise(length: number, seed: number): Buffer {
  let state = seed;
  const next = (): number => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16;
  return Buffer.from(Array.from({ length }, next));
}

describe('the server goes on when a client', () => {
  it('sends noise instead of a handshake, at once or behind a proper greeting', async () => {
    const sockets: Socket[] = [];
    for (let seed = 1; seed <= 20; seed += 1) {
      const socket = connect(server.inbox.port, '127.0.0.1');
      sockets.push(socket.on('error', () => undefined));
      if (seed % 2 === 0) socket.write('SSH-2.0-rude\r\n');
      socket.write(noise(4096, seed));
      if (seed % 5 === 0) socket.end();
    }
    await stillServes();
    for (const socket of sockets) socket.destroy();
  });

  it('goes away in the middle of a file', async () => {
    const { sftp, client, closed } = await server.raw();
    const handle = await new Promise<Buffer>((resolve) => sftp.open('/inbox/half', 'w', (_, made) => resolve(made)));
    for (let piece = 0; piece < 20; piece += 1)
      sftp.write(handle, noise(30_000, 7), 0, 30_000, piece * 30_000, () => undefined);
    client.destroy();
    await closed;
    await stillServes();
  });

  it('sends packets that are none', async () => {
    for (const packet of [
      noise(64, 3),
      Buffer.from([0, 0, 0, 0]),
      Buffer.from([0xff, 0xff, 0xff, 0xff, 1]),
      Buffer.from([0, 0, 0, 2, 3, 0]),
    ]) {
      const { client, closed } = await rawClient(server.inbox, server.password);
      const channel = await new Promise<{ write(data: Buffer): void }>((resolve, reject) => {
        client.subsys('sftp', (error, made) => (error === undefined ? resolve(made) : reject(error)));
      });
      channel.write(packet);
      await closed;
    }
    await stillServes();
  });

  it('uses handles that are none, opens more than it may, and asks for impossible places', async () => {
    const { sftp, client } = await server.raw();
    const told = (work: (done: (error?: Error | null) => void) => void): Promise<string> =>
      new Promise((resolve) => work((error) => resolve(error?.message ?? 'done')));
    const nothing = Buffer.from([9, 9, 9, 9]);
    expect(await told((done) => sftp.close(nothing, done))).toContain('EBADF');
    expect(await told((done) => sftp.read(nothing, Buffer.alloc(8), 0, 8, 0, done))).toContain('EBADF');
    expect(await told((done) => sftp.write(nothing, Buffer.alloc(8), 0, 8, 0, done))).toContain('EBADF');
    expect(await told((done) => sftp.stat('/inbox/a\0b', done))).not.toBe('done');
    const far = await new Promise<Buffer>((resolve) => sftp.open('/inbox/far', 'w', (_, made) => resolve(made)));
    expect(await told((done) => sftp.write(far, Buffer.alloc(8), 0, 8, 2 ** 50, done))).toContain('EFBIG');
    const opened: string[] = [];
    for (let number = 0; number < 80; number += 1)
      opened.push(await told((done) => sftp.open('/inbox/far', 'r', done)));
    expect(opened.filter((outcome) => outcome === 'done')).toHaveLength(63);
    expect(opened.at(-1)).toContain('EMFILE');
    client.end();
    await stillServes();
  });

  it('asks on and on without waiting for answers', async () => {
    await server.control('POST', '/faults', { on: 'stat', match: '/inbox/greedy', times: 1, stall: true });
    const { sftp, closed } = await server.raw();
    for (let number = 0; number < 1100; number += 1) sftp.stat('/inbox/greedy', () => undefined);
    await closed;
    await stillServes();
    await server.control('DELETE', '/faults');
  });
});
