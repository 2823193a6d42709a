// Writes the drawn orders, and for every shipped one its invoice and mostly a shipment, in one pass over time.
// Each table is filled in the order of its key, which keeps the file compact and the pass fast.
import type { DatabaseSync } from 'node:sqlite';
import { dateNumber, timeNumber } from '../invention/calendar.js';
import { inserter } from './insert.js';
import { invoiceWriter } from './invoices.js';
import type { DrawnOrder, OrderWriter, Trade } from './orders.js';
import { drawOrder } from './orders.js';
import { Random } from '../invention/random.js';
import { shipmentWriter } from './shipments.js';

const headColumns =
  'ORDNO, CUSTNO, ORDTYP, ORDSTS, HOLD, ORDDAT, ORDTIM, REQDAT, ORDTOT, ORDCUR, ORDTXT, YOURRF, DLVADR, SALREP, CHGDAT, ' +
  'CHGTIM, CHGUSR, DELFLG';
const lineColumns = 'ORDNO, LINNO, ITEMNO, LINTXT, QTY, QTYDLV, UNIT, UPRICE, DSCPCT, LINAMT, LINSTS, DELFLG';

const texts = [
  'Haster – ring før levering',
  'Levér før kl. 10',
  'Bæres ind ad bagdøren',
  'Samles med næste ordre',
  'URGENT, machine is down',
  'Afhentes i Malmö',
];

/** Inserts all orders with their lines, invoices and shipments. */
export function seedSales(db: DatabaseSync, trade: Trade, seed: number): void {
  const random = new Random(seed, 5);
  const writeOrder = orderWriter(db, new Random(seed, 6));
  const writeInvoice = invoiceWriter(db, new Random(seed, 7));
  const writeShipment = shipmentWriter(db, new Random(seed, 8));
  let shipped = 0;
  for (let index = 0; index < trade.orders; index += 1) {
    const order = drawOrder(random, trade, index);
    writeOrder(order);
    if (order.state !== 'S' && order.state !== 'F') continue;
    writeInvoice(order);
    // One of four is collected at the counter and leaves no shipment.
    if (shipped % 4 !== 3) writeShipment(order);
    shipped += 1;
  }
}

function orderWriter(db: DatabaseSync, random: Random): OrderWriter {
  const insertHead = inserter(db, 'dbo.ORDHED', headColumns);
  const insertLine = inserter(db, 'dbo.ORDLIN', lineColumns);
  return (order) => {
    insertHead(...headRow(order, random));
    const done = order.state === 'S' || order.state === 'F';
    order.lines.forEach((line, index) => {
      insertLine(
        ...[order.number, (index + 1) * 10, line.item.number, random.percent(4) ? (texts[3] ?? null) : null],
        ...[line.quantity, done ? line.quantity : 0, line.item.unit, line.price / 100, line.discount],
        ...[line.amount / 100, lineState(order.state), 'N'],
      );
    });
  };
}

function headRow(order: DrawnOrder, random: Random) {
  const changedOn = Math.min(0, order.day + random.below(4));
  const wanted = random.percent(70) ? dateNumber(order.day + random.between(1, 21)) : 0;
  return [
    ...[order.number, order.customer.number, random.pick(['T', 'P', 'W', 'W', 'E']), order.state, order.hold],
    ...[dateNumber(order.day), timeNumber(order.seconds), wanted, order.total / 100, order.customer.currency],
    ...[
      random.percent(12) ? random.pick(texts) : null,
      random.percent(60) ? `PO ${random.between(10_000, 99_999)}` : null,
    ],
    ...[random.between(1, order.customer.addresses), random.pick(['MEKJ', 'JAKO', 'SØØS', 'ALIN'])],
    ...[
      dateNumber(changedOn),
      timeNumber(random.between(61_200, 68_000)),
      random.pick(['METTE', 'WEBSHOP', 'NATJOB']),
      'N',
    ],
  ];
}

function lineState(orderState: string): string {
  if (orderState === 'S' || orderState === 'F') return orderState;
  if (orderState === 'X' || orderState === 'A') return 'X';
  return orderState === 'P' || orderState === 'K' ? 'P' : 'O';
}
