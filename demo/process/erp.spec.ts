// The ERP as a client meets it, over TDS: who may do what, what the values look like, and how the two servers differ.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mssql from 'mssql';
import type { ConnectionPool } from 'mssql';
import { dirtyRows } from '../contoso/dirt.js';
import type { LoginName } from '../contoso/logins.js';
import { viewNames } from '../contoso/views.js';
import type { ServerName } from './listener.js';
import type { TemporaryErp } from './temporary-erp.js';
import { smallScale, temporaryErp } from './temporary-erp.js';

let erp: TemporaryErp;
let reader: ConnectionPool;
beforeAll(async () => {
  erp = await temporaryErp();
  reader = await erp.connect('banyan_reader');
});
afterAll(() => erp.stop());

type Rows = Record<string, unknown>[];
const read = async (pool: ConnectionPool, sql: string): Promise<Rows> =>
  (await pool.request().query<Rows[number]>(sql)).recordset;
const refusal = async (login: LoginName, sql: string, server: ServerName = 'primary'): Promise<unknown> => {
  const pool = await erp.connect(login, server);
  return pool
    .request()
    .query(sql)
    .then(
      () => 'done',
      (error: unknown) => (error as { number?: number }).number,
    );
};

describe('the reader', () => {
  it.each(viewNames)('reads %s', async (view) => {
    expect(await read(reader, `SELECT TOP 1 * FROM ${view}`)).toHaveLength(1);
  });

  it.each([
    'CUSTMF',
    'CUSTAD',
    'ITEMMF',
    'PRICLS',
    'PRICLN',
    'STKBAL',
    'ORDHED',
    'ORDLIN',
    'INVHED',
    'INVLIN',
    'SHPHED',
    'SYSBEA',
    'EFFLOG',
    'FILLOG',
  ])('is denied the table %s', async (table) => {
    expect(await refusal('banyan_reader', `SELECT * FROM dbo.${table}`)).toBe(229);
  });

  it.each([
    `UPDATE api.Customers SET NOTE = 'x'`,
    'DELETE FROM api.Orders',
    `INSERT INTO api.PriceLists (PRLCOD) VALUES ('X')`,
    `EXEC erp.SetCreditLimit @CustNo = 'C10001', @CrdLim = 1, @OldLim = NULL`,
  ])('is denied %s', async (sql) => {
    expect(await refusal('banyan_reader', sql)).toBe(229);
  });
});

describe('the other logins', () => {
  it('may run procedures but not read, as the writer', async () => {
    expect(await refusal('banyan_writer', 'SELECT * FROM api.Orders')).toBe(229);
    expect(await refusal('banyan_writer', `SELECT * FROM dbo.ORDHED`)).toBe(229);
  });

  it('may connect and do nothing, as the curious one', async () => {
    expect(await refusal('curious', 'SELECT * FROM api.Orders')).toBe(229);
    expect(await refusal('curious', `EXEC erp.SetCreditLimit @CustNo = 'C10001', @CrdLim = 1, @OldLim = NULL`)).toBe(
      229,
    );
  });

  it('may do everything, as the owner', async () => {
    const owner = await erp.connect('erp_owner', 'primary');
    expect(await read(owner, 'SELECT TOP 1 CUSTNO FROM dbo.CUSTMF')).toHaveLength(1);
    expect(await refusal('erp_owner', `UPDATE dbo.CUSTMF SET NOTE = 'x' WHERE CUSTNO = 'C10002'`)).toBe('done');
  });
});

describe('the two servers', () => {
  const updateability = `SELECT CONVERT(varchar(20), DATABASEPROPERTYEX(DB_NAME(), 'Updateability')) AS mode`;

  it('say of themselves what they are', async () => {
    expect(await read(reader, updateability)).toEqual([{ mode: 'READ_ONLY' }]);
    expect(await read(await erp.connect('banyan_reader', 'primary'), updateability)).toEqual([{ mode: 'READ_WRITE' }]);
  });

  it('refuse writes on the replica, whoever asks', async () => {
    expect(await refusal('erp_owner', `UPDATE dbo.CUSTMF SET NOTE = 'x'`, 'replica')).toBe(3906);
    expect(
      await refusal(
        'banyan_writer',
        `EXEC erp.SetCreditLimit @CustNo = 'C10002', @CrdLim = NULL, @OldLim = NULL`,
        'replica',
      ),
    ).toBe(3906);
  });

  it('show the same data', async () => {
    const owner = await erp.connect('erp_owner', 'primary');
    await owner.request().query(`UPDATE dbo.CUSTMF SET NOTE = 'seen by both' WHERE CUSTNO = 'C10003'`);
    const rows = await read(reader, `SELECT NOTE FROM api.Customers WHERE CUSTNO = 'C10003'`);
    expect(rows).toEqual([{ NOTE: 'seen by both' }]);
  });
});

