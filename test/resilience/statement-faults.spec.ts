// Single statements that go wrong at the ERP: each ends in one clear problem, and no slot is free too early.
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '../support/running/eventually.js';
import type { Stage } from '../support/running/stage.js';
import { hurriedStage, slotsInUse, viewStatements } from './hurried-stage.js';

// Limits inside the tests are tight; this one only has to be longer than a busy machine needs.
jest.setTimeout(120_000);

const ORDERS = 'FROM [api].[Orders]';
const TIMEOUT_MS = 500;
/** Limits so long that nothing in a test ends because of them. */
const LONG = { wait: '60s', timeout: '60s' };
/** The same with one slot. */
const PATIENT = { concurrency: 1, queue: 4, ...LONG };
/** What a busy machine may need where a cancel is at work; without one it would take as long as the limits above. */
const SOON_MS = 20_000;

/** For statements that are to run into their time-out. */
let stage: Stage;
/** For everything else: a machine that is slow to log in again must not end as a time-out. */
let patient: Stage;
beforeAll(async () => {
  stage = await hurriedStage({ timeout: `${TIMEOUT_MS}ms` });
  patient = await hurriedStage(LONG);
  await eventually('a first answer', async () => (await stage.client.get('/v1/orders?limit=1')).status === 200);
  await patient.client.page('/v1/orders?limit=1');
  for (const { erp } of [stage, patient]) await erp.resetStatements();
});
afterEach(async () => {
  for (const each of [stage, patient]) {
    await each.erp.heal();
    await eventually('all slots to be free', () => slotsInUse(each) === 0);
    await each.erp.resetStatements();
  }
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
  await patient[Symbol.asyncDispose]();
});

describe('a statement that takes too long', () => {
  it('is cancelled by an attention and answered with 504; the connection is used again', async () => {
    const before = await stage.erp.counters();
    await stage.erp.fault({ on: 'request', match: ORDERS, times: 1, delayMs: 60_000 });
    const answer = await stage.client.get('/v1/orders?limit=2');
    expect(answer).toMatchObject({ status: 504, json: { code: 'source-timeout' } });
    expect(answer.ms).toBeGreaterThanOrEqual(TIMEOUT_MS - 5);
    expect(answer.ms).toBeLessThan(SOON_MS);
    const statements = await viewStatements(stage.erp, 'Orders');
    expect(statements).toMatchObject([{ outcome: 'cancelled' }]);
    expect((await stage.erp.counters()).attentions - before.attentions).toBe(1);
    await eventually('its connection to be used again', async () => {
      const { status } = await stage.client.get('/v1/orders?limit=2');
      const [, ...later] = await viewStatements(stage.erp, 'Orders');
      const again = later.some(({ session, outcome }) => session === statements[0]?.session && outcome === 'ok');
      return status === 200 && again;
    });
  });

  it('whose cancel the ERP does not hear is answered once its connection is cut', async () => {
    const before = await stage.erp.counters();
    await stage.erp.fault({ on: 'request', match: ORDERS, times: 1, stall: true, ignoreAttention: true });
    const answering = stage.client.get('/v1/orders?limit=2');
    await eventually('the cancel to be sent', async () => (await stage.erp.counters()).attentions > before.attentions);
    expect(await answering).toMatchObject({ status: 504, json: { code: 'source-timeout' } });
    const statement = await eventually('the ERP to notice', async () => {
      const [seen] = await viewStatements(stage.erp, 'Orders');
      return seen?.outcome === 'dropped' && seen;
    });
    expect((statement.end ?? 0) - statement.start).toBeGreaterThan(TIMEOUT_MS + 1000);
  });
});

describe('a slot', () => {
  it.each([
    ['has acknowledged the cancel', false, 'cancelled'],
    ['has lost the connection, when it does not hear the cancel', true, 'dropped'],
  ] as const)('is free for the next statement only when the ERP %s', async (_when, ignoreAttention, outcome) => {
    await using narrow = await hurriedStage(PATIENT);
    await narrow.client.get('/v1/price-lists');
    await narrow.erp.resetStatements();
    await narrow.erp.fault({ on: 'request', match: ORDERS, times: 1, stall: true, ignoreAttention });
    const hangUp = new AbortController();
    const first = narrow.client.get('/v1/orders?limit=2', {}, hangUp.signal).catch(() => undefined);
    await eventually('the first statement', async () => (await viewStatements(narrow.erp, 'Orders')).length === 1);
    const second = narrow.client.get('/v1/customers/C10001');
    await eventually('the second to wait', () =>
      narrow.gateway.observations.some((seen) => seen.kind === 'lane-changed' && seen.queued === 1),
    );
    hangUp.abort();
    const hungUpAt = performance.now();
    await first;
    expect((await second).status).toBe(200);
    expect(performance.now() - hungUpAt).toBeLessThan(SOON_MS);
    const [stalled] = await viewStatements(narrow.erp, 'Orders');
    const [next] = await viewStatements(narrow.erp, 'Customers');
    expect(stalled).toMatchObject({ outcome });
    expect(next?.start ?? 0).toBeGreaterThanOrEqual(stalled?.end ?? Infinity);
    expect((await narrow.erp.concurrency()).highest).toBe(1);
  });
});

