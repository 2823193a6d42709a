import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sql from 'mssql';
import { startSample, type SampleServer } from '../fixtures/sample-server.js';

let sample: SampleServer;
let writer: sql.ConnectionPool;
let admin: sql.ConnectionPool;

beforeAll(async () => {
  sample = await startSample();
  writer = await new sql.ConnectionPool(sample.config('writer')).connect();
  admin = await new sql.ConnectionPool(sample.config('sa', { pool: { max: 2, min: 0 } })).connect();
});

afterAll(async () => {
  await writer.close();
  await admin.close();
  await sample.stop();
});

function moves(...rows: readonly (readonly [string, number])[]): sql.Table {
  const table = new sql.Table('erp.MoveList');
  table.columns.add('PARTNO', sql.VarChar(10));
  table.columns.add('QTY', sql.Decimal(11, 3));
  for (const [part, quantity] of rows) table.rows.add(part, quantity);
  return table;
}

const count = async (part: string): Promise<unknown> =>
  (await admin.request().query<{ n: number }>(`SELECT COUNT(*) AS n FROM dbo.MOVES WHERE PARTNO = '${part}'`))
    .recordset[0]?.n;

describe('a procedure', () => {
  it('takes a table, answers outputs, a status, rows and messages', async () => {
    const said: string[] = [];
    const request = writer
      .request()
      .input('Moves', moves(['P00010', 1.5], ['P00010', 2.25]))
      .output('Total', sql.Decimal(19, 4));
    request.on('info', (info: { message: string }) => said.push(info.message));
    const result = await request.execute<{ N: number }>('[erp].[AddMoves]');
    expect(result).toMatchObject({ returnValue: 0, output: { Total: 3.75 } });
    expect(result.recordset).toEqual([{ N: 2 }]);
    expect(said).toEqual(['2 moves']);
    const empty = await writer
      .request()
      .input('Moves', moves())
      .output('Total', sql.Decimal(19, 4))
      .execute('erp.AddMoves');
    expect(empty).toMatchObject({ returnValue: 4, output: { Total: null } });
  });

  it('that throws rolls its transaction back and names itself', async () => {
    const request = writer.request().input('Moves', moves(['P00011', 1], ['NOPE', 1]));
    await expect(request.execute('erp.AddMoves')).rejects.toMatchObject({
      number: 50011,
      class: 16,
      state: 3,
      procName: 'erp.AddMoves',
      message: 'Part NOPE does not exist.',
    });
    expect(await count('P00011')).toBe(0);
  });

  it('called wrongly fails as SQL Server fails', async () => {
    await expect(writer.request().execute('erp.Sleep')).rejects.toMatchObject({ number: 201 });
    await expect(writer.request().input('Bogus', 1).execute('erp.Sleep')).rejects.toMatchObject({ number: 8145 });
    await expect(writer.request().execute('erp.Nope')).rejects.toMatchObject({ number: 2812 });
  });

  it('can be called from a batch with outputs and a status', async () => {
    const { recordset } = await writer
      .request()
      .batch<Record<string, number>>(
        'DECLARE @s int, @t decimal(19,4); EXEC @s = erp.AddMoves @Total = @t OUTPUT; SELECT @s AS s, @t AS t',
      );
    expect(recordset).toEqual([{ s: 4, t: null }]);
  });

  it('is cancelled while it waits', async () => {
    const request = writer.request().input('Ms', 30_000);
    const answer = request.execute('erp.Sleep');
    setTimeout(() => request.cancel(), 50);
    await expect(answer).rejects.toMatchObject({ code: 'ECANCEL' });
  });
});

describe('a transaction', () => {
  it('is alone among writers and unseen by readers until it ends', async () => {
    const transaction = new sql.Transaction(admin);
    await transaction.begin();
    await transaction.request().query("INSERT INTO dbo.MOVES (PARTNO, SEQ, QTY) VALUES ('P00012', 1, 1)");
    expect(await count('P00012')).toBe(0);
    let second = false;
    const blocked = admin
      .request()
      .query("INSERT INTO dbo.MOVES (PARTNO, SEQ, QTY) VALUES ('P00012', 2, 1)")
      .then(() => {
        second = true;
      });
    expect((await transaction.request().query<{ t: number }>('SELECT @@TRANCOUNT AS t')).recordset).toEqual([{ t: 1 }]);
    expect(second).toBe(false);
    await transaction.commit();
    await blocked;
    expect(await count('P00012')).toBe(2);
  });

  it('is rolled back when its connection is lost', async () => {
    const lost = await new sql.ConnectionPool(sample.config('sa')).connect();
    lost.on('error', () => undefined);
    const transaction = new sql.Transaction(lost);
    await transaction.begin();
    await transaction.request().query("INSERT INTO dbo.MOVES (PARTNO, SEQ, QTY) VALUES ('P00013', 1, 1)");
    sample.server.faults.add({ on: 'request', match: 'SELECT 66', times: 1, drop: 'before' });
    await expect(transaction.request().query('SELECT 66 AS x')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await count('P00013')).toBe(0);
    await transaction.rollback().catch(() => undefined);
    await lost.close();
  });

  it.each([
    ["INSERT INTO dbo.MOVES (PARTNO, SEQ, QTY) VALUES ('NOPE', 1, 1)", 547],
    ["INSERT INTO dbo.PARTS (PARTNO, GRP) VALUES ('P00001', 'x')", 2627],
    ["INSERT INTO dbo.PARTS (PARTNO) VALUES ('NEW')", 515],
    ["UPDATE dbo.PARTS SET GRP = 'toolong' WHERE PARTNO = 'P00001'", 2628],
    ['COMMIT', 3902],
  ])('refuses %s', async (text, number) => {
    await expect(admin.request().query(text)).rejects.toMatchObject({ number });
  });

  it('gives every changed row a higher rowversion', async () => {
    const read = async (): Promise<Buffer | undefined> =>
      (await admin.request().query<{ VER: Buffer }>("SELECT VER FROM dbo.PARTS WHERE PARTNO = 'P00020'")).recordset[0]
        ?.VER;
    const before = await read();
    await admin.request().query("UPDATE dbo.PARTS SET C1 = C1 + 1 WHERE PARTNO = 'P00020'");
    const after = await read();
    expect(Buffer.compare(after ?? Buffer.alloc(8), before ?? Buffer.alloc(8))).toBe(1);
  });
});
