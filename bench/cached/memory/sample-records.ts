// Orders as the gateway writes them, about 360 bytes each, and with three lines about 920.

/** One member of a page. */
export function listRecord(number: number): string {
  return JSON.stringify(orderOf(number));
}

/** One order with its lines. */
export function wholeOrder(number: number): string {
  return JSON.stringify({ ...orderOf(number), lines: [10, 20, 30].map((line) => lineOf(number + line, line)) });
}

function orderOf(number: number): object {
  return {
    id: `SO-${100_000 + number}`,
    customerId: `C${10_000 + (number % 2_000)}`,
    channel: 'webshop',
    status: 'open',
    orderedOn: '2026-01-31',
    orderedAt: '2026-01-31T09:15:00Z',
    requestedOn: '2026-02-10',
    total: `${number}.00`,
    currency: 'DKK',
    note: 'Leveres bag om bygningen',
    customerReference: `PO ${48_000 + number}`,
    externalReference: null,
    deliveryAddress: 1,
    salesPerson: 'METT',
    system: 'contoso-erp',
    changedAt: '2026-01-31T12:00:00Z',
  };
}

function lineOf(number: number, line: number): object {
  return {
    number: line,
    itemId: `BRG-${String(number % 500).padStart(5, '0')}`,
    text: 'Kugleleje 6204-2RS',
    quantity: '10.000',
    delivered: '0.000',
    unit: 'piece',
    unitPrice: '125.00',
    discountPercent: '0.00',
    amount: '1250.00',
    status: 'open',
  };
}
