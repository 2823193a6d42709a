import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sql from 'mssql';
import { PART_ROWS } from '../fixtures/sample-database.js';
import { startSample, type SampleServer } from '../fixtures/sample-server.js';

let sample: SampleServer;
let pool: sql.ConnectionPool;

beforeAll(async () => {
  sample = await startSample();
  pool = await new sql.ConnectionPool(sample.config('reader')).connect();
});

afterAll(async () => {
  await pool.close();
  await sample.stop();
});

type Row = Record<string, unknown>;
const rowsOf = async (text: string): Promise<Row[]> => (await pool.request().query<Row>(text)).recordset;
const errorOf = async (text: string): Promise<number> => {
  const error: unknown = await pool
    .request()
    .query(text)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  return error instanceof sql.RequestError ? (error.number ?? 0) : 0;
};

describe('the types on the wire', () => {
  it('arrive as the driver reads them from SQL Server, at both ends of their range', async () => {
    const [largest, smallest, nothing] = await rowsOf('SELECT * FROM api.Kinds ORDER BY ID');
    expect(largest).toMatchObject({
      BIT1: true,
      TINY: 255,
      SMALL: 32767,
      BIG: '9223372036854775807',
      DEC15: 9999999999999.99,
      NUM9: -99999.9999,
    });
    expect(largest).toMatchObject({
      FLT: Number.MAX_VALUE,
      RL: 0.5,
      GUID: '6F9619FF-8B86-D011-B42D-00C04FC964FF',
      BYTES: Buffer.from([1, 2, 255]),
    });
    expect(largest).toMatchObject({
      OLD: new Date('9999-12-31T23:59:59.997Z'),
      SMALLDT: new Date('2079-06-06T23:59:00Z'),
      STAMP3: new Date('9999-12-31T23:59:59.999Z'),
    });
    expect(largest).toMatchObject({
      UNI: 'Zażółć',
      LONG1: 'x'.repeat(9000),
      LONGN: 'ł'.repeat(5000),
      BLOB1: Buffer.alloc(9000, 7),
    });
    expect(smallest).toMatchObject({
      BIT1: false,
      TINY: 0,
      SMALL: -32768,
      BIG: '-9223372036854775808',
      NUM9: 0.0001,
      DAY1: new Date('0001-01-01T00:00:00Z'),
    });
    expect(smallest).toMatchObject({
      OLD: new Date('1753-01-01T00:00:00Z'),
      UNI: '',
      LONGN: '',
      BYTES: Buffer.alloc(0),
      FIXED: Buffer.alloc(4),
    });
    const empty = Object.entries(nothing ?? {}).filter(([name]) => name !== 'ID' && name !== 'VER');
    expect(empty.every(([, value]) => value === null)).toBe(true);
  });

  it('keep CHAR blank padded and every exact digit through CONVERT', async () => {
    const [row] =
      await rowsOf(`SELECT CODE, WIDE, CONVERT(varchar(60), DEC38) AS d, CONVERT(varchar(40), CASH, 2) AS m, CONVERT(varchar(40), CASH) AS m2,
      CONVERT(varchar(40), BIG) AS b, CONVERT(varchar(40), DEC15) AS n, CONVERT(varchar(40), FLT, 3) AS f FROM api.Kinds WHERE ID = 1`);
    expect(row).toEqual({
      CODE: 'AB      ',
      WIDE: 'Ø   ',
      d: '1234567890123456789012345678.0123456789',
      m: '922337203685477.5807',
      m2: '922337203685477.58',
      b: '9223372036854775807',
      n: '9999999999999.99',
      f: '1.7976931348623157e+308',
    });
  });

  it('write dates in the styles a gateway asks for', async () => {
    const [row] =
      await rowsOf(`SELECT CONVERT(varchar(40), STAMP7, 126) AS stamp, CONVERT(varchar(40), ZONED) AS zoned, CONVERT(varchar(40), ZONED, 126) AS iso,
      CONVERT(varchar(40), ZONED, 127) AS utc, CONVERT(varchar(40), OLD, 121) AS old, CONVERT(varchar(40), CLOCK) AS clock, CONVERT(char(8), DAY1, 112) AS day1 FROM api.Kinds WHERE ID = 1`);
    expect(row).toEqual({
      stamp: '9999-12-31T23:59:59.9999999',
      zoned: '2026-01-31 10:20:30.1234567 +02:00',
      iso: '2026-01-31T10:20:30.1234567+02:00',
      utc: '2026-01-31T08:20:30.1234567Z',
      old: '9999-12-31 23:59:59.997',
      clock: '23:59:59.9999999',
      day1: '99991231',
    });
  });

  it('send bytes outside the code page as they are stored', async () => {
    const [row] = await rowsOf('SELECT CONVERT(varbinary(20), NAME) AS bytes FROM api.Kinds WHERE ID = 1');
    expect(row?.['bytes']).toEqual(Buffer.from([0xc6, 0x72, 0xf8, 0x20, 0x81]));
  });

  it('come back unchanged as parameters', async () => {
    const date = new Date('2026-05-06T07:08:09.123Z');
    const request = pool.request();
    request
      .input('i', sql.Int, -5)
      .input('b', sql.BigInt, '9007199254740993')
      .input('bit', sql.Bit, true)
      .input('d', sql.Decimal(15, 2), 123.45);
    request
      .input('m', sql.Money, -1.25)
      .input('f', sql.Float, 1.5)
      .input('n', sql.NVarChar(50), 'åß€ł')
      .input('v', sql.VarChar(20), 'æøå');
    request
      .input('max', sql.NVarChar(sql.MAX), 'x'.repeat(9000))
      .input('dt', sql.DateTime, date)
      .input('d2', sql.DateTime2(3), date);
    request
      .input('day', sql.Date, date)
      .input('t', sql.Time(3), date)
      .input('o', sql.DateTimeOffset(7), date)
      .input('nil', sql.NVarChar(10), null);
    request
      .input('g', sql.UniqueIdentifier, '6f9619ff-8b86-d011-b42d-00c04fc964ff')
      .input('y', sql.VarBinary(sql.MAX), Buffer.from('hi'));
    const result = await request.query<Row>(
      'SELECT @i i, @b b, @bit bit, @d d, @m m, @f f, @n n, @v v, @max AS big, @dt dt, @d2 d2, @day [day], @t t, @o o, @nil nil, @g g, @y y',
    );
    expect(result.recordset[0]).toEqual({
      ...{
        i: -5,
        b: '9007199254740993',
        bit: true,
        d: 123.45,
        m: -1.25,
        f: 1.5,
        n: 'åß€ł',
        v: 'æøå',
        big: 'x'.repeat(9000),
        nil: null,
      },
      ...{
        dt: date,
        d2: date,
        day: new Date('2026-05-06T00:00:00Z'),
        t: new Date('1970-01-01T07:08:09.123Z'),
        o: date,
      },
      ...{ g: '6F9619FF-8B86-D011-B42D-00C04FC964FF', y: Buffer.from('hi') },
    });
  });
});

