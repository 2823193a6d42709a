// A write inside a closed time, as its sender meets it: 202 at once, held, with when to look again and why.
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startSmallApi } from '../support/write/small-api.js';
import type { SmallApi } from '../support/write/small-api.js';
import { CHANNEL } from '../support/write/small-writes.js';

let api: SmallApi;
beforeEach(async () => {
  api = await startSmallApi();
});
afterEach(async () => api[Symbol.asyncDispose]());

function order(key: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`http://127.0.0.1:${api.port}/v1/orders`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer shop',
      'content-type': 'application/json',
      'idempotency-key': key,
      ...headers,
    },
    body: JSON.stringify({ customerId: 'C1', lines: [{ itemId: 1 }] }),
  });
}

it.each([
  [3_600_000, '60'],
  [20_000, '20'],
])('a write %d ms before the end is told to look again in %s s', async (ms, seconds) => {
  const until = api.door.clock.now() + ms;
  api.door.closed = () => ({ until, reason: 'nightly batch' });
  const answer = await order('k');
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([202, seconds]);
  expect(await answer.json()).toMatchObject({ status: 'held', notBefore: new Date(until).toISOString() });
});

it('nobody waits for what cannot happen in time', async () => {
  api.door.closed = (_channel, now) => ({ until: now + 3_600_000, reason: 'nightly batch' });
  const answer = await order('k', { prefer: 'wait=30' });
  expect([answer.status, answer.headers.get('preference-applied')]).toEqual([202, null]);
});

it('a command that was held later says why, and until when', async () => {
  const { id } = (await (await order('k')).json()) as { id: string };
  const until = '2026-11-20T13:30:00.000Z';
  await api.door.journal.hold({ channel: CHANNEL, until, reason: `nightly batch until ${until}` });
  const shown = await fetch(`http://127.0.0.1:${api.port}/v1/commands/${id}`, {
    headers: { authorization: 'Bearer shop' },
  });
  expect(await shown.json()).toMatchObject({
    status: 'held',
    notBefore: until,
    heldReason: `nightly batch until ${until}`,
    history: [{ status: 'accepted' }, { status: 'held' }],
  });
});
