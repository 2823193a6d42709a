// What callers must see of each dirty row of the demo data: the treatment its fields declare in facades/contoso.
import { dirtyRows } from '../../demo/contoso/dirt.js';
import type { DirtKind, DirtyRow } from '../../demo/contoso/dirt.js';

/** The scale the journey's ERP is grown at. */
export const SCALE = 0.02;

/** One dirty row as the API shows it, or does not. */
export interface SeenDirt {
  readonly resource: string;
  readonly id: string;
  readonly kind: DirtKind;
  /** Status of the record asked for alone. */
  readonly alone: 200 | 404 | 502;
  /** Whether lists show it, withhold it (and say so) or do not know it. */
  readonly inList: 'shown' | 'withheld' | 'hidden';
  /** Fields that misfit, with what is shown in their place. */
  readonly fields: Readonly<Record<string, string | null>>;
}

type Treatment = Pick<SeenDirt, 'alone' | 'inList' | 'fields'>;

const RESOURCES: Readonly<Record<string, string>> = {
  'api.Customers': 'customers',
  'api.Items': 'items',
  'api.StockLevels': 'stock-levels',
  'api.PriceLists': 'price-lists',
  'api.Prices': 'prices',
  'api.Orders': 'orders',
  'api.Invoices': 'invoices',
  'api.Shipments': 'shipments',
};

const refused = (...fields: string[]): Treatment => ({ alone: 502, inList: 'withheld', fields: nulls(fields) });
const skipped = (field: string): Treatment => ({ alone: 404, inList: 'withheld', fields: nulls([field]) });
const masked = (...fields: string[]): Treatment => ({ alone: 200, inList: 'shown', fields: nulls(fields) });
const nulls = (fields: readonly string[]): Readonly<Record<string, null>> =>
  Object.fromEntries(fields.map((field) => [field, null]));

/** By resource and soiled column. */
const TREATMENTS: Readonly<Record<string, Treatment>> = {
  'customers.CUSTNM': refused('name'),
  'customers.NOTE': masked('note'),
  'customers.CUSTST': refused('status'),
  'customers.CRTDAT': masked('createdOn'),
  'items.ITEMTX': refused('name'),
  'items.ITEMST': skipped('status'),
  'stock-levels.QTYONH': refused('onHand'),
  'prices.PRICE': skipped('price'),
  'orders.ORDSTS': skipped('status'),
  'orders.ORDTOT': refused('total'),
  'orders.CUSTNO': refused('customerId'),
  'orders.ORDTXT': masked('note'),
  'orders.ORDDAT': refused('orderedOn', 'orderedAt'),
  'invoices.TOTAMT': refused('total'),
  'invoices.DUEDAT': masked('dueOn'),
  'invoices.INVSTS': refused('status'),
  'shipments.SHPSTS': skipped('status'),
  'shipments.SHPDAT': masked('dispatchedOn', 'dispatchedAt'),
};

/** By kind, where the column does not matter. */
const BY_KIND: Readonly<Partial<Record<DirtKind, Treatment>>> = {
  'soft-deleted': { alone: 404, inList: 'hidden', fields: {} },
  'too-many-lines': { alone: 502, inList: 'shown', fields: {} },
  // A time the clocks skipped is read with the offset before the change; of one they showed twice the first counts.
  'time-skipped': { alone: 200, inList: 'shown', fields: { changedAt: '2026-03-29T01:30:00Z' } },
  'time-twice': { alone: 200, inList: 'shown', fields: { changedAt: '2025-10-26T00:30:00Z' } },
};

/** Every dirty row that is a record of the API; dirty children are not among them. */
export function seenDirt(): readonly SeenDirt[] {
  return dirtyRows(SCALE).flatMap((row) => {
    const resource = RESOURCES[row.view];
    return resource === undefined ? [] : [seen(resource, row)];
  });
}

function seen(resource: string, { kind, key, set }: DirtyRow): SeenDirt {
  const [column = ''] = Object.keys(set);
  const treatment = BY_KIND[kind] ?? TREATMENTS[`${resource}.${column}`];
  if (treatment === undefined) throw new Error(`no treatment is known for ${resource}.${column} (${kind})`);
  return { resource, id: Object.values(key).join('~'), kind, ...treatment };
}

/** The dirty rows of one resource. */
export function dirtOf(resource: string): readonly SeenDirt[] {
  return seenDirt().filter((dirt) => dirt.resource === resource);
}
