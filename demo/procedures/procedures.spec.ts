// The procedures, called as an integration calls them: over TDS, with a login that may do nothing else.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mssql from 'mssql';
import type { TemporaryErp } from '../process/temporary-erp.js';
import { temporaryErp } from '../process/temporary-erp.js';

let erp: TemporaryErp;
let writer: mssql.ConnectionPool;
let owner: mssql.ConnectionPool;
beforeAll(async () => {
  erp = await temporaryErp({ clock: () => Date.UTC(2026, 10, 20, 8, 5, 9) });
  writer = await erp.connect('banyan_writer', 'primary');
  owner = await erp.connect('erp_owner', 'primary');
  await owner.request().query(
    `UPDATE dbo.CUSTMF SET CUSTST = 'A', HOLD = 'N', CURCOD = 'DKK', PRLCOD = 'DKK-ST', CRDLIM = 1000000, BALAMT = 100
     WHERE CUSTNO = 'C10001';
     UPDATE dbo.CUSTMF SET CUSTST = 'A', HOLD = 'J' WHERE CUSTNO = 'C10002';
     UPDATE dbo.CUSTMF SET CUSTST = 'C' WHERE CUSTNO = 'C10003';
     UPDATE dbo.ITEMMF SET ITEMST = 'U' WHERE ITEMNO = 'BLT-00002';
     UPDATE dbo.ITEMMF SET ITEMST = 'A' WHERE ITEMNO = 'FIT-00003';
     UPDATE dbo.PRICLN SET PRICE = 12.34 WHERE PRLCOD = 'DKK-ST' AND ITEMNO = 'BRG-00001';
     UPDATE dbo.ITEMMF SET BASPRC = 50000 WHERE ITEMNO = 'FIT-00003';
     DELETE FROM dbo.PRICLN WHERE ITEMNO = 'FIT-00003'`,
  );
});
afterAll(() => erp.stop());

type Line = readonly [item: string, quantity: number];
interface Order {
  readonly customer?: string;
  readonly currency?: string;
  readonly reference?: string | null;
  readonly note?: string | null;
}

const rows = async (sql: string): Promise<Record<string, unknown>[]> =>
  (await owner.request().query<Record<string, unknown>>(sql)).recordset;

function submit(lines: readonly Line[], order: Order = {}): Promise<mssql.IProcedureResult<unknown>> {
  const table = new mssql.Table('erp.OrderLineList');
  table.columns.add('ITEMNO', mssql.Char(15), { nullable: true });
  table.columns.add('QTY', mssql.Decimal(11, 3), { nullable: true });
  for (const [item, quantity] of lines) table.rows.add(item, quantity);
  return writer
    .request()
    .input('CustNo', mssql.Char(10), order.customer ?? 'C10001')
    .input('Cur', mssql.Char(3), order.currency ?? 'DKK')
    .input('Lines', table)
    .input('Ref', mssql.VarChar(26), order.reference ?? null)
    .input('Note', mssql.VarChar(40), order.note ?? null)
    .output('OrdNo', mssql.Char(12))
    .execute('erp.SubmitOrder');
}

const thrown = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { number?: number }).number,
  );

