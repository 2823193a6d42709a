// The dirty rows of the ERP, as data: which rows break which promise, by view, key and column.
// The generator soils exactly these rows and no others; tests import the list, so a fault is never looked for by chance.
import { countsAt, customerNumber, invoiceNumber, itemNumber, orderNumber, shipmentNumber } from './scale.js';

/** What is wrong with a row. */
export type DirtKind =
  | 'unknown-code'
  | 'impossible-date'
  | 'required-null'
  | 'undefined-byte'
  | 'time-skipped'
  | 'time-twice'
  | 'too-many-lines'
  | 'soft-deleted';

/** One soiled row: where it is, which column is wrong and what stands there. */
export interface DirtyRow {
  readonly kind: DirtKind;
  readonly view: string;
  readonly key: Readonly<Record<string, string | number>>;
  /** The columns that were overwritten, with the value as a driver would bind it. Empty for too-many-lines. */
  readonly set: Readonly<Record<string, string | number | null>>;
}

/** A letter that no status uses. */
export const unknownLetter = 'Q';
/** 31 February 2026, as the ERP writes dates. */
export const impossibleDate = 20260231;
/** A text whose third character is byte 0x81, which Windows-1252 leaves undefined. */
export const undefinedByteText = 'Fl\u0081de, ring first';
/** The lines of the one order that has too many. */
export const tooManyLines = 205;

type Dirty = Pick<DirtyRow, 'kind' | 'set'>;
const unknownCode = (column: string): Dirty => ({ kind: 'unknown-code', set: { [column]: unknownLetter } });
const badDate = (column: string): Dirty => ({ kind: 'impossible-date', set: { [column]: impossibleDate } });
const missing = (column: string): Dirty => ({ kind: 'required-null', set: { [column]: null } });
const badByte = (column: string): Dirty => ({ kind: 'undefined-byte', set: { [column]: undefinedByteText } });
const deleted: Dirty = { kind: 'soft-deleted', set: { DELFLG: 'Y' } };
/** 02:30 on the night the clocks went forward does not exist, on the night they went back it exists twice. */
const skippedHour: Dirty = { kind: 'time-skipped', set: { CHGDAT: 20260329, CHGTIM: 23000 } };
const doubleHour: Dirty = { kind: 'time-twice', set: { CHGDAT: 20251026, CHGTIM: 23000 } };

const at = (count: number, share: number): number => Math.floor(count * share);

/** The share of all orders at which each dirty one stands: none is among the first or last fifty at any scale. */
const dirtyOrders: readonly (readonly [number, Dirty])[] = [
  [0.21, unknownCode('ORDSTS')],
  [0.33, missing('ORDTOT')],
  [0.4, deleted],
  [0.46, missing('CUSTNO')],
  [0.55, badByte('ORDTXT')],
  [0.62, unknownCode('ORDSTS')],
  [0.7, { kind: 'too-many-lines', set: {} }],
  [0.77, badDate('ORDDAT')],
  [0.81, doubleHour],
  [0.84, skippedHour],
  [0.895, deleted],
];

function ordersDirt(orders: number): DirtyRow[] {
  const heads = dirtyOrders.map(([share, dirty]) => ({
    ...dirty,
    view: 'api.Orders',
    key: { ORDNO: orderNumber(at(orders, share)) },
  }));
  const line = { ORDNO: orderNumber(at(orders, 0.58)), LINNO: 10 };
  return [...heads, { ...deleted, view: 'api.OrderLines', key: line }];
}

function customersDirt(customers: number): DirtyRow[] {
  const row = (share: number, dirty: Dirty): DirtyRow => ({
    ...dirty,
    view: 'api.Customers',
    key: { CUSTNO: customerNumber(at(customers, share)) },
  });
  const address = { CUSTNO: customerNumber(at(customers, 0.35)), ADRSEQ: 1 };
  return [
    row(0.3, missing('CUSTNM')),
    row(0.55, badByte('NOTE')),
    row(0.65, unknownCode('CUSTST')),
    row(0.75, badDate('CRTDAT')),
    row(0.85, deleted),
    { ...deleted, view: 'api.CustomerAddresses', key: address },
  ];
}

function itemsDirt(items: number): DirtyRow[] {
  const item = (share: number): { ITEMNO: string } => ({ ITEMNO: itemNumber(at(items, share)) });
  return [
    { ...missing('ITEMTX'), view: 'api.Items', key: item(0.45) },
    { ...unknownCode('ITEMST'), view: 'api.Items', key: item(0.65) },
    { ...deleted, view: 'api.Items', key: item(0.85) },
    { ...missing('QTYONH'), view: 'api.StockLevels', key: { WHSNO: '02', ...item(0.25) } },
    { ...deleted, view: 'api.StockLevels', key: { WHSNO: '03', ...item(0.55) } },
    { ...deleted, view: 'api.PriceLists', key: { PRLCOD: 'OLD-99' } },
    { ...missing('PRICE'), view: 'api.Prices', key: { PRLCOD: 'DKK-ST', ITEMNO: itemNumber(pricedAt(items, 0.35)) } },
    { ...deleted, view: 'api.Prices', key: { PRLCOD: 'EUR-ST', ITEMNO: itemNumber(pricedAt(items, 0.5)) } },
  ];
}

/** The first item of its block of five: the lists leave out one of the other four, so this one is in every list. */
const pricedAt = (items: number, share: number): number => Math.floor(at(items, share) / 5) * 5;

function documentsDirt(invoices: number, shipments: number): DirtyRow[] {
  const invoice = (share: number, dirty: Dirty): DirtyRow => ({
    ...dirty,
    view: 'api.Invoices',
    key: { INVNO: invoiceNumber(at(invoices, share)) },
  });
  const shipment = (share: number, dirty: Dirty): DirtyRow => ({
    ...dirty,
    view: 'api.Shipments',
    key: { SHPNO: shipmentNumber(at(shipments, share)) },
  });
  const line = { INVNO: invoiceNumber(at(invoices, 0.5)), LINNO: 10 };
  return [
    invoice(0.3, missing('TOTAMT')),
    invoice(0.45, badDate('DUEDAT')),
    invoice(0.6, unknownCode('INVSTS')),
    invoice(0.75, deleted),
    { ...deleted, view: 'api.InvoiceLines', key: line },
    shipment(0.35, unknownCode('SHPSTS')),
    shipment(0.65, badDate('SHPDAT')),
    shipment(0.85, deleted),
  ];
}

/** Every dirty row of a database of `scale`, whatever its seed. The keys are exact. */
export function dirtyRows(scale = 1): readonly DirtyRow[] {
  const counts = countsAt(scale);
  return [
    ...customersDirt(counts.customers),
    ...itemsDirt(counts.items),
    ...ordersDirt(counts.orders),
    ...documentsDirt(counts.invoices, counts.shipments),
  ];
}
