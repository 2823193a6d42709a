import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createServer, connect, type AddressInfo } from 'node:net';
import sql from 'mssql';
import { startSample, type SampleServer } from '../fixtures/sample-server.js';

let sample: SampleServer;

beforeAll(async () => {
  sample = await startSample();
});

afterAll(async () => {
  await sample.stop();
});

/** A small seeded generator, so that a failure can be repeated. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** The bytes a real client sends: a login, a query with parameters, a procedure call. */
async function record(): Promise<Buffer[]> {
  const sent: Buffer[] = [];
  const proxy = createServer((client) => {
    const upstream = connect(sample.server.port, '127.0.0.1');
    client.on('data', (data: Buffer) => {
      sent.push(Buffer.from(data));
      upstream.write(data);
    });
    upstream.pipe(client);
    client.on('close', () => upstream.destroy());
    client.on('error', () => undefined);
    upstream.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const pool = new sql.ConnectionPool({ ...sample.config('sa', { port: (proxy.address() as AddressInfo).port }) });
  await pool.connect();
  sent.length = 0;
  await pool
    .request()
    .input('a', sql.NVarChar(50), 'x')
    .input('d', sql.DateTime2(3), new Date(0))
    .input('c', sql.Decimal(18, 2), 1.5)
    .query('SELECT TOP 5 * FROM api.Parts WHERE NAME > @a');
  await pool.request().input('Ms', sql.Int, 1).execute('erp.Sleep');
  await pool.close();
  proxy.close();
  return sent;
}

async function replay(chunks: readonly Buffer[]): Promise<void> {
  await new Promise<void>((resolve) => {
    const socket = connect(sample.server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
    let next = 0;
    const step = (): void => {
      const chunk = chunks[next++];
      if (chunk === undefined) socket.destroy();
      else socket.write(chunk, () => setImmediate(step));
    };
    socket.on('connect', step);
    socket.resume();
  });
}

it('a conversation with flipped bytes never harms the server', async () => {
  const recorded = await record();
  expect(recorded.length).toBeGreaterThan(3);
  const random = seeded(11);
  for (let round = 0; round < 150; round++) {
    const chunks = recorded.map((chunk) => {
      const copy = Buffer.from(chunk);
      for (let flips = random(4); flips > 0 && copy.length > 9; flips--)
        copy[8 + random(copy.length - 8)] = random(256);
      return copy;
    });
    await replay(chunks);
  }
  const pool = await new sql.ConnectionPool(sample.config('reader')).connect();
  expect((await pool.request().query<{ x: number }>('SELECT 1 AS x')).recordset).toEqual([{ x: 1 }]);
  await pool.close();
  expect(sample.server.log.running).toBe(0);
});
