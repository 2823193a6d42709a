// The contract of the buckets, run on those in memory; and how much memory these take.
import { describe, expect, it } from '@jest/globals';
import { MemoryPlanLimits } from '../../adapters/memory/limits/plan-limits.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import { planLimitsContract } from './plan-limits.contract.js';

planLimitsContract('memory', () => {
  const clock = new ManualClock();
  return { clock, limits: new MemoryPlanLimits(clock) };
});

describe('buckets in memory', () => {
  const rate = { requests: 60, windowMs: 60_000, burst: 5 };

  it('are forgotten when they are full, which changes nothing', () => {
    const clock = new ManualClock();
    const limits = new MemoryPlanLimits(clock);
    for (let key = 0; key < 5000; key += 1) {
      limits.take(`k${key}`, rate);
      clock.advance(10);
    }
    // A bucket is full again a second after its one request; a hundred keys are used in that time.
    expect(limits.size).toBeLessThan(300);
  });

  it('are never more than allowed, even when none is full', () => {
    const limits = new MemoryPlanLimits(new ManualClock(), 1000);
    for (let key = 0; key < 50_000; key += 1) limits.take(`k${key}`, rate);
    expect(limits.size).toBeLessThanOrEqual(1000);
  });

  it('stay, of those who ask again and again, while others come and go', () => {
    const clock = new ManualClock();
    const limits = new MemoryPlanLimits(clock, 1000);
    let allowed = 0;
    for (let turn = 0; turn < 20_000; turn += 1) {
      clock.advance(10);
      if (limits.take('noisy', rate).allowed) allowed += 1;
      limits.take(`k${turn}`, rate);
    }
    expect(allowed).toBeLessThanOrEqual(5 + 200);
  });
});