describe('a gateway reads', () => {
  it('pages by key with ties, blanks and case ignored', async () => {
    const seen: unknown[] = [];
    let last = { price: 0, part: '' };
    for (;;) {
      const request = pool.request().input('top', sql.Int, 100).input('grp', sql.VarChar(2), 'g3 ');
      request.input('p', sql.Decimal(15, 2), last.price).input('k', sql.VarChar(10), last.part);
      const { recordset } = await request.query<{ PARTNO: string; PRICE: string }>(
        `SELECT TOP (@top) [PARTNO], CONVERT(varchar(40), [PRICE]) AS [PRICE] FROM [api].[Parts] AS t WHERE [GRP] = @grp
           AND ([PRICE] > @p OR ([PRICE] = @p AND [PARTNO] > @k)) ORDER BY t.[PRICE] ASC, t.[PARTNO] ASC OPTION (RECOMPILE)`,
      );
      if (recordset.length === 0) break;
      seen.push(...recordset.map((row) => row.PARTNO));
      const end = recordset.at(-1);
      last = { price: Number(end?.PRICE), part: end?.PARTNO ?? '' };
    }
    const [counted] = await rowsOf(`SELECT COUNT_BIG(*) AS n FROM api.Parts WHERE GRP = 'G3' AND PRICE IS NOT NULL`);
    expect(new Set(seen).size).toBe(seen.length);
    expect(String(seen.length)).toBe(counted?.['n']);
  });

  it('sorts by what an alias means and not by the column it hides, as SQL Server does', async () => {
    const rows = await rowsOf('SELECT TOP 3 CONVERT(varchar(40), C1) AS C1 FROM api.Parts ORDER BY C1');
    expect(rows.map((row) => row['C1'])).toEqual(['1', '10', '100']);
  });

  it('takes an IN list of 1,024 parameters and escaped LIKE patterns', async () => {
    const request = pool.request().input('l', sql.NVarChar(40), '%7 \\[50\\%]%');
    const names = Array.from({ length: 1024 }, (_, index) => {
      request.input(`k${index}`, sql.VarChar(10), `p${String(index + 1).padStart(5, '0')}`);
      return `@k${index}`;
    });
    const { recordset } = await request.query<Row>(
      `SELECT [PARTNO] FROM [api].[Parts] WHERE [PARTNO] IN (${names.join(', ')}) AND [NOTE] LIKE @l ESCAPE N'\\'`,
    );
    expect(recordset).toHaveLength(68);
  });

  it('takes children bounded per parent by ROW_NUMBER', async () => {
    const rows =
      await rowsOf(`SELECT t.[GRP], t.[PARTNO] FROM (SELECT [GRP], [PARTNO], ROW_NUMBER() OVER (PARTITION BY [GRP] ORDER BY [PARTNO]) AS [rn]
      FROM [api].[Parts] WHERE [GRP] IN ('G1', 'G2')) AS t WHERE t.rn <= 2 ORDER BY t.[GRP], t.[PARTNO]`);
    expect(rows.map((row) => `${String(row['GRP'])} ${String(row['PARTNO']).trim()}`)).toEqual([
      'G1 P00001',
      'G1 P00008',
      'G2 P00002',
      'G2 P00009',
    ]);
  });

  it('streams thousands of rows of twelve columns', async () => {
    const rows = await rowsOf('SELECT PARTNO, GRP, PRICE, QTY, NAME, NOTE, MADE, C1, C2, C3, C4, VER FROM api.Parts');
    expect(rows).toHaveLength(PART_ROWS);
  });

  it('compares exact decimals by value', async () => {
    const above = pool.request().input('p', sql.Decimal(38, 10), 0);
    expect((await above.query<Row>('SELECT ID FROM api.Kinds WHERE DEC38 > @p')).recordset).toEqual([{ ID: 1 }]);
    expect(await rowsOf('SELECT ID FROM api.Kinds WHERE DEC38 > -5 AND CASH < 3.5')).toEqual([{ ID: 2 }]);
    expect(await rowsOf('SELECT TOP 1 CONVERT(varchar(40), MAX(QTY)) AS q FROM api.Parts')).toEqual([
      { q: '5000.5000' },
    ]);
  });
});

