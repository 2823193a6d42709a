// Which plan a client is held to, and what the table of the protection shows of it.
import { describe, expect, it } from '@jest/globals';
import { MemoryPlanLimits } from '../../../adapters/memory/limits/plan-limits.js';
import type { Plan } from '../../facade/catalogue.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import { ClientLimits } from './client-limits.js';
import { PlanLimits } from './plan-limits.port.js';
import type { Taken } from './plan-limits.port.js';

const plan = (name: string, burst: number): Plan => ({ name, requests: 60, windowMs: 60_000, burst, concurrency: 2 });
const plans = new Map([plan('standard', 2), plan('batch', 10)].map((each) => [each.name, each]));
const limits = (): ClientLimits => new ClientLimits(plans, new MemoryPlanLimits(new ManualClock()));

describe('the plan of a client', () => {
  it('is the one it has, and else the first of the facade', () => {
    expect([undefined, 'batch', 'gone'].map((name) => limits().of(name)?.plan.name)).toEqual([
      'standard',
      'batch',
      'standard',
    ]);
  });

  it('is none where the facade has none', () => {
    expect(new ClientLimits(undefined, new MemoryPlanLimits(new ManualClock())).of('batch')).toBeUndefined();
  });
});

describe('the state of the plans', () => {
  it('counts what was admitted, what was refused and why, and what is in flight', () => {
    const all = limits();
    const meter = all.of(undefined);
    for (let request = 0; request < 3; request += 1) void meter?.take('shop');
    const places = [1, 2, 3].map(() => meter?.enter('shop'));
    places[0]?.leave();
    const [standard, batch] = all.state();
    expect(standard).toMatchObject({ inFlight: 1, admitted: 2, refused: { rate: 1, concurrency: 1 } });
    expect(batch).toMatchObject({ inFlight: 0, admitted: 0, refused: { rate: 0, concurrency: 0 } });
  });

  it('counts the same of buckets that are kept elsewhere', async () => {
    class Elsewhere extends PlanLimits {
      async take(): Promise<Taken> {
        return { allowed: false, remaining: 0, moreInMs: 5 };
      }
    }
    const all = new ClientLimits(plans, new Elsewhere());
    expect(await all.of(undefined)?.take('shop')).toEqual({ allowed: false, remaining: 0, moreInMs: 5 });
    expect(all.state()[0]?.refused.rate).toBe(1);
  });
});
