// Metrics count every observation under labels from a finite set.
import { describe, expect, it } from '@jest/globals';
import { aRequest } from '../../../test/support/observations/a-request.js';
import { createMetrics } from './metrics.js';
import type { Observation } from '../observation.js';

const options = { operations: ['orders.list'], versions: ['v1'], processMetrics: false };

async function rendered(observations: readonly Observation[]): Promise<string> {
  const metrics = createMetrics(options);
  observations.forEach(metrics.observe);
  return metrics.render();
}

describe('metrics', () => {
  it('count a request by operation, version, method and outcome, with its duration and bytes', async () => {
    const text = await rendered([aRequest({})]);
    const labels = 'operation="orders.list",version="v1"';
    expect(text).toContain(`banyan_requests_total{${labels},method="GET",outcome="ok"} 1`);
    expect(text).toContain(`banyan_request_duration_seconds_bucket{le="0.025",${labels}} 1`);
    expect(text).toContain(`banyan_request_duration_seconds_bucket{le="0.01",${labels}} 0`);
    expect(text).toContain(`banyan_response_bytes_total{${labels}} 512`);
  });

  it('never take a label from what a caller can choose', async () => {
    const text = await rendered([
      aRequest({ operation: '/v1/orders/SO-1?secret=1', version: 'v77', method: 'X-INVENTED', correlationId: 'c-77' }),
    ]);
    expect(text).toContain('operation="unknown",version="unknown",method="other"');
    expect(text).not.toMatch(/SO-1|secret|v77|INVENTED|c-77|shop/);
  });

  it('count statements, misfits, refusals and tokens', async () => {
    const text = await rendered([
      {
        kind: 'statement-ended',
        source: 'replica',
        operation: 'orders.list',
        statement: 'page',
        end: 'timed-out',
        errorNumber: 1205,
        rows: 3,
        durationMs: 5000,
      },
      {
        kind: 'misfit',
        operation: 'orders.list',
        resource: 'orders',
        field: 'status',
        reason: 'unknown code',
        handling: 'skipped',
      },
      { kind: 'lane-refused', lane: 'replica', reason: 'queue-full' },
      { kind: 'token-issued', correlationId: 'c', clientId: 'shop' },
      { kind: 'authentication-refused', correlationId: 'c', fault: 'expired', clientId: undefined },
      { kind: 'warning', topic: 'trust', text: 'unproven' },
    ]);
    expect(text).toContain('banyan_statements_total{source="replica",operation="orders.list",end="timed-out"} 1');
    expect(text).toContain('banyan_statement_duration_seconds_sum{source="replica",operation="orders.list"} 5');
    expect(text).toContain('banyan_misfits_total{operation="orders.list",field="status",handling="skipped"} 1');
    expect(text).toContain('banyan_lane_refusals_total{lane="replica",reason="queue-full"} 1');
    expect(text).toContain('banyan_tokens_issued_total 1');
    expect(text).toContain('banyan_authentication_refusals_total{fault="expired"} 1');
    expect(text).toContain('banyan_warnings_total{topic="trust"} 1');
    expect(text).not.toContain('1205');
  });

  it('show gauges as they stand and withdraw a watermark that is no longer known', async () => {
    const known: readonly Observation[] = [
      { kind: 'lane-changed', lane: 'replica', running: 8, queued: 3 },
      { kind: 'lane-changed', lane: 'replica', running: 7, queued: 0 },
      { kind: 'watermark-read', source: 'replica', lagSeconds: 12 },
    ];
    const text = await rendered(known);
    expect(text).toContain('banyan_lane_running{lane="replica"} 7');
    expect(text).toContain('banyan_lane_queued{lane="replica"} 0');
    expect(text).toContain('banyan_watermark_lag_seconds{source="replica"} 12');
    const later = await rendered([...known, { kind: 'watermark-read', source: 'replica', lagSeconds: undefined }]);
    expect(later).not.toContain('banyan_watermark_lag_seconds{');
  });

  it('count refusals by plan, address and overload, and never by client', async () => {
    const text = await rendered([
      { kind: 'limit-refused', correlationId: 'c', clientId: 'shop', plan: 'standard', reason: 'rate' },
      { kind: 'address-refused', of: 'token' },
      { kind: 'load-shed', reason: 'delay', group: 'bulk', count: 7 },
      { kind: 'overload-changed', level: 3, reason: 'delay', refused: ['documents', 'strangers', 'bulk'] },
      { kind: 'connections-cut', reason: 'slow', count: 2 },
    ]);
    expect(text).toContain('banyan_limit_refusals_total{plan="standard",reason="rate"} 1');
    expect(text).toContain('banyan_address_refusals_total{of="token"} 1');
    expect(text).toContain('banyan_load_shed_total{reason="delay",group="bulk"} 7');
    expect(text).toContain('banyan_overload_level 3');
    expect(text).toContain('banyan_connections_cut_total{reason="slow"} 2');
    expect(text).not.toContain('shop');
  });

  it('show lost log lines', async () => {
    const metrics = createMetrics({ ...options, droppedLogLines: () => 4 });
    expect(await metrics.render()).toContain('banyan_log_lines_dropped 4');
  });
});