describe('erp.SubmitOrder', () => {
  it('books an order with its lines, reserves stock and charges the customer', async () => {
    const stock = `SELECT QTYRSV FROM dbo.STKBAL WHERE WHSNO = '01' AND ITEMNO = 'BRG-00001'`;
    const [before] = await rows(stock);
    const result = await submit(
      [
        ['BRG-00001', 2.5],
        ['BRG-00001', 1],
      ],
      { reference: '01ARZ3NDEKTSV4RRFFQ69G5FAV', note: 'Levér før kl. 10' },
    );
    expect(result.returnValue).toBe(0);
    const number = String(result.output['OrdNo']).trimEnd();
    expect(number).toBe('SO-101001');
    expect(await rows(`SELECT CUSTNO, ORDSTS, HOLD, ORDDAT, ORDTIM, ORDTOT, ORDCUR, ORDTXT, EXTREF FROM api.Orders WHERE ORDNO = '${number}'`)).toEqual([
      { CUSTNO: 'C10001    ', ORDSTS: 'O', HOLD: 'N', ORDDAT: 20261120, ORDTIM: 90509, ORDTOT: 43.19, ORDCUR: 'DKK', ORDTXT: 'Levér før kl. 10', EXTREF: '01ARZ3NDEKTSV4RRFFQ69G5FAV' },
    ]); // prettier-ignore
    expect(
      await rows(`SELECT LINNO, QTY, UPRICE, LINAMT FROM api.OrderLines WHERE ORDNO = '${number}' ORDER BY LINNO`),
    ).toEqual([
      { LINNO: 10, QTY: 2.5, UPRICE: 12.34, LINAMT: 30.85 },
      { LINNO: 20, QTY: 1, UPRICE: 12.34, LINAMT: 12.34 },
    ]);
    expect(await rows(stock)).toEqual([{ QTYRSV: Number(before?.['QTYRSV']) + 3.5 }]);
    expect(await rows(`SELECT BALAMT FROM dbo.CUSTMF WHERE CUSTNO = 'C10001'`)).toEqual([{ BALAMT: 143.19 }]);
  });

  it('makes two orders of two calls with one reference, because it never looks', async () => {
    const reference = '01ARZ3NDEKTSV4RRFFQ69G5FAW';
    await submit([['BRG-00001', 1]], { reference });
    await submit([['BRG-00001', 1]], { reference });
    expect(await rows(`SELECT COUNT(*) AS n FROM api.Orders WHERE EXTREF = '${reference}'`)).toEqual([{ n: 2 }]);
  });

  it('puts a large order on hold', async () => {
    const { output } = await submit([['FIT-00003', 6]]);
    const number = String(output['OrdNo']).trimEnd();
    expect(await rows(`SELECT HOLD, ORDTOT FROM api.Orders WHERE ORDNO = '${number}'`)).toEqual([
      { HOLD: 'J', ORDTOT: 300_000 },
    ]);
  });

  it('falls back on the base price, in the currency of the order', async () => {
    const { output } = await submit([['FIT-00003', 1]], { currency: 'EUR' });
    const number = String(output['OrdNo']).trimEnd();
    expect(await rows(`SELECT ORDTOT FROM api.Orders WHERE ORDNO = '${number}'`)).toEqual([{ ORDTOT: 7000 }]);
  });

  it('returns 4 and books nothing when the credit limit would be passed', async () => {
    const before = await rows('SELECT COUNT(*) AS n FROM api.Orders');
    const result = await submit([['FIT-00003', 20]]);
    expect(result.returnValue).toBe(4);
    expect(result.output['OrdNo']).toBeNull();
    expect(await rows('SELECT COUNT(*) AS n FROM api.Orders')).toEqual(before);
  });

  it.each<[number, string, readonly Line[], Order]>([
    [50010, 'a customer on hold', [['BRG-00001', 1]], { customer: 'C10002' }],
    [50011, 'an item that does not exist', [['NO-SUCH', 1]], {}],
    [
      50011,
      'an item that is discontinued',
      [
        ['BRG-00001', 1],
        ['BLT-00002', 1],
      ],
      {},
    ],
    [50012, 'a customer that does not exist', [['BRG-00001', 1]], { customer: 'C99999' }],
    [50012, 'a customer that is closed', [['BRG-00001', 1]], { customer: 'C10003' }],
    [50013, 'an order without lines', [], {}],
    [50013, 'a quantity of nothing', [['BRG-00001', 0]], {}],
    [50014, 'a currency that is not traded', [['BRG-00001', 1]], { currency: 'USD' }],
  ])('throws %i for %s, and books nothing', async (number, _, lines, order) => {
    const before = await rows('SELECT COUNT(*) AS n FROM dbo.ORDLIN');
    expect(await thrown(submit(lines, order))).toBe(number);
    expect(await rows('SELECT COUNT(*) AS n FROM dbo.ORDLIN')).toEqual(before);
  });
});

describe('erp.ReleaseOrder', () => {
  const release = (order: string): Promise<mssql.IProcedureResult<unknown>> =>
    writer
      .request()
      .input('OrdNo', mssql.Char(12), order)
      .input('Ref', mssql.VarChar(26), 'R1')
      .output('Status', mssql.Char(1))
      .execute('erp.ReleaseOrder');

  it('takes an order off hold, once', async () => {
    const order = String((await submit([['FIT-00003', 6]])).output['OrdNo']);
    const first = await release(order);
    expect([first.returnValue, first.output['Status']]).toEqual([0, 'O']);
    expect(await rows(`SELECT HOLD, CHGREF FROM api.Orders WHERE ORDNO = '${order}'`)).toEqual([
      { HOLD: 'N', CHGREF: 'R1' },
    ]);
    expect((await release(order)).returnValue).toBe(1);
  });

  it('throws 50020 for an order that does not exist, 50021 for one that is long past', async () => {
    expect(await thrown(release('SO-999999'))).toBe(50020);
    expect(await thrown(release('SO-100001'))).toBe(50021);
  });
});

