// What the clients of a torture run ask for: orders, amendments, customers and stock counts, and now and then nonsense.
// The same seed asks the same.
import { pick } from './seeded.js';
import type { Chance } from './seeded.js';

/** One request, which is repeated word by word until somebody answers. */
export interface TortureRequest {
  /** Its idempotency key, too. */
  readonly name: string;
  readonly method: 'POST' | 'PATCH';
  readonly path: string;
  readonly body: unknown;
}

/** Records of the ERP that requests may name. */
export interface Material {
  readonly customers: readonly string[];
  readonly items: readonly string[];
  readonly orders: readonly string[];
}

type Make = (name: string, material: Material, chance: Chance) => Omit<TortureRequest, 'name'>;

const order: Make = (_name, { customers, items }, chance) => ({
  method: 'POST',
  path: '/v1/orders',
  body: {
    customerId: pick(chance, customers),
    currency: 'DKK',
    lines: [{ itemId: pick(chance, items), quantity: '1' }],
  },
});

const amendment: Make = (name, { orders }, chance) => ({
  method: 'PATCH',
  path: `/v1/orders/${encodeURIComponent(pick(chance, orders))}`,
  body: { note: `Note ${name}` },
});

const customer: Make = (name) => ({
  method: 'POST',
  path: '/v1/customers',
  body: {
    name: `Kunde ${name} ApS`,
    kind: 'dealer',
    language: 'danish',
    currency: 'DKK',
    paymentTerms: 'net30',
    priceListId: 'DKK-ST',
    creditLimit: '1000.0000',
    wantsNewsletter: false,
  },
});

const count: Make = (_name, { items }, chance) => ({
  method: 'POST',
  path: '/v1/stock-counts',
  body: {
    warehouseId: pick(chance, WAREHOUSES),
    countedOn: '2026-12-01',
    lines: [{ itemId: pick(chance, items), quantity: '7.000' }],
  },
});

/** Counts of one warehouse go one after the other, so that each waits for the acknowledgement before it. */
const WAREHOUSES = ['01', '02', '03'];

/** Refused at the door, with a status from 400. */
const nonsense: Make = () => ({ method: 'POST', path: '/v1/orders', body: { customerId: 'C10001', lines: [] } });

/** Each as often as it stands here. */
const MIX: readonly Make[] = [
  ...Array.from({ length: 60 }, () => order),
  ...Array.from({ length: 20 }, () => amendment),
  ...Array.from({ length: 15 }, () => customer),
  count,
  ...Array.from({ length: 5 }, () => nonsense),
];

/** So many requests, the same for the same chance. */
export function requests(many: number, material: Material, chance: Chance): readonly TortureRequest[] {
  return Array.from({ length: many }, (_, index) => {
    const name = `torture-${index}`;
    return { name, ...pick(chance, MIX)(name, material, chance) };
  });
}
