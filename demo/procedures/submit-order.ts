// erp.SubmitOrder: books a sales order with its lines, all or nothing.
// It does not notice when the same reference comes twice: two calls make two orders, as in the real ERP.
import type { ColumnDefinition, ProcedureContext, ProcedureDefinition, Row } from '../engine/definition.js';
import { inNotedTransaction } from '../effects/note-effect.js';
import { asked, letter, openCustomer, refuse } from './business-errors.js';
import { localTime } from '../contoso/local-time.js';
import type { PricedLine } from './order-pricing.js';
import { inCurrency, isTraded, priceLines } from './order-pricing.js';

/** The table type of its lines. */
export const orderLineList: readonly ColumnDefinition[] = [
  { name: 'ITEMNO', type: 'CHAR(15)' },
  { name: 'QTY', type: 'DECIMAL(11,3)' },
];

/** The return code that says: the credit limit would be passed, nothing was booked. */
export const creditLimitExceeded = 4;
/** Orders above this, in their own currency, are booked on hold and wait for erp.ReleaseOrder. */
export const releaseThreshold = 250_000;

interface Booking {
  readonly customer: Row;
  readonly currency: string;
  readonly lines: readonly PricedLine[];
  readonly total: number;
}

/** The procedure; `clock` stamps the order, in milliseconds since 1970. */
export function submitOrder(clock: () => number): ProcedureDefinition {
  return {
    params: [
      { name: 'CustNo', type: 'CHAR(10)' },
      { name: 'Cur', type: 'CHAR(3)' },
      { name: 'Lines', type: 'erp.OrderLineList' },
      { name: 'Ref', type: 'VARCHAR(26)', default: null },
      { name: 'Note', type: 'VARCHAR(40)', default: null },
      { name: 'OrdNo', type: 'CHAR(12)', output: true },
    ],
    run: (ctx, args) => {
      const customer = letter(args['CustNo']);
      return inNotedTransaction(ctx, asked('order', clock, args), customer, async () => {
        const booking = await check(ctx, args);
        if (passesLimit(booking)) return { status: creditLimitExceeded, key: customer };
        const number = await book(ctx, args, booking, clock());
        args['OrdNo'] = number;
        return { status: 0, key: number };
      });
    },
  };
}

async function check(ctx: ProcedureContext, args: Row): Promise<Booking> {
  const currency = letter(args['Cur']);
  const customer = await openCustomer(ctx, letter(args['CustNo']));
  if (customer['HOLD'] === 'J') refuse(ctx, 50010, letter(args['CustNo']));
  if (!isTraded(currency)) refuse(ctx, 50014, currency);
  const list = currency === letter(customer['CURCOD']) ? letter(customer['PRLCOD']) : `${currency}-ST`;
  const lines = await priceLines(ctx, { rows: ctx.table('Lines'), list, currency });
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  return { customer, currency, lines, total: total / 100 };
}

function passesLimit({ customer, currency, total }: Booking): boolean {
  if (customer['CRDLIM'] === null) return false;
  const owed = Number(customer['BALAMT'] ?? 0) + inCurrency(total, currency, letter(customer['CURCOD']));
  return owed > Number(customer['CRDLIM']);
}

async function book(ctx: ProcedureContext, args: Row, booking: Booking, at: number): Promise<string> {
  const number = await nextOrderNumber(ctx);
  const { date, time } = localTime(at);
  await ctx.query(
    `INSERT INTO dbo.ORDHED (ORDNO, CUSTNO, ORDTYP, ORDSTS, HOLD, ORDDAT, ORDTIM, REQDAT, ORDTOT, ORDCUR, ORDTXT, EXTREF,
       DLVADR, CHGDAT, CHGTIM, CHGUSR, CHGREF, DELFLG)
     VALUES (@OrdNo, @CustNo, 'G', 'O', @Hold, @Dat, @Tim, 0, @Tot, @Cur, @Txt, @Ref, 1, @Dat, @Tim, 'GATEWAY', @Ref, 'N')`,
    {
      ...{ OrdNo: number, CustNo: letter(args['CustNo']), Hold: booking.total > releaseThreshold ? 'J' : 'N' },
      ...{ Dat: date, Tim: time, Tot: booking.total, Cur: booking.currency, Txt: args['Note'] ?? null },
      Ref: args['Ref'] ?? null,
    },
  );
  for (const [index, line] of booking.lines.entries()) await bookLine(ctx, number, (index + 1) * 10, line);
  await charge(ctx, booking, { date, time });
  return number;
}

async function nextOrderNumber(ctx: ProcedureContext): Promise<string> {
  const [range] = await ctx.query(`SELECT NXTNO FROM dbo.NUMRNG WHERE RNGCOD = 'ORDNO'`);
  await ctx.query(`UPDATE dbo.NUMRNG SET NXTNO = NXTNO + 1 WHERE RNGCOD = 'ORDNO'`);
  return `SO-${Number(range?.['NXTNO'])}`;
}

async function bookLine(ctx: ProcedureContext, order: string, lineNumber: number, line: PricedLine): Promise<void> {
  await ctx.query(
    `INSERT INTO dbo.ORDLIN (ORDNO, LINNO, ITEMNO, QTY, QTYDLV, UNIT, UPRICE, DSCPCT, LINAMT, LINSTS, DELFLG)
     VALUES (@OrdNo, @LinNo, @ItemNo, @Qty, 0, @Unit, @Price, 0, @Amt, 'O', 'N')`,
    {
      ...{ OrdNo: order, LinNo: lineNumber, ItemNo: line.item, Qty: line.quantity, Unit: line.unit },
      ...{ Price: line.price / 100, Amt: line.amount / 100 },
    },
  );
  await ctx.query(`UPDATE dbo.STKBAL SET QTYRSV = ISNULL(QTYRSV, 0) + @Qty WHERE WHSNO = '01' AND ITEMNO = @ItemNo`, {
    Qty: line.quantity,
    ItemNo: line.item,
  });
}

async function charge(
  ctx: ProcedureContext,
  { customer, currency, total }: Booking,
  stamp: { date: number; time: number },
): Promise<void> {
  await ctx.query(
    `UPDATE dbo.CUSTMF SET BALAMT = ISNULL(BALAMT, 0) + @Amt, CHGDAT = @Dat, CHGTIM = @Tim, CHGUSR = 'GATEWAY'
     WHERE CUSTNO = @CustNo`,
    {
      ...{ Amt: inCurrency(total, currency, letter(customer['CURCOD'])), CustNo: letter(customer['CUSTNO']) },
      ...{ Dat: stamp.date, Tim: stamp.time },
    },
  );
}
