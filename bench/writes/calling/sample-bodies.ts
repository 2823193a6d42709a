// What the benchmark writes: orders and customers as a shop would send them. Sizes do not depend on the number.

const CUSTOMERS = 2_000;
const FIRST_CUSTOMER = 10_001;
const LINES = 5;

/** An order with five lines, about 330 bytes; customers take turns, so that some orders wait for others. */
export function orderBody(number: number): string {
  return JSON.stringify({
    customerId: `C${FIRST_CUSTOMER + (number % CUSTOMERS)}`,
    currency: 'DKK',
    note: 'Leveres bag om bygningen',
    lines: Array.from({ length: LINES }, (_, line) => ({
      itemId: `BRG-${String(((number + line) % 500) + 1).padStart(5, '0')}`,
      quantity: `${line + 1}.000`,
    })),
  });
}
