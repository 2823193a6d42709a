// The bytes that the admission benchmark sends: a page of 50 orders, about 10 kB.

const order = (number: number): object => ({
  id: `SO-${100_000 + number}`,
  customerId: `C${10_000 + number}`,
  channel: 'webshop',
  status: 'open',
  orderedOn: '2026-01-31',
  orderedAt: '2026-01-31T09:15:00Z',
  total: '1250.00',
  currency: 'DKK',
  customerReference: `PO ${48_000 + number}`,
});

/** The same for every variant. */
export const CONSTANT_BODY = Buffer.from(
  JSON.stringify({ data: Array.from({ length: 50 }, (_, index) => order(index)), page: { limit: 50, next: null } }),
);
