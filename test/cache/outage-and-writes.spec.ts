// What was asked before is still answered while the ERP is away, with its age; what a write has changed is asked for anew.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import { setCachedStage } from './cached-stage.js';
import type { CachedStage, Caller } from './cached-stage.js';

let stage: CachedStage;
let caller: Caller;
beforeAll(async () => {
  stage = await setCachedStage();
  caller = await stage.caller(['*']);
}, 120_000);
afterAll(() => stage[Symbol.asyncDispose]());

const statusOf = (response: Response): string | null => response.headers.get('cache-status');
const codeOf = async (response: Response): Promise<string> =>
  ((await response.json()) as { readonly code: string }).code;

/** The first record of a page that fits. */
async function idOf(path: string, fits: (record: Readonly<Record<string, unknown>>) => boolean): Promise<string> {
  const { data } = (await (await caller.ask(path)).json()) as { readonly data: readonly Record<string, unknown>[] };
  return String(data.find(fits)?.['id']);
}

describe('when a command has succeeded', () => {
  it('its resource is asked for anew, and no other', async () => {
    const customerId = await idOf('/v1/customers?status=active&limit=50', ({ creditLimit }) => creditLimit === null);
    const itemId = await idOf('/v1/items?status=active&limit=1', () => true);
    const orders = `/v1/orders?customerId=${customerId}&limit=1&count=exact`;
    const total = async (): Promise<number> =>
      ((await (await caller.ask(orders)).json()) as { readonly page: { readonly total: number } }).page.total;
    const before = await total();
    const asked = await stage.statements('Orders');
    const accepted = await caller.ask('/v1/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'one', prefer: 'wait=20' },
      body: JSON.stringify({ customerId, currency: 'DKK', lines: [{ itemId, quantity: '1' }] }),
    });
    expect(accepted.status).toBe(201);
    // Nobody is answered from before, though what was kept would still be served while it is asked for again.
    expect(statusOf(await caller.ask(orders))).toBe('banyan; fwd=uri-miss; stored');
    expect(await stage.statements('Orders')).toBeGreaterThan(asked);
    await eventually('the new order in the list', async () => (await total()) === before + 1);
    expect(statusOf(await caller.ask('/v1/items?status=active&limit=1'))).toMatch(/^banyan; hit/);
  });
});

describe('while the ERP is away', () => {
  it('what was asked before is answered and marked, what was not is refused with a time, until it is back', async () => {
    const [known, unknown] = ['/v1/orders?limit=3', '/v1/orders?limit=4'];
    const before = await (await caller.ask(known)).text();
    await stage.erp.kill();
    const outdated = await eventually('an outdated answer', async () => {
      const answer = await caller.ask(known);
      expect(answer.status).toBe(200);
      return /^banyan; (fwd=stale|hit; ttl=-\d+)$/.test(statusOf(answer) ?? '') && answer;
    });
    expect(await outdated.text()).toBe(before);
    expect(Number(outdated.headers.get('age'))).toBeGreaterThanOrEqual(1);
    expect(outdated.headers.get('cache-control')).toBe('private, max-age=1');
    const refused = await caller.ask(unknown);
    expect([refused.status, await codeOf(refused)]).toEqual([503, 'source-unavailable']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    await stage.erp.startAgain();
    await eventually('an answer of what was not known', async () => (await caller.ask(unknown)).status === 200);
    await eventually('a fresh answer', async () => statusOf(await caller.ask(known)) === 'banyan; hit; ttl=0');
  });
});
