// Grows the whole database of the demonstration ERP from a seed and a scale.
// The same seed and scale give the same rows for ever; nothing here reads a clock or draws real randomness.
import type { DatabaseSync } from 'node:sqlite';
import { countsAt, customerNumber, orderNumber } from '../contoso/scale.js';
import { seedCustomers } from './customers.js';
import { lastDay } from '../invention/calendar.js';
import { seedDirt } from './dirt-writer.js';
import { inserter } from './insert.js';
import { seedItems, seedStock } from './items.js';
import { seedPrices } from './prices.js';
import { seedSales } from './sales.js';

/** What decides the generated rows. */
export interface Growth {
  readonly seed: number;
  /** 1 is the full database; see countsAt for what less means. */
  readonly scale: number;
}

/** Fills empty tables. Opens no transaction of its own: the caller wraps it in one, or it takes minutes. */
export function seedContoso(db: DatabaseSync, { seed, scale }: Growth): void {
  const counts = countsAt(scale);
  const customers = seedCustomers(db, counts.customers, seed);
  const items = seedItems(db, counts.items, seed);
  seedPrices(db, items, seed);
  seedStock(db, items, seed);
  seedSales(db, { customers, items, orders: counts.orders }, seed);
  seedDirt(db, scale);
  const insertRange = inserter(db, 'dbo.NUMRNG', 'RNGCOD, NXTNO');
  insertRange('ORDNO', Number(orderNumber(counts.orders).slice(3)));
  insertRange('CUSTNO', Number(customerNumber(counts.customers).slice(1)));
  inserter(db, 'dbo.SYSBEA', 'BEATID, BEATAT')(1, lastDay);
}