describe('a caller who hangs up', () => {
  it('takes the statement along long before it would have ended, and the log says so', async () => {
    await patient.erp.fault({ on: 'request', match: ORDERS, times: 1, delayMs: 60_000 });
    const hangUp = new AbortController();
    const answer = patient.client.get('/v1/orders?limit=2', { 'x-correlation-id': 'hung-up' }, hangUp.signal);
    await eventually('the statement', async () => (await viewStatements(patient.erp, 'Orders')).length === 1);
    const hungUpAt = Date.now();
    hangUp.abort();
    await expect(answer).rejects.toThrow();
    const ended = await eventually('its end', async () => {
      const [statement] = await viewStatements(patient.erp, 'Orders');
      return statement?.end === undefined ? undefined : statement;
    });
    expect(ended.outcome).toBe('cancelled');
    expect((ended.end ?? 0) - hungUpAt).toBeLessThan(SOON_MS);
    const line = await eventually('the log line', () =>
      patient.gateway
        .logLines()
        .find(({ correlationId, message }) => correlationId === 'hung-up' && message === 'request'),
    );
    expect(line).toMatchObject({ outcome: 'aborted' });
  });

  it('while waiting for a slot never starts a statement', async () => {
    await using narrow = await hurriedStage(PATIENT);
    await narrow.erp.fault({ on: 'request', match: ORDERS, times: 1, delayMs: 60_000 });
    const [first, second] = [new AbortController(), new AbortController()];
    const running = narrow.client.get('/v1/orders?limit=2', {}, first.signal).catch(() => undefined);
    await eventually('the statement', async () => (await viewStatements(narrow.erp, 'Orders')).length === 1);
    const waiting = narrow.client.get('/v1/shipments?limit=2', {}, second.signal).catch(() => undefined);
    const queued = (): number | undefined => {
      const told = narrow.gateway.observations.findLast(
        (seen) => seen.kind === 'lane-changed' && seen.lane === 'replica',
      );
      return told?.kind === 'lane-changed' ? told.queued : undefined;
    };
    await eventually('the second to wait', () => queued() === 1);
    second.abort();
    await waiting;
    await eventually('the second to leave', () => queued() === 0);
    first.abort();
    await running;
    await narrow.client.get('/v1/items?limit=1');
    expect(await viewStatements(narrow.erp, 'Shipments')).toEqual([]);
  });
});

describe('a connection that breaks', () => {
  it.each(['before', 'midway'] as const)('%s the rows is a 503, never half an answer', async (drop) => {
    await patient.erp.fault({ on: 'request', match: ORDERS, times: 1, drop });
    const answer = await patient.client.get('/v1/orders?limit=200');
    expect(answer).toMatchObject({ status: 503, json: { code: 'source-unavailable' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await patient.client.page('/v1/orders?limit=200')).data).toHaveLength(200);
  });

  it('under the children of a record is a 503 too', async () => {
    await patient.erp.fault({ on: 'request', match: '[api].[OrderLines]', times: 1, drop: 'midway' });
    expect((await patient.client.get('/v1/orders/SO-101000')).status).toBe(503);
    expect((await patient.client.get('/v1/orders/SO-101000')).status).toBe(200);
  });

  it('under the heartbeat costs the age of the answer and nothing else', async () => {
    await stage.erp.fault({ on: 'request', match: '[api].[Heartbeat]', delayMs: 60_000 });
    const page = await eventually('an answer without age', async () => {
      const { json } = await stage.client.get('/v1/price-lists');
      return (json as { asOf: string | null }).asOf === null && json;
    });
    expect(page).toMatchObject({ data: expect.any(Array), asOf: null });
  });
});

describe('an error of the ERP', () => {
  const failWith = async (number: number, times = 1): Promise<Awaited<ReturnType<Stage['client']['get']>>> => {
    await patient.erp.fault({ on: 'request', match: ORDERS, times, error: { number, message: 'CUSTMF is secret' } });
    return patient.client.get('/v1/orders?limit=2');
  };

  it('that passes (1205, deadlock victim) is tried once more behind the caller, and is a 503 with Retry-After then', async () => {
    // Every statement earns a tenth of a second try.
    for (let index = 0; index < 25; index++) await patient.client.page('/v1/items?limit=1');
    expect(await failWith(1205)).toMatchObject({ status: 200 });
    expect(await viewStatements(patient.erp, 'Orders')).toHaveLength(2);
    const answer = await failWith(1205, 2);
    expect(answer).toMatchObject({ status: 503, json: { code: 'source-unavailable' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await viewStatements(patient.erp, 'Orders')).toHaveLength(4);
  });

  it.each([229, 208, 207])('that stays (%d) is a 502 that says nothing of the inside', async (number) => {
    const answer = await failWith(number);
    expect(answer).toMatchObject({ status: 502, json: { code: 'source-refused' } });
    expect(answer.text).not.toMatch(/CUSTMF|api\.|Orders\]|229|SELECT/);
  });

  it('stands in the log with its number, for operators', async () => {
    await failWith(229);
    await eventually('the log line', () =>
      patient.gateway.logLines().some((line) => line['message'] === 'statement ended' && line['errorNumber'] === 229),
    );
  });
});
