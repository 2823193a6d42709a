// The price lists, the prices in them, and the price of an item for a customer's list.
// Rates are fixed: the demonstration never changes with the market.
import type { DatabaseSync } from 'node:sqlite';
import { dateNumber, timeNumber } from '../invention/calendar.js';
import { inserter } from './insert.js';
import type { SeededItem } from './items.js';
import { Random } from '../invention/random.js';

interface PriceList {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly currency: string;
  readonly vat: 'J' | 'N';
  readonly from: number;
  readonly to: number;
  /** Price in the list's currency for one krone of base price. */
  readonly factor: number;
}

const priceLists: readonly PriceList[] = [
  { code: 'DKK-ST', name: 'Standard Danmark', kind: 'S', currency: 'DKK', vat: 'N', from: 0, to: 0, factor: 1 },
  { code: 'DKK-FH', name: 'Forhandlere', kind: 'F', currency: 'DKK', vat: 'N', from: 20110101, to: 0, factor: 0.82 },
  {
    code: 'EUR-ST',
    name: 'Standard Europa',
    kind: 'S',
    currency: 'EUR',
    vat: 'N',
    from: 20040501,
    to: 0,
    factor: 0.14,
  },
  {
    code: 'PLN-ST',
    name: 'Cennik standardowy',
    kind: 'S',
    currency: 'PLN',
    vat: 'J',
    from: 20040501,
    to: 0,
    factor: 0.6,
  },
  {
    code: 'SEK-ST',
    name: 'Kampanj Öresund',
    kind: 'K',
    currency: 'SEK',
    vat: 'N',
    from: 20260101,
    to: 20261231,
    factor: 1.5,
  },
  {
    code: 'OLD-99',
    name: 'Nedlagt 1999',
    kind: 'D',
    currency: 'DKK',
    vat: 'J',
    from: 19950101,
    to: 19991231,
    factor: 0.5,
  },
];

const factors = new Map(priceLists.map((list) => [list.code, list.factor]));

/** The price of one unit in hundredths of the list's currency. */
export function priceOf(item: SeededItem, list: string): number {
  return Math.max(1, Math.round(item.base * (factors.get(list) ?? 1)));
}

/** Inserts the lists, and four of five items into each list that is in use. */
export function seedPrices(db: DatabaseSync, items: readonly SeededItem[], seed: number): void {
  const random = new Random(seed, 4);
  const insertList = inserter(
    db,
    'dbo.PRICLS',
    'PRLCOD, PRLNAM, PRLTYP, CURCOD, VATINC, VALFRM, VALTO, CHGDAT, CHGTIM, DELFLG',
  );
  for (const list of priceLists) {
    const { code, name, kind, currency, vat, from, to } = list;
    insertList(code, name, kind, currency, vat, from, to, dateNumber(-320), timeNumber(40_000), 'N');
  }
  const insert = inserter(db, 'dbo.PRICLN', 'PRLCOD, ITEMNO, PRICE, MINQTY, DSCPCT, CHGDAT, CHGTIM, DELFLG');
  priceLists.slice(0, 5).forEach((list, position) => {
    for (const item of pricedItems(items, position))
      insert(
        ...[list.code, item.number, priceOf(item, list.code) / 100, random.percent(20) ? 10 : 0],
        ...[random.pick([0, 0, 0, 2.5, 5]), dateNumber(-random.between(1, 300)), timeNumber(30_000), 'N'],
      );
  });
}

/** Leaves out one item of each block of five, another one from list to list, and never the first. */
function pricedItems(items: readonly SeededItem[], position: number): SeededItem[] {
  return items.filter((_, index) => index % 5 !== 1 + ((position + Math.floor(index / 5)) % 4));
}
