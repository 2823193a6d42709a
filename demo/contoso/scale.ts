// How many rows of each kind a database of a given scale has, and the numbers they carry.
// It never depends on the seed: the same row exists, under the same key, whatever was drawn for its contents.

/** The numbers of rows that the generator makes. Lines and addresses follow from these. */
export interface Counts {
  readonly customers: number;
  readonly items: number;
  readonly orders: number;
  readonly invoices: number;
  readonly shipments: number;
}

const smallest = 0.01;
const largest = 1;

/** What a scale must be, to put behind the name of the option. */
export const scaleRule = `must be a number from ${smallest} to ${largest}, 1 being the full database`;
/** Whether the generator can make a database of this scale. */
export const isScale = (scale: number): boolean => scale >= smallest && scale <= largest;

/** Orders come in hundreds, so that every share of them below is a whole number. */
export function countsAt(scale: number): Counts {
  const orders = Math.round(500 * scale) * 100;
  return {
    customers: Math.round(2000 * scale),
    items: Math.round(300 * scale) * 5,
    orders,
    invoices: Math.round(orders * 0.8),
    shipments: Math.round(orders * 0.6),
  };
}

const itemGroups = ['BRG', 'BLT', 'FIT', 'SEA', 'TOL'] as const;
/** The group of the item at `index`; groups take turns. */
export const itemGroup = (index: number): string => itemGroups[index % itemGroups.length] ?? 'BRG';

/** The customer number at `index`, counted from 0. */
export const customerNumber = (index: number): string => `C${10001 + index}`;
/** The item number at `index`, counted from 0. */
export const itemNumber = (index: number): string => `${itemGroup(index)}-${String(index + 1).padStart(5, '0')}`;
/** The order number at `index`, counted from 0 in the order of time. */
export const orderNumber = (index: number): string => `SO-${100001 + index}`;
/** The invoice number at `index`, counted from 0. */
export const invoiceNumber = (index: number): number => 700001 + index;
/** The shipment number at `index`, counted from 0. */
export const shipmentNumber = (index: number): string => `SH${300001 + index}`;