describe('the values', () => {
  it('are padded, exact and typed as an old SQL Server sends them', async () => {
    const sql = `SELECT CUSTNO, CRDLIM, CONVERT(varchar(50), TURNOV) AS TURNOV, SYSKEY, ROWVER, CRTDAT FROM api.Customers WHERE CUSTNO = 'C10001'`;
    const [customer] = await read(reader, sql);
    expect(customer?.['CUSTNO']).toBe('C10001    ');
    expect(customer?.['SYSKEY']).toBe('9007199254740993');
    expect(customer?.['TURNOV']).toMatch(/^\d{11,13}\.\d{8}$/);
    expect(customer?.['ROWVER']).toHaveLength(8);
    expect(customer?.['CRTDAT']).toBeGreaterThan(19_980_101);
  });

  it('find a row by a key that is padded or is not', async () => {
    for (const key of ['C10001', 'C10001    '])
      expect(await read(reader, `SELECT CUSTNO FROM api.Customers WHERE CUSTNO = '${key}'`)).toHaveLength(1);
  });

  it('have a row version on every customer, item and order, growing with each change', async () => {
    for (const view of ['api.Customers', 'api.Items', 'api.Orders'])
      expect(await read(reader, `SELECT COUNT(*) AS n FROM ${view} WHERE ROWVER IS NULL`)).toEqual([{ n: 0 }]);
    const version = async (): Promise<string> => {
      const [row] = await read(reader, `SELECT ROWVER FROM api.Customers WHERE CUSTNO = 'C10004'`);
      return (row?.['ROWVER'] as Buffer).toString('hex');
    };
    const before = await version();
    await (
      await erp.connect('erp_owner', 'primary')
    )
      .request()
      .query(`UPDATE dbo.CUSTMF SET NOTE = 'v' WHERE CUSTNO = 'C10004'`);
    expect((await version()) > before).toBe(true);
  });

  it('keep Polish letters in NVARCHAR and Danish ones in VARCHAR', async () => {
    const [danish] = await read(reader, `SELECT COUNT(*) AS n FROM api.Items WHERE ITEMTX LIKE '%ø%'`);
    const [polish] = await read(reader, `SELECT COUNT(*) AS n FROM api.Items WHERE ITEMTU LIKE N'%Ł%'`);
    expect(danish?.['n']).toBeGreaterThan(0);
    expect(polish?.['n']).toBeGreaterThan(0);
  });

  it('carry the byte that the code page leaves undefined out to the driver', async () => {
    const [dirty] = dirtyRows(smallScale).filter(({ kind }) => kind === 'undefined-byte');
    const sql = `SELECT NOTE, CONVERT(varbinary(3), NOTE) AS raw FROM api.Customers WHERE CUSTNO = '${String(dirty?.key['CUSTNO'])}'`;
    const [row] = await read(reader, sql);
    expect((row?.['raw'] as Buffer).toString('hex')).toBe('466c81');
    expect(row?.['NOTE']).toBe('Fl\uFFFDde, ring first');
  });
});

describe('the heartbeat', () => {
  const beat = async (): Promise<Date> => {
    const [row] = await read(reader, 'SELECT BEATAT FROM api.Heartbeat');
    return row?.['BEATAT'] as Date;
  };

  it('shows the local time, and can be made to lag', async () => {
    expect((await beat()).toISOString().slice(0, 10) >= '2026-01-01').toBe(true);
    const now = await beat();
    erp.erp.heartbeat.showBehind(7200);
    const lag = now.getTime() - (await beat()).getTime();
    expect(lag).toBeGreaterThan(7_100_000);
    expect(lag).toBeLessThan(7_300_000);
    expect(erp.erp.heartbeat.thaw().frozen).toBe(false);
    expect((await beat()).getTime()).toBeGreaterThanOrEqual(now.getTime());
  });

  it('leaves a beat out, and nobody waiting, while somebody else writes', async () => {
    const transaction = new mssql.Transaction(await erp.connect('erp_owner', 'primary'));
    await transaction.begin();
    await transaction.request().query(`UPDATE dbo.CUSTMF SET NOTE = 'held' WHERE CUSTNO = 'C10001'`);
    const before = erp.erp.heartbeat.freeze().beatAt;
    expect(erp.erp.heartbeat.thaw().beatAt).toBe(before);
    await transaction.rollback();
    expect(erp.erp.heartbeat.thaw().beatAt > before).toBe(true);
  });
});
