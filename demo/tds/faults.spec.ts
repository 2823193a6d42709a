import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import sql from 'mssql';
import { startSample, type ClientConfig, type SampleServer } from '../fixtures/sample-server.js';
import { TdsServer } from './server.js';

let sample: SampleServer;
let pool: sql.ConnectionPool;

async function connect(changes: Partial<ClientConfig> = {}, user = 'reader'): Promise<sql.ConnectionPool> {
  const made = new sql.ConnectionPool({ ...sample.config(user, changes) });
  made.on('error', () => undefined);
  return made.connect();
}

beforeAll(async () => {
  sample = await startSample();
  pool = await connect();
});

afterEach(() => {
  sample.server.faults.clear();
  sample.server.log.reset();
});

afterAll(async () => {
  await pool.close();
  await sample.stop();
});

describe('a login', () => {
  it('with a wrong password, an unknown name or another database is refused', async () => {
    await expect(connect({ password: 'wrong' })).rejects.toMatchObject({ code: 'ELOGIN' });
    await expect(connect({ user: 'nobody' })).rejects.toMatchObject({ code: 'ELOGIN' });
    const { refusedLogins } = sample.server.counters;
    await expect(
      connect({ database: 'Other', options: { encrypt: false, maxRetriesOnTransientErrors: 0 } }),
    ).rejects.toMatchObject({ code: 'ELOGIN' });
    expect(sample.server.counters.refusedLogins).toBe(refusedLogins + 1);
  });

  it('is refused altogether by a switch', async () => {
    sample.server.faults.refuseLogins = true;
    await expect(connect()).rejects.toMatchObject({ code: 'ELOGIN' });
  });

  it('is stalled, dropped and routed on demand', async () => {
    sample.server.faults.add({ on: 'login', match: 'reader', times: 1, stall: true });
    await expect(connect({ connectionTimeout: 150 })).rejects.toMatchObject({ code: 'ETIMEOUT' });
    sample.server.faults.add({ on: 'login', times: 1, drop: 'before' });
    await expect(connect()).rejects.toMatchObject({ code: 'ESOCKET' });
    const replica = new TdsServer({ engine: sample.engine, encryption: 'off', serverName: 'REPLICA' });
    const port = await replica.listen();
    // The driver's pool probes with one connection first, so the route is needed twice.
    sample.server.faults.add({ on: 'login', times: 2, route: { host: '127.0.0.1', port } });
    const routed = await connect({ options: { encrypt: false, readOnlyIntent: true } });
    expect((await routed.request().query<{ n: string }>('SELECT @@SERVERNAME AS n')).recordset).toEqual([
      { n: 'REPLICA' },
    ]);
    await routed.close();
    await replica.close();
  });
});

describe('a request', () => {
  it('fails with the error asked for, as often as asked', async () => {
    sample.server.faults.add({ on: 'request', match: /from api\.parts/i, times: 1, error: { number: 1205 } });
    await expect(pool.request().query('SELECT TOP 1 PARTNO FROM api.Parts')).rejects.toMatchObject({
      number: 1205,
      class: 13,
      message: expect.stringMatching(/Process ID \d+\) was deadlocked/) as unknown,
    });
    await expect(pool.request().query('SELECT TOP 1 PARTNO FROM api.Parts')).resolves.toMatchObject({
      rowsAffected: [1],
    });
  });

  it('that is a deadlock victim loses its transaction', async () => {
    const admin = await connect({}, 'sa');
    sample.server.faults.add({ on: 'request', match: "N'dead'", times: 1, error: { number: 1205 } });
    const transaction = new sql.Transaction(admin);
    await transaction.begin();
    await transaction.request().query("UPDATE dbo.PARTS SET NOTE = N'first' WHERE PARTNO = 'P00002'");
    await expect(transaction.request().query("UPDATE dbo.PARTS SET NOTE = N'dead'")).rejects.toMatchObject({
      number: 1205,
    });
    await expect(transaction.commit()).rejects.toMatchObject({ code: 'EABORT' });
    const { recordset } = await admin
      .request()
      .query<{ NOTE: string }>("SELECT NOTE FROM dbo.PARTS WHERE PARTNO = 'P00002'");
    expect(recordset[0]?.NOTE).toBe('Notat 2 [50%]');
    await admin.close();
  });

  it('is dropped before or in the middle of its answer, and the pool connects anew', async () => {
    sample.server.faults.add({ on: 'request', match: 'SELECT 88', times: 1, drop: 'before' });
    await expect(pool.request().query('SELECT 88 AS x')).rejects.toMatchObject({ code: 'ECONNRESET' });
    sample.server.faults.add({ on: 'request', match: 'api.Parts', times: 1, drop: 'midway' });
    let rows = 0;
    const request = pool.request();
    request.stream = true;
    request.on('row', () => {
      rows += 1;
    });
    const failed = once(request, 'error');
    void request.query('SELECT TOP 900 * FROM api.Parts');
    expect(await failed).toMatchObject([{ code: 'ECONNRESET' }]);
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThan(900);
    expect((await pool.request().query<{ x: number }>('SELECT 1 AS x')).recordset).toEqual([{ x: 1 }]);
  });

  it('dropped midway has done its work when it is a procedure', async () => {
    const writer = await connect({}, 'writer');
    const before = await pool.request().query<{ n: number }>('SELECT COUNT(*) AS n FROM api.Moves');
    sample.server.faults.add({ on: 'request', match: 'erp.AddMoves', times: 1, drop: 'midway' });
    const moves = new sql.Table('erp.MoveList');
    moves.columns.add('PARTNO', sql.VarChar(10));
    moves.columns.add('QTY', sql.Decimal(11, 3));
    moves.rows.add('P00003', 1);
    await expect(writer.request().input('Moves', moves).execute('erp.AddMoves')).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    const after = await pool.request().query<{ n: number }>('SELECT COUNT(*) AS n FROM api.Moves');
    expect(after.recordset[0]?.n).toBe((before.recordset[0]?.n ?? 0) + 1);
    await writer.close();
  });
});

describe('the log', () => {
  it('holds every statement with its parameters, login and outcome', async () => {
    await pool
      .request()
      .input('n', sql.Decimal(15, 2), 12.5)
      .input('t', sql.NVarChar(20), 'ø')
      .query('SELECT @n AS n, @t AS t');
    await pool
      .request()
      .query('SELECT nope FROM api.Parts')
      .catch(() => undefined);
    const [good, bad] = sample.server.log.entries();
    expect(good).toMatchObject({
      login: 'reader',
      kind: 'statement',
      text: 'SELECT @n AS n, @t AS t',
      outcome: 'ok',
      rows: 1,
    });
    expect(good?.parameters).toEqual([
      { name: '@n', type: 'decimal(15,2)', value: 12.5 },
      { name: '@t', type: 'nvarchar(20)', value: 'ø' },
    ]);
    expect(bad).toMatchObject({ outcome: 'error', error: 207 });
    expect(good?.session).toBeGreaterThan(50);
    expect(good?.end).toBeGreaterThanOrEqual(good?.start ?? Infinity);
  });

  it('counts what runs at once, delays included', async () => {
    const wide = await connect({ pool: { max: 3, min: 0 } });
    sample.server.faults.add({ on: 'request', match: 'SELECT 9', delayMs: 150 });
    await Promise.all(Array.from({ length: 9 }, () => wide.request().query('SELECT 9 AS x')));
    expect(sample.server.log.highest).toBe(3);
    expect(sample.server.log.running).toBe(0);
    await wide.close();
  });
});
