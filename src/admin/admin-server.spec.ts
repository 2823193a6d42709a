// The administration listener tells operators how things stand.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '../kernel/manual-clock.js';
import { createMetrics } from '../observability/metrics/metrics.js';
import type { Observation } from '../observability/observation.js';
import type { SourceCondition } from '../observability/readiness.js';
import { createAdminApp } from './admin-server.js';
import type { AdminApp } from './admin-server.js';

let app: AdminApp;
let url: string;
const sources = new Map<string, SourceCondition>();
let warnings: readonly string[] = [];
let stopping = false;
const observed: Observation[] = [];
const metrics = createMetrics({ operations: [], versions: [], processMetrics: false });

beforeEach(async () => {
  sources.clear();
  warnings = [];
  stopping = false;
  app = await createAdminApp({
    readiness: { sources: () => sources, warnings: () => warnings, stopping: () => stopping },
    metrics,
    clock: new ManualClock(),
    observe: (observation) => observed.push(observation),
  });
  url = await app.listen();
});
afterEach(() => app.close());

async function ready(): Promise<readonly [number, unknown]> {
  const response = await fetch(`${url}/health/ready`);
  return [response.status, await response.json()];
}

describe('the administration listener', () => {
  it('listens on loopback unless told otherwise', () => {
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('serves the metrics for Prometheus', async () => {
    const response = await fetch(`${url}/metrics`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await response.text()).toContain('# TYPE banyan_requests_total counter');
  });

  it('is live', async () => {
    expect(await (await fetch(`${url}/health/live`)).json()).toEqual({ status: 'ok' });
  });

  it('is ready with every source ready', async () => {
    sources.set('replica', { kind: 'ready' });
    expect(await ready()).toEqual([
      200,
      { status: 'ok', details: { gateway: { status: 'up' }, 'source replica': { status: 'up' } } },
    ]);
  });

  it('shows standing warnings without being unready', async () => {
    sources.set('replica', { kind: 'ready', standingWarning: 'The login may write.' });
    warnings = ['API keys are on.'];
    expect(await ready()).toMatchObject([
      200,
      {
        status: 'degraded',
        details: {
          gateway: { warnings: ['API keys are on.'] },
          'source replica': { status: 'degraded', warnings: ['The login may write.'] },
        },
      },
    ]);
  });

  it('gives the reason of an unavailable source, and stays fit while another one serves', async () => {
    sources.set('replica', { kind: 'unavailable', advice: 'Start the server.' });
    expect(await ready()).toMatchObject([
      503,
      { status: 'error', details: { 'source replica': { status: 'down', reason: 'Start the server.' } } },
    ]);
    sources.set('archive', { kind: 'ready' });
    expect(await ready()).toMatchObject([
      200,
      { status: 'degraded', details: { 'source replica': { status: 'degraded', reason: 'Start the server.' } } },
    ]);
  });

  it('is not ready while it stops', async () => {
    stopping = true;
    expect(await ready()).toMatchObject([503, { details: { gateway: { reason: 'The gateway is stopping.' } } }]);
  });

  it.each(['/', '/v1/orders', '/health/ready/', '/%ff'])('answers 404 problems at %s', async (path) => {
    const response = await fetch(url + path);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'not-found' }]);
    expect(observed).toEqual([]);
  });
});
