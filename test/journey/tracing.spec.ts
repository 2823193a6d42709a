// A request can be followed from the caller to the ERP and back, and every answer says how old it is.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { operationIds } from '../../src/facade/operation-ids.js';
import { eventually } from '../support/running/eventually.js';
import { scrape } from '../support/running/metrics-page.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { SCALE } from './known-dirt.js';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage({ erp: { scale: SCALE } });
});
afterAll(() => stage[Symbol.asyncDispose]());

describe('the age of the data', () => {
  afterEach(() => stage.erp.catchUp());

  const ageNow = async (): Promise<number> => {
    const { asOf } = await stage.client.page('/v1/price-lists?limit=1');
    return (Date.now() - Date.parse(asOf ?? '')) / 1000;
  };

  it('follows the heartbeat of the ERP, its local time read in its zone', async () => {
    await eventually('a fresh answer', async () => (await ageNow()) < 5);
    expect(await ageNow()).toBeGreaterThanOrEqual(0);
  });

  it('grows while the heartbeat stands still, in the body, the header field and the metrics', async () => {
    await stage.erp.showBehind(7200);
    await eventually('an old answer', async () => (await ageNow()) > 7190);
    const list = await stage.client.get('/v1/price-lists?limit=1');
    const { asOf } = list.json as { asOf: string };
    expect(list.headers.get('banyan-as-of')).toBe(asOf);
    expect((await stage.client.get('/v1/price-lists/DKK-ST')).headers.get('banyan-as-of')).toBe(asOf);
    const lag = (await scrape(stage.gateway.adminAddress)).sum('banyan_watermark_lag_seconds', { source: 'replica' });
    expect(lag).toBeGreaterThan(7190);
    expect(lag).toBeLessThan(7300);
    await stage.erp.catchUp();
    await eventually('a fresh answer again', async () => (await ageNow()) < 5);
  });

  it('does not change the tag of a list whose records did not change', async () => {
    const before = await stage.client.get('/v1/price-lists');
    await stage.erp.showBehind(60);
    const after = await eventually('another age', async () => {
      const answer = await stage.client.get('/v1/price-lists');
      return (answer.json as { asOf: string }).asOf !== (before.json as { asOf: string }).asOf && answer;
    });
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  });
});

describe('a correlation id', () => {
  const loggedFor = (correlationId: string): Promise<Record<string, unknown>> =>
    eventually('its log line', () =>
      stage.gateway.logLines().find((line) => line['correlationId'] === correlationId && line['message'] === 'request'),
    );

  it('of the caller goes from the request to the answer and into the log line', async () => {
    const { headers } = await stage.client.get('/v1/orders?limit=1', { 'x-correlation-id': 'web-4711.a_B' });
    expect(headers.get('x-correlation-id')).toBe('web-4711.a_B');
    expect(await loggedFor('web-4711.a_B')).toMatchObject({
      operation: 'orders.list',
      version: 'v1',
      method: 'GET',
      status: 200,
      outcome: 'ok',
      clientId: 'first-client',
    });
  });

  it('stands in the body of a problem, and both voices of it can be joined', async () => {
    const { headers, json } = await stage.client.get('/v1/orders/SO-100331', { 'x-correlation-id': 'lost-and-found' });
    expect([headers.get('x-correlation-id'), json]).toMatchObject([
      'lost-and-found',
      { correlationId: 'lost-and-found' },
    ]);
    expect(await loggedFor('lost-and-found')).toMatchObject({ status: 502, outcome: 'record-unusable' });
  });

  it.each(['with blank', 'a'.repeat(65), 'semi;colon', 'quote"'])(
    'that is none (%s) is replaced, not repeated',
    async (bad) => {
      const { headers } = await stage.client.get('/v1/orders?limit=1', { 'x-correlation-id': bad });
      const made = headers.get('x-correlation-id') ?? '';
      expect(made).not.toBe(bad);
      expect(await loggedFor(made)).toMatchObject({ operation: 'orders.list' });
    },
  );
});

describe('a statement at the ERP', () => {
  it('carries the id of the operation it belongs to', async () => {
    await stage.erp.resetStatements();
    await stage.client.get('/v1/invoices/700001');
    await stage.client.get('/v1/stock-levels?limit=1');
    const texts = (await stage.erp.statements()).map(({ text }) => text);
    const about = (view: string): readonly string[] => texts.filter((text) => text.includes(`FROM [api].[${view}]`));
    expect(about('Invoices')).toEqual([expect.stringMatching(/^\/\* invoices\.get \*\//)]);
    expect(about('InvoiceLines')).toEqual([expect.stringMatching(/^\/\* invoices\.get \*\//)]);
    expect(about('StockLevels')).toEqual([expect.stringMatching(/^\/\* stock-levels\.list \*\//)]);
  });

  it('without such an id is never sent, but for what the driver says when it logs in', async () => {
    const known = new Set([...operationIds(stage.gateway.catalogue), 'watermark', 'banyan.proof']);
    const others = (await stage.erp.statements())
      .map(({ text }) => text)
      .filter((text) => !known.has(/^\/\* ([\w.-]+) \*\//.exec(text)?.[1] ?? ''))
      .filter((text) => !text.startsWith('set ansi_nulls on'));
    expect(others).toEqual([]);
  });

  it('is counted by operation and by how it ended', async () => {
    const before = await scrape(stage.gateway.adminAddress);
    await stage.client.get('/v1/shipments?limit=1');
    const after = await scrape(stage.gateway.adminAddress);
    const labels = { source: 'replica', operation: 'shipments.list', end: 'completed' };
    expect(after.sum('banyan_statements_total', labels)).toBe(before.sum('banyan_statements_total', labels) + 1);
    expect(after.sum('banyan_requests_total', { operation: 'shipments.list', outcome: 'ok' })).toBeGreaterThan(0);
  });
});
