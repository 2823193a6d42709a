// The number of statements at the ERP, measured at the ERP: it never passes the limit, whatever callers and ERP do.
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import type { CheckedAnswer } from '../support/running/checking-client.js';
import { eventually } from '../support/running/eventually.js';
import { setStage } from '../support/running/stage.js';
import type { Stage } from '../support/running/stage.js';
import { ConstantLoad } from './constant-load.js';
import { change, hurriedFacade } from './hurried-facade.js';
import { hurriedStage, NO_CACHE, slotsInUse, viewStatements } from './hurried-stage.js';

// Limits inside the tests are tight; this one only has to be longer than a busy machine needs.
jest.setTimeout(120_000);

const LIMIT = 8;
/** What a busy machine may need for what is decided at once; in these tests nothing else ends so soon. */
const AT_ONCE_MS = 20_000;
const TARGETS = [
  '/v1/orders?limit=20',
  '/v1/customers/C10001',
  '/v1/orders/SO-101000',
  '/v1/invoices?count=exact&limit=5',
];

const statusesOf = (answers: readonly CheckedAnswer[]): ReadonlySet<number> =>
  new Set(answers.map(({ status }) => status));

async function expectCeilingHeld(stage: Stage): Promise<void> {
  const { highest } = await stage.erp.concurrency();
  expect(highest).toBeGreaterThan(LIMIT / 2);
  expect(highest).toBeLessThanOrEqual(LIMIT);
  await eventually('all slots to be free', () => slotsInUse(stage) === 0);
  await eventually('service', async () => (await stage.client.get('/v1/orders?limit=1')).status === 200);
}

describe('the load limit of the ERP', () => {
  it('holds for 200 callers at once, from the first connection on', async () => {
    await using stage = await hurriedStage();
    await stage.erp.fault({ on: 'request', match: 'FROM [api]', delayMs: 10 });
    await using load = new ConstantLoad(200, (caller) => stage.client.get(TARGETS[caller % TARGETS.length] ?? ''));
    await eventually('a thousand answers', () => load.answers.length > 1000);
    await load.end();
    expect(load.failures).toEqual([]);
    for (const status of statusesOf(load.answers)) expect([200, 503, 504]).toContain(status);
    await expectCeilingHeld(stage);
  });

  it('holds while every fifth statement runs into its time-out', async () => {
    await using stage = await hurriedStage({ timeout: '300ms' });
    await stage.erp.fault({ on: 'request', match: 'FROM [api].[Shipments]', delayMs: 60_000 });
    const targets = [...TARGETS, '/v1/shipments?limit=3'];
    await using load = new ConstantLoad(200, (caller) => stage.client.get(targets[caller % targets.length] ?? ''));
    const answered = (wanted: number): number => load.answers.filter(({ status }) => status === wanted).length;
    await eventually('many time-outs, and every other answer', () => {
      return answered(504) > 30 && answered(200) > 0 && answered(503) > 0;
    });
    await load.end();
    expect(load.failures).toEqual([]);
    expect(statusesOf(load.answers)).toEqual(new Set([200, 503, 504]));
    await expectCeilingHeld(stage);
  });

  it('holds while 50 callers hang up again and again, some of them on an ERP that does not hear the cancel', async () => {
    await using stage = await hurriedStage();
    await stage.erp.fault({
      on: 'request',
      match: 'FROM [api].[Shipments]',
      times: 6,
      stall: true,
      ignoreAttention: true,
    });
    await stage.erp.fault({ on: 'request', match: 'FROM [api].[Shipments]', delayMs: 200 });
    let hungUp = 0;
    await using load = new ConstantLoad(100, async (caller) => {
      if (caller % 2 === 0) return stage.client.get('/v1/orders?limit=20');
      const patience = AbortSignal.timeout(20 + caller);
      return stage.client.get('/v1/shipments?limit=20', {}, patience).catch((error: unknown) => {
        if (!patience.aborted) throw error;
        hungUp += 1;
        return undefined;
      });
    });
    await eventually('300 callers to hang up', () => hungUp > 300);
    await eventually('some cancels at the ERP', async () => (await stage.erp.counters()).attentions > 5);
    await load.end();
    expect(load.failures).toEqual([]);
    await stage.erp.heal();
    await expectCeilingHeld(stage);
  });
});

