// A lane shrinks while calls take much longer than usual and grows back; judged by hand and over a simulated ERP.
import { describe, expect, it } from '@jest/globals';
import { simulate } from '../../../test/support/protection/simulated-erp.js';
import { AdaptiveLimit } from './adaptive-limit.js';
import type { EndedCall } from './adaptive-limit.js';

const call = (durationMs: number, more: Partial<EndedCall> = {}): EndedCall => ({
  ...{ durationMs, health: 'good', sort: 'orders.list rows', running: 8 },
  ...more,
});

/** A limit of eight that has seen so many calls of 100 ms, one every 50 ms; `go` goes on in the same rhythm. */
function learned(calls = 400) {
  const limit = new AdaptiveLimit(8, 0);
  let now = 0;
  const go = (times: number, each: EndedCall): void => {
    for (let index = 0; index < times; index += 1) limit.ended((now += 50), { ...each, running: limit.limit });
  };
  go(calls, call(100));
  return { limit, go };
}

describe('the limit of a lane', () => {
  it('is the ceiling while calls take as long as usual', () => {
    expect(learned().limit.limit).toBe(8);
  });

  it('falls when calls take three times as long, and not below two', () => {
    const { limit, go } = learned();
    go(30, call(300));
    expect(limit.limit).toBeLessThan(8);
    go(400, call(300));
    expect(limit.limit).toBe(2);
  });

  it('comes back one by one, not faster than one a second, and never above the ceiling', () => {
    const { limit, go } = learned();
    go(400, call(300));
    let before = limit.limit;
    for (let second = 0; second < 30; second += 1) {
      go(20, call(100));
      expect(limit.limit - before).toBeLessThanOrEqual(1);
      before = limit.limit;
    }
    expect(limit.limit).toBe(8);
  });

  it('does not grow for a lane that is not full: nothing is known about more then', () => {
    const { limit, go } = learned();
    go(400, call(300));
    const quiet = (from: number): void => {
      for (let at = from; at < from + 30_000; at += 50) limit.ended(at, call(100, { running: 1 }));
    };
    quiet(100_000);
    const before = limit.limit;
    quiet(130_000);
    expect([before < 4, limit.limit]).toEqual([true, before]);
  });

  it('compares a call only with calls of its kind: many long ones are no trouble where they always were long', () => {
    const { limit, go } = learned();
    for (let index = 0; index < 200; index += 1) {
      go(1, call(2_000, { sort: 'orders.list count' }));
      go(1, call(100));
    }
    go(200, call(2_000, { sort: 'orders.list count' }));
    expect(limit.limit).toBe(8);
  });

  it('takes time-outs for slow calls, and refusals in no time for nothing', () => {
    const { limit, go } = learned();
    go(200, call(1, { health: 'bad' }));
    expect(limit.limit).toBe(8);
    go(200, call(5_000, { health: 'bad' }));
    expect(limit.limit).toBe(2);
  });

  it('takes what was given up after a long time for a slow call, and what was given up soon for nothing', () => {
    const { limit, go } = learned();
    go(200, call(1, { health: 'nothing' }));
    expect(limit.limit).toBe(8);
    go(200, call(1_000, { health: 'nothing' }));
    expect(limit.limit).toBeLessThan(8);
  });

  it('takes what lasts for ten minutes for the usual', () => {
    const { limit, go } = learned();
    go(12_000, call(300));
    expect(limit.limit).toBe(8);
  });

  it('is one where the ceiling is one', () => {
    const limit = new AdaptiveLimit(1, 0);
    for (let at = 100; at < 60_000; at += 100) limit.ended(at, call(at < 30_000 ? 100 : 5_000, { running: 1 }));
    expect(limit.limit).toBe(1);
  });
});

describe('over an ERP that works well with eight statements at once, for a minute only with three, then with eight', () => {
  const phases = [
    { from: 0, knee: 8, aloneMs: 40 },
    { from: 30_000, knee: 3, aloneMs: 40 },
    { from: 90_000, knee: 8, aloneMs: 40 },
  ];
  const run = (adaptive: boolean) => simulate({ ceiling: 8, adaptive, phases, untilMs: 150_000, seed: 20_261_120 });

  it('gets at least half as much again done in the bad minute, at half the duration, and costs nothing before and after', () => {
    const [fixed, adaptive] = [run(false), run(true)];
    const [bad, badFixed] = [adaptive.seen(35_000, 90_000), fixed.seen(35_000, 90_000)];
    expect(bad.perSecond).toBeGreaterThan(1.5 * badFixed.perSecond);
    expect(bad.p95Ms).toBeLessThan(0.5 * badFixed.p95Ms);
    expect(adaptive.highest).toBeLessThanOrEqual(8);
    for (const [from, to] of [
      [5_000, 30_000],
      [105_000, 150_000],
    ] as const) {
      expect(adaptive.seen(from, to).perSecond).toBeGreaterThan(0.95 * fixed.seen(from, to).perSecond);
    }
    expect(adaptive.limitAt(100_000)).toBeGreaterThanOrEqual(7);
  });
});
