// A write of proofs: an order that the ERP takes whenever it is sent.
import type { Asked, ProofClient } from './proof-client.js';

interface Found {
  readonly id: string;
  readonly creditLimit?: string | null;
}

/** The request, without its idempotency key; asks the gateway for a customer without a credit limit and an item. */
export async function orderRequest(client: ProofClient): Promise<Asked> {
  const first = async (path: string, fits: (record: Found) => boolean): Promise<string> => {
    const ending = await client.ask({ path, keepText: true });
    if (ending.kind !== 'told' || ending.status !== 200) throw new Error(`${path} was not answered`);
    const { data } = JSON.parse(ending.text) as { readonly data: readonly Found[] };
    return data.find(fits)?.id ?? '';
  };
  const customerId = await first('/v1/customers?status=active&limit=200', ({ creditLimit }) => creditLimit === null);
  const itemId = await first('/v1/items?status=active&limit=1', () => true);
  const body = { customerId, currency: 'DKK', lines: [{ itemId, quantity: '1' }] };
  return { method: 'POST', path: '/v1/orders', body };
}