describe('the load limit of the ERP, all at once', () => {
  it('holds while statements time out, callers hang up, and the ERP cuts every connection', async () => {
    const breaker = { failures: '80%', of: 8, open: '500ms' };
    await using stage = await hurriedStage({ timeout: '300ms', breaker });
    const shipments = 'FROM [api].[Shipments]';
    await stage.erp.fault({ on: 'request', match: shipments, times: 4, stall: true, ignoreAttention: true });
    await stage.erp.fault({ on: 'request', match: shipments, delayMs: 60_000 });
    const targets = [...TARGETS, '/v1/shipments?limit=3'];
    let [hungUp, calls] = [0, 0];
    await using load = new ConstantLoad(200, async (caller) => {
      calls += 1;
      const patience = calls % 10 === 0 ? AbortSignal.timeout(20 + (caller % 100)) : undefined;
      return stage.client.get(targets[caller % targets.length] ?? '', {}, patience).catch((error: unknown) => {
        if (patience?.aborted !== true) throw error;
        hungUp += 1;
        return undefined;
      });
    });
    const { answers } = load;
    const answered = (status: number, from = 0): boolean => answers.slice(from).some((each) => each?.status === status);
    await eventually('all kinds of ends', () => hungUp > 50 && [200, 503, 504].every((status) => answered(status)));
    await stage.erp.control('POST', '/restart-listener', { downMs: 300 });
    const restarted = answers.length;
    await eventually('answers after the restart', () => answered(200, restarted) && answered(504, restarted));
    await load.end();
    expect(load.failures).toEqual([]);
    await stage.erp.heal();
    await expectCeilingHeld(stage);
  });
});

describe('a full lane', () => {
  it('refuses at once, with the time after which to try again, and asks the ERP nothing', async () => {
    await using stage = await hurriedStage({ concurrency: 2, queue: 4, wait: '60s', timeout: '60s' });
    await stage.client.get('/v1/price-lists');
    await stage.erp.fault({ on: 'request', match: 'FROM [api].[Orders]', delayMs: 60_000 });
    const hangUp = new AbortController();
    const stuck = Array.from({ length: 6 }, () =>
      stage.client.get('/v1/orders?limit=1', {}, hangUp.signal).catch(() => undefined),
    );
    await eventually('a full queue', () => {
      const told = stage.gateway.observations.findLast(
        (seen) => seen.kind === 'lane-changed' && seen.lane === 'replica',
      );
      return told?.kind === 'lane-changed' && told.running === 2 && told.queued === 4;
    });
    const refused = await Promise.all(Array.from({ length: 20 }, () => stage.client.get('/v1/customers/C10001')));
    for (const { status, json, headers, ms } of refused) {
      expect([status, json]).toMatchObject([503, { code: 'lane-full' }]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(ms).toBeLessThan(AT_ONCE_MS);
    }
    expect(await viewStatements(stage.erp, 'Customers')).toEqual([]);
    hangUp.abort();
    await Promise.all(stuck);
  });

  it('lets nobody wait for a slot longer than the facade says', async () => {
    await using stage = await hurriedStage({ concurrency: 1, queue: 10, wait: '200ms', timeout: '60s' });
    await stage.client.get('/v1/price-lists');
    await stage.erp.fault({ on: 'request', match: 'FROM [api].[Orders]', delayMs: 60_000 });
    const hangUp = new AbortController();
    const stuck = stage.client.get('/v1/orders?limit=1', {}, hangUp.signal).catch(() => undefined);
    await eventually('the statement', async () => (await viewStatements(stage.erp, 'Orders')).length === 1);
    const { status, json, ms } = await stage.client.get('/v1/customers/C10001');
    expect([status, json]).toMatchObject([503, { code: 'lane-full' }]);
    expect(ms).toBeGreaterThanOrEqual(195);
    expect(ms).toBeLessThan(AT_ONCE_MS);
    hangUp.abort();
    await stuck;
  });
});

describe('a reader who takes his time', () => {
  it('holds no slot: the only one is free while several large answers are still on their way', async () => {
    using facade = hurriedFacade({ concurrency: 1, timeout: '60s', wait: '60s' });
    const orders = join(facade.path, 'resources/orders.yaml');
    change(orders, /max: 200 \}\n {2}count/, 'max: 1000 }\n  count');
    change(orders, / {2}list: \{ title/, '  list: { embed: [lines], title');
    await using stage = await setStage({
      erp: { scale: 0.05 },
      gateway: { facade: facade.path, environment: NO_CACHE },
    });
    const token = await stage.gateway.token();
    const socket = await slowReader(stage, token);
    const unsent = async (): Promise<number> => {
      const read = (await viewStatements(stage.erp, 'OrderLines')).filter(({ end }) => end !== undefined);
      const sent = stage.gateway.observations.filter(
        (it) => it.kind === 'request-completed' && it.operation === 'orders.list',
      );
      return read.length - sent.length;
    };
    const held = async (): Promise<boolean> => (await unsent()) > 0 && slotsInUse(stage) === 0;
    await eventually('answers that nobody takes', held, 60_000);
    for (let index = 0; index < 20; index++) {
      const { status, ms } = await stage.client.get('/v1/customers/C10001');
      expect([status, ms < AT_ONCE_MS]).toEqual([200, true]);
    }
    expect(await unsent()).toBeGreaterThan(0);
    socket.destroy();
  });
});

/** So many answers of a megabyte do not fit between two sockets. */
const REQUESTS = 16;

/** Sends requests for large pages and reads nothing of the answers. */
async function slowReader({ gateway }: Stage, token: string): Promise<Socket> {
  const { hostname, port } = new URL(gateway.publicAddress);
  const socket = connect({ host: hostname, port: Number(port) });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  socket.pause();
  const asked = `GET /v1/orders?limit=1000 HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\n\r\n`;
  socket.write(asked.repeat(REQUESTS));
  return socket;
}
