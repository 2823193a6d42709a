// Writes the invoice of a shipped order, now and then as a credit note.
// The amounts are the order's own; VAT is the Danish rate at home and nothing abroad.
import type { DatabaseSync } from 'node:sqlite';
import { invoiceNumber } from '../contoso/scale.js';
import { dateNumber, isoDate, isoTime, timeNumber } from '../invention/calendar.js';
import { inserter } from './insert.js';
import type { DrawnOrder, OrderWriter } from './orders.js';
import type { Random } from '../invention/random.js';

const vatPercent = 25;
const headColumns =
  'INVNO, CUSTNO, ORDNO, INVTYP, INVSTS, DISPUT, INVDAT, DUEDAT, PAYDAT, INVCUR, NETAMT, VATAMT, TOTAMT, OPNAMT, PSTDTM, ' +
  'CHGDAT, CHGTIM, DELFLG';
const lineColumns = 'INVNO, LINNO, ITEMNO, LINTXT, QTY, UPRICE, LINAMT, VATPCT, DELFLG';

/** Returns the writer; it numbers the invoices in the order in which it is called. */
export function invoiceWriter(db: DatabaseSync, random: Random): OrderWriter {
  const insertHead = inserter(db, 'dbo.INVHED', headColumns);
  const insertLine = inserter(db, 'dbo.INVLIN', lineColumns);
  let written = 0;
  return (order) => {
    const number = invoiceNumber(written);
    written += 1;
    const credit = random.percent(2);
    insertHead(...headRow(random, order, number, credit ? -1 : 1));
    const rate = order.customer.domestic ? vatPercent : 0;
    order.lines.forEach((line, index) => {
      const quantity = credit ? -line.quantity : line.quantity;
      const amount = (credit ? -line.amount : line.amount) / 100;
      insertLine(number, (index + 1) * 10, line.item.number, null, quantity, line.price / 100, amount, rate, 'N');
    });
  };
}

function headRow(random: Random, order: DrawnOrder, number: number, sign: 1 | -1) {
  const day = order.day + random.between(1, 6);
  const kind = sign < 0 ? random.pick(['K', 'C']) : random.percent(20) ? 'F' : 'I';
  const state = stateOf(random);
  const paid = state === 'B' || state === 'P';
  const net = sign * order.total;
  const vat = order.customer.domestic ? Math.round((net * vatPercent) / 100) : 0;
  const posted = random.percent(96) ? `${isoDate(day)} ${isoTime(random.between(61_200, 72_000))}` : null;
  return [
    ...[number, order.customer.number, order.number, kind, state, random.percent(3) ? 'J' : 'N'],
    ...[dateNumber(day), dateNumber(day + 30), paid ? dateNumber(day + random.between(5, 45)) : 0],
    ...[order.customer.currency, net / 100, vat / 100, (net + vat) / 100, paid ? 0 : (net + vat) / 100],
    ...[posted, dateNumber(day + 1), timeNumber(random.between(25_200, 61_199)), 'N'],
  ];
}

function stateOf(random: Random): string {
  const draw = random.below(100);
  if (draw < 55) return 'P';
  if (draw < 80) return 'B';
  if (draw < 91) return 'O';
  return draw < 98 ? 'R' : 'X';
}
