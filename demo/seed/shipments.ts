// Writes the shipment of a shipped order.
// The carrier's news is the only instant of the ERP that knows its zone; it came with a module bought in 2019.
import type { DatabaseSync } from 'node:sqlite';
import { shipmentNumber } from '../contoso/scale.js';
import { dateNumber, isoDate, isoTime, timeNumber } from '../invention/calendar.js';
import { inserter } from './insert.js';
import type { DrawnOrder, OrderWriter } from './orders.js';
import type { Random } from '../invention/random.js';

const columns =
  'SHPNO, ORDNO, CUSTNO, WHSNO, SHPSTS, SHPDAT, SHPTIM, DLVDAT, PICTIM, TRKUPD, CARCOD, TRKNO, WEIGHT, PARCEL, SIGNED, ' +
  'CHGDAT, CHGTIM, DELFLG';
const warehouses: Readonly<Record<string, string>> = { PLN: '02', SEK: '03' };

/** Returns the writer; it numbers the shipments in the order in which it is called. */
export function shipmentWriter(db: DatabaseSync, random: Random): OrderWriter {
  const insert = inserter(db, 'dbo.SHPHED', columns);
  let written = 0;
  return (order) => {
    insert(...shipmentRow(random, order, shipmentNumber(written)));
    written += 1;
  };
}

function shipmentRow(random: Random, order: DrawnOrder, number: string) {
  const state = random.pick(['D', 'D', 'D', 'D', 'L', 'L', 'L', 'T', 'R', 'X']);
  const delivered = state === 'D' || state === 'L';
  const left = delivered || state === 'T';
  const day = order.day + random.between(1, 4);
  const carrier = random.pick(['DSV', 'PNL', 'INP', 'GLS']);
  return [
    ...[number, order.number, order.customer.number, warehouses[order.customer.currency] ?? '01', state],
    ...[left ? dateNumber(day) : 0, left ? timeNumber(random.between(46_800, 64_800)) : 0],
    delivered ? isoDate(day + random.between(1, 3)) : null,
    random.pick(['13:00:00', '15:30:00', '17:45:00']),
    left ? trackedAt(random, day + 1) : null,
    ...[carrier, left ? `${carrier}${random.next()}${random.between(100, 999)}` : null],
    ...[random.between(100, 900_000) / 1000, random.between(1, 6), delivered && random.percent(80) ? 1 : 0],
    ...[dateNumber(Math.min(0, day + 2)), timeNumber(random.between(25_200, 61_199)), 'N'],
  ];
}

/** Universal time and the offset of Denmark, as the engine stores instants; near enough for a carrier. */
function trackedAt(random: Random, day: number): string {
  const date = isoDate(day);
  const summer = date.slice(5, 7) >= '04' && date.slice(5, 7) <= '10';
  return `${date} ${isoTime(random.between(18_000, 79_200))}.${random.between(10, 99)}1 +0${summer ? 2 : 1}:00`;
}
