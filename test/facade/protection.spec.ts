// Load limits, breakers, freshness and plans in the catalogue: what is written, and what is not.
import { describe, expect, it } from '@jest/globals';
import type { Catalogue } from '../../src/facade/catalogue.js';
import { broken, loadSmall, smallTexts } from './small-facade.js';
import type { Texts } from './small-facade.js';
import { catalogueOf, writingTexts } from './writing-facade.js';

const ROW = '{ concurrency: 2, queue: 8, wait: 250ms, timeout: 1m }';
const laneOf = (row: string) => catalogueOf(broken('facade.yaml', ROW, row, smallTexts)).lanes.get('replica');

const freshnessOf = (freshness: string) => withRead(`freshness: ${freshness}`).resources.get('orders')?.freshness;

function withRead(member: string): Catalogue {
  return catalogueOf(broken('resources/orders.yaml', '  count: exact', `  count: exact\n  ${member}`, smallTexts));
}

const warningsOf = (texts: Texts): readonly string[] =>
  loadSmall(texts).warnings.map(({ path, message }) => `${path} ${message}`);

describe('the limits of a source', () => {
  it('are small and whole where nothing is written', () => {
    expect(laneOf('{}')).toEqual({
      ...{ concurrency: 4, queue: 64, waitMs: 1000, timeoutMs: 5000, deadlineMs: 6000, reserved: 1, adaptive: true },
      breaker: { failures: 0.5, of: 4, openMs: 5000, slowMs: 4000, windowMs: 30_000 },
    });
  });

  it('are what is written', () => {
    const row =
      '{ concurrency: 20, reserved: 0, adaptive: off, timeout: 10s, deadline: 15s, ' +
      'breaker: { failures: 75%, of: 12, open: 20s, slow: 3s } }';
    expect(laneOf(row)).toEqual({
      ...{ concurrency: 20, queue: 64, waitMs: 1000, timeoutMs: 10_000, deadlineMs: 15_000, reserved: 0 },
      adaptive: false,
      breaker: { failures: 0.75, of: 12, openMs: 20_000, slowMs: 3000, windowMs: 40_000 },
    });
  });

  it('look back on at most eight calls, and never on more than can be out at once', () => {
    expect(laneOf('{ concurrency: 100 }')?.breaker?.of).toBe(8);
    expect(laneOf('{ concurrency: 3 }')?.breaker?.of).toBe(3);
  });

  it('are not opened by a single bad call of two or three, unless that is written', () => {
    const failures = [1, 2, 3, 4].map((concurrency) => laneOf(`{ concurrency: ${concurrency} }`)?.breaker?.failures);
    expect(failures).toEqual([1, 1, 1, 0.5]);
    expect(laneOf('{ concurrency: 2, breaker: { failures: 50% } }')?.breaker?.failures).toBe(0.5);
  });

  it('reserve a quarter, rounded up, and always leave bulk work a slot', () => {
    const reserved = [1, 2, 4, 5, 8, 1000].map((concurrency) => laneOf(`{ concurrency: ${concurrency} }`)?.reserved);
    expect(reserved).toEqual([0, 1, 1, 2, 2, 250]);
  });

  it('have no breaker where it is switched off', () => {
    expect(laneOf('{ breaker: off }')).not.toHaveProperty('breaker');
  });
});

describe('the limits of a channel', () => {
  const limits = catalogueOf(broken('facade.yaml', ROW, '{}', writingTexts)).lanes.get('procedures');

  it('have a breaker, and are not adapted to how long calls take', () => {
    expect(limits).toMatchObject({
      reserved: 0,
      adaptive: false,
      breaker: { of: 1, slowMs: 24_000, windowMs: 120_000 },
    });
  });

  it('have no deadline, and a written one is told', () => {
    expect(limits).not.toHaveProperty('deadlineMs');
    const texts = broken('facade.yaml', 'protection:', 'protection:\n  procedures: { deadline: 40s }', writingTexts);
    expect(warningsOf(texts)).toEqual([
      'protection.procedures.deadline has no effect: nobody waits for a delivery. This is for sources.',
    ]);
  });
});

describe('freshness', () => {
  it('is absent where none is written: no answer is kept', () => {
    expect(catalogueOf(smallTexts).resources.get('orders')).not.toHaveProperty('freshness');
  });

  it.each([
    ['{}', [10, 60, 600, 3600]],
    ['{ fresh: 5m }', [300, 1800, 1800, 3600]],
    ['{ fresh: 10s, revalidate: 60s, outage: 3h }', [10, 60, 600, 10_800]],
    ['{ fresh: 5s, outage: 1m }', [5, 30, 60, 60]],
    ['{ outage: 8s }', [8, 8, 8, 8]],
    ['{ fresh: 0s }', [0, 0, 600, 3600]],
    ['{ fresh: 1h, revalidate: 2h }', [3600, 7200, 7200, 7200]],
  ])('fills in what is not written, in order: %s', (written, seconds) => {
    const { freshMs = -1, revalidateMs, errorMs, outageMs } = freshnessOf(written) ?? {};
    expect([freshMs, revalidateMs, errorMs, outageMs].map((ms) => Number(ms) / 1000)).toEqual(seconds);
  });

  it('may stand where single records are read, and is the only thing that has an effect there', () => {
    const only = (read: string): Texts =>
      broken('resources/customers.yaml', 'operations:', `read: { ${read} }\noperations:`, smallTexts);
    expect(warningsOf(only('freshness: { fresh: 1m }'))).toEqual([]);
    expect(warningsOf(only('freshness: { fresh: 1m }, sort: [id]'))).toEqual([
      'resources.customers.read has no effect: it shapes the list, and `operations` has no `list`.',
    ]);
  });

  it('never counts for an answer with a field that says so', () => {
    const texts = broken('resources/orders.yaml', 'nullable: true, sensitive: true', 'nullable: true, cache: never');
    const fields = catalogueOf(texts).resources.get('orders')?.fields ?? [];
    expect(fields.filter(({ neverCached }) => neverCached).map(({ name }) => name)).toEqual(['note']);
  });
});

describe('a window with cached reads', () => {
  const window = '{ name: night, days: daily, from: "01:00", to: "02:00", reads: cached }';
  const texts = broken('facade.yaml', 'versions:', `calendar: { timezone: UTC, windows: [${window}] }\nversions:`);

  it('is told where nothing is ever kept', () => {
    expect(warningsOf(texts)).toEqual([
      'calendar.windows[0].reads refuses every read: nothing is ever kept, because no resource has `read.freshness`.',
    ]);
  });

  it('is sound where something is', () => {
    const kept = broken('resources/orders.yaml', '  count: exact', '  count: exact\n  freshness: {}', texts);
    expect(warningsOf(kept)).toEqual([]);
    expect(catalogueOf(kept).calendar?.windows[0]).toMatchObject({ reads: 'cached', writes: 'hold' });
  });
});

describe('plans', () => {
  it('are interactive unless they say bulk, in their order', () => {
    const plans =
      'plans:\n  standard: { rate: 600/min, burst: 60, concurrency: 20 }\n' +
      '  nightly: { rate: 5/s, burst: 5, concurrency: 2, priority: bulk }\nversions:';
    expect([...(catalogueOf(broken('facade.yaml', 'versions:', plans)).plans?.values() ?? [])]).toEqual([
      { name: 'standard', requests: 600, windowMs: 60_000, burst: 60, concurrency: 20, priority: 'interactive' },
      { name: 'nightly', requests: 5, windowMs: 1000, burst: 5, concurrency: 2, priority: 'bulk' },
    ]);
  });
});
