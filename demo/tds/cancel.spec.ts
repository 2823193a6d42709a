import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import sql from 'mssql';
import { startSample, type ClientConfig, type SampleServer } from '../fixtures/sample-server.js';

/** Soon over, and longer than a busy machine needs for a request that nothing keeps up. */
const REQUEST_MS = 3_000;

let sample: SampleServer;
const pools: sql.ConnectionPool[] = [];

async function connect(changes: Partial<ClientConfig> = {}, user = 'reader'): Promise<sql.ConnectionPool> {
  const pool = new sql.ConnectionPool({ ...sample.config(user, changes) });
  pool.on('error', () => undefined);
  pools.push(pool);
  return pool.connect();
}

/** Resolves once the condition holds. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

const one = async (pool: sql.ConnectionPool): Promise<unknown> =>
  (await pool.request().query<{ x: number }>('SELECT 1 AS x')).recordset[0];

beforeAll(async () => {
  sample = await startSample();
});

beforeEach(() => {
  sample.server.faults.clear();
  sample.server.log.reset();
});

afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.close()));
  await sample.stop();
});

describe('a cancelled request', () => {
  it('is acknowledged after a timeout, and its connection is used again', async () => {
    const pool = await connect({ requestTimeout: REQUEST_MS });
    await one(pool);
    const { logins } = sample.server.counters;
    await expect(pool.request().batch("WAITFOR DELAY '00:00:30'")).rejects.toMatchObject({ code: 'ETIMEOUT' });
    expect(await one(pool)).toEqual({ x: 1 });
    expect(sample.server.counters.logins).toBe(logins);
    expect(sample.server.log.entries().find((entry) => entry.text.includes('WAITFOR'))).toMatchObject({
      outcome: 'cancelled',
    });
  });

  it('stalled by a fault is acknowledged too', async () => {
    const pool = await connect({ requestTimeout: REQUEST_MS });
    sample.server.faults.add({ on: 'request', match: 'SELECT 5', times: 1, stall: true });
    await expect(pool.request().query('SELECT 5 AS x')).rejects.toMatchObject({ code: 'ETIMEOUT' });
    expect(await one(pool)).toEqual({ x: 1 });
  });

  it('that waits for the writer lock gives up its place', async () => {
    const [first, second] = [await connect({}, 'sa'), await connect({}, 'sa')];
    const transaction = new sql.Transaction(first);
    await transaction.begin();
    await transaction.request().query("UPDATE dbo.PARTS SET NOTE = N'a' WHERE PARTNO = 'P00001'");
    const blocked = second.request();
    const answer = blocked.query("UPDATE dbo.PARTS SET NOTE = N'b' WHERE PARTNO = 'P00001'");
    await until(() => sample.server.log.entries().some((entry) => entry.text.includes("N'b'")));
    blocked.cancel();
    await expect(answer).rejects.toMatchObject({ code: 'ECANCEL' });
    await transaction.rollback();
    const { recordset } = await second
      .request()
      .query<{ NOTE: string }>("SELECT NOTE FROM dbo.PARTS WHERE PARTNO = 'P00001'");
    expect(recordset[0]?.NOTE).toBe('Notat 1 [50%]');
  });

  it('at random moments never upsets the next one', async () => {
    const pool = await connect();
    for (let round = 0; round < 40; round++) {
      const request = pool.request();
      const answer = request.query('SELECT TOP 2000 * FROM api.Parts').catch((error: unknown) => error);
      for (let turn = 0; turn < round; turn++) await new Promise((resolve) => setImmediate(resolve));
      request.cancel();
      await answer;
      const { recordset } = await pool.request().input('n', sql.Int, round).query<{ n: number }>('SELECT @n AS n');
      expect(recordset[0]?.n).toBe(round);
    }
  });
});

describe('a server that ignores the cancel', () => {
  it('costs the connection, and counts as running until the socket is gone', async () => {
    const pool = await connect({ requestTimeout: REQUEST_MS, options: { encrypt: false, cancelTimeout: 150 } });
    await one(pool);
    sample.server.faults.add({ on: 'request', match: 'SELECT 6', times: 1, stall: true, ignoreAttention: true });
    const answer = pool.request().query('SELECT 6 AS x');
    await until(() => sample.server.log.running === 1);
    await expect(answer).rejects.toMatchObject({ code: 'ETIMEOUT' });
    await until(() => sample.server.log.running === 0);
    expect(await one(pool)).toEqual({ x: 1 });
    expect(sample.server.log.entries().find((entry) => entry.text.includes('SELECT 6'))).toMatchObject({
      outcome: 'dropped',
    });
  });

  it('may go on working after the client has left', async () => {
    const others = sample.server.sessions;
    const pool = await connect({ requestTimeout: 1_000, options: { encrypt: false, cancelTimeout: 50 } });
    sample.server.faults.add({ on: 'request', match: 'SELECT 7', times: 1, delayMs: 10_000, ignoreAttention: true });
    await expect(pool.request().query('SELECT 7 AS x')).rejects.toMatchObject({ code: 'ETIMEOUT' });
    await until(() => sample.server.sessions === others);
    expect(sample.server.log.running).toBe(1);
    await until(() => sample.server.log.running === 0);
  });
});