describe('what SQL Server refuses', () => {
  it.each([
    ['SELECT GRP, PARTNO FROM api.Parts GROUP BY GRP', 8120],
    ['SELECT PARTNO FROM api.Parts OFFSET 5 ROWS', 102],
    ['SELECT DISTINCT GRP FROM api.Parts ORDER BY PARTNO', 145],
    ["SELECT PARTNO FROM api.Parts WHERE C1 = 'abc'", 245],
    ['SELECT PARTNO FROM api.Parts WHERE PARTNO = 12', 245],
    ["SELECT PARTNO FROM api.Parts WHERE MADE = 'x'", 241],
    ['SELECT PARTNO FROM api.Parts WHERE MADE = 5', 206],
    ['SELECT nope FROM api.Parts', 207],
    ['SELECT 1 FROM api.Nope', 208],
    ['SELECT @nope', 137],
    ['SELECT sqlite_version()', 195],
    ['SELECT FROM api.Parts', 156],
    ['SELECT PARTNO FROM api.Parts LIMIT 1', 102],
    ['SELECT * FROM (SELECT PARTNO FROM api.Parts ORDER BY PARTNO) t', 1033],
    ['SELECT TOP (-1) PARTNO FROM api.Parts', 1060],
    ['CREATE TABLE x (a int)', 262],
  ])('%s', async (text, number) => {
    expect(await errorOf(text)).toBe(number);
  });

  it('is a request with more than 2,100 parameters', async () => {
    const request = pool.request();
    for (let index = 0; index < 2099; index++) request.input(`p${index}`, sql.Int, index);
    await expect(request.query('SELECT 1')).rejects.toMatchObject({ number: 8003 });
  });
});
