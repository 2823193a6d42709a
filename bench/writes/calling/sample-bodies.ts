// What the benchmark writes: orders and customers as a shop would send them. Sizes hardly depend on the number.

const CUSTOMERS = 2_000;
const FIRST_CUSTOMER = 10_001;
const LINES = 5;
const ITEMS = 500;

/** An order with five lines, about 310 bytes; customers take turns, so that orders wait for earlier ones. */
export function orderBody(number: number): string {
  return JSON.stringify({
    customerId: `C${FIRST_CUSTOMER + (number % CUSTOMERS)}`,
    currency: 'DKK',
    note: 'Leveres bag om bygningen, ring på porten',
    lines: Array.from({ length: LINES }, (_, line) => ({
      itemId: `BRG-${String(((number + line) % ITEMS) + 1).padStart(5, '0')}`,
      quantity: `${line + 1}.000`,
    })),
  });
}

/** A customer, about 220 bytes. */
export function customerBody(number: number): string {
  return JSON.stringify({
    name: `Sønderby Maskinværksted ${number}`,
    kind: 'dealer',
    language: 'danish',
    currency: 'DKK',
    paymentTerms: 'net30',
    priceListId: 'DKK-ST',
    creditLimit: '250000.0000',
    email: `ordre${number}@example.com`,
    wantsNewsletter: number % 2 === 0,
  });
}