describe('erp.SetCreditLimit', () => {
  const set = (limit: number | null, customer = 'C10005'): Promise<mssql.IProcedureResult<unknown>> =>
    writer
      .request()
      .input('CustNo', mssql.Char(10), customer)
      .input('CrdLim', mssql.Money, limit)
      .input('Ref', mssql.VarChar(26), 'L1')
      .output('OldLim', mssql.Money)
      .execute('erp.SetCreditLimit');

  beforeAll(async () => {
    await rows(
      `UPDATE dbo.CUSTMF SET CUSTST = 'A', CRDLIM = 5000.25, BALAMT = 300 WHERE CUSTNO = 'C10005'; SELECT 1 AS done`,
    );
  });

  it('sets the limit, answers the old one and keeps it in the log', async () => {
    const result = await set(7500.5);
    expect([result.returnValue, result.output['OldLim']]).toEqual([0, 5000.25]);
    expect(await rows(`SELECT CRDLIM, CHGREF FROM api.Customers WHERE CUSTNO = 'C10005'`)).toEqual([
      { CRDLIM: 7500.5, CHGREF: 'L1' },
    ]);
    expect(await rows(`SELECT OLDLIM, NEWLIM, LOGDAT, EXTREF FROM dbo.CRDLOG WHERE CUSTNO = 'C10005'`)).toEqual([
      { OLDLIM: 5000.25, NEWLIM: 7500.5, LOGDAT: 20261120, EXTREF: 'L1' },
    ]);
  });

  it('takes the limit away with a null', async () => {
    expect((await set(null)).returnValue).toBe(0);
    expect(await rows(`SELECT CRDLIM FROM api.Customers WHERE CUSTNO = 'C10005'`)).toEqual([{ CRDLIM: null }]);
  });

  it('throws 50031 and changes nothing for a row that is another than the one that was read', async () => {
    const read = async () =>
      (await rows(`SELECT ROWVER, CRDLIM FROM api.Customers WHERE CUSTNO = 'C10005'`))[0] as { ROWVER: Buffer };
    const setSeen = (seen: Buffer, limit: number) =>
      writer
        .request()
        .input('CustNo', mssql.Char(10), 'C10005')
        .input('CrdLim', mssql.Money, limit)
        .input('SeenVer', mssql.Binary, seen)
        .output('OldLim', mssql.Money)
        .execute('erp.SetCreditLimit');
    const { ROWVER: seen } = await read();
    expect((await setSeen(seen, 7000)).returnValue).toBe(0);
    const after = await read();
    expect(await thrown(setSeen(seen, 6000))).toBe(50031);
    expect(await read()).toEqual(after);
    expect((await setSeen(after.ROWVER, 6000)).returnValue).toBe(0);
  });

  it('returns 5 and changes nothing when the customer owes more', async () => {
    await set(1000);
    expect((await set(299.99)).returnValue).toBe(5);
    expect(await rows(`SELECT CRDLIM FROM api.Customers WHERE CUSTNO = 'C10005'`)).toEqual([{ CRDLIM: 1000 }]);
  });

  it('throws 50012 for a customer that is closed, 50030 for a negative limit', async () => {
    expect(await thrown(set(1, 'C10003'))).toBe(50012);
    expect(await thrown(set(-1))).toBe(50030);
  });
});

describe('the note of what was done', () => {
  const notes = (reference: string) =>
    rows(`SELECT EFFKND, KEYVAL, REFKND, REASON FROM dbo.EFFLOG WHERE EXTREF = '${reference}' ORDER BY EFFNO`);

  it('is there for every effect, also for the same reference again', async () => {
    const reference = '01ARZ3NDEKTSV4RRFFQ69G5FA1';
    const orders = [];
    for (const line of [1, 2]) orders.push((await submit([['BRG-00001', line]], { reference })).output['OrdNo']);
    expect(await notes(reference)).toEqual(
      orders.map((order) => ({ EFFKND: 'order', KEYVAL: String(order).trimEnd(), REFKND: null, REASON: null })),
    );
  });

  it('is there for every refusal, thrown or returned', async () => {
    const reference = '01ARZ3NDEKTSV4RRFFQ69G5FA2';
    expect(await thrown(submit([['BRG-00001', 1]], { reference, customer: 'C10002' }))).toBe(50010);
    expect((await submit([['FIT-00003', 100]], { reference })).returnValue).toBe(4);
    expect(await notes(reference)).toEqual([
      { EFFKND: 'refusal', KEYVAL: 'C10002', REFKND: 'order', REASON: '50010' },
      { EFFKND: 'refusal', KEYVAL: 'C10001', REFKND: 'order', REASON: '4' },
    ]);
  });

  it('is not there for what was rolled back', async () => {
    const reference = '01ARZ3NDEKTSV4RRFFQ69G5FA3';
    const credit = `EXEC erp.SetCreditLimit @CustNo = 'C10001', @CrdLim = 900000, @Ref = '${reference}', @OldLim = NULL`;
    await owner.request().query(`BEGIN TRANSACTION; ${credit}; ROLLBACK`);
    expect(await notes(reference)).toEqual([]);
    await owner.request().query(`BEGIN TRANSACTION; ${credit}; COMMIT`);
    expect(await notes(reference)).toMatchObject([{ EFFKND: 'credit-limit', KEYVAL: 'C10001' }]);
  });
});
