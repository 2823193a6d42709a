// What people decided before the start and the facade does not know any more is not dropped in silence.
import { expect, it } from '@jest/globals';
import type { LaneLimits } from '../../facade/binding.js';
import type { Observation } from '../../observability/observation.js';
import { warnOfStrayHolds } from './lane-memory.js';

const held = { by: 'anna', reason: 'moving', at: '2026-11-20T12:00:00.000Z' };
const limits: LaneLimits = { concurrency: 1, queue: 0, waitMs: 0, timeoutMs: 1_000 };

it('warns of a hold whose source has no breaker, or is gone, and of no other', () => {
  const kept = [
    { name: 'replica', held },
    { name: 'renamed', held },
    { name: 'procedures', held },
    { name: 'inbox', openUntil: held.at },
  ];
  const breaker = { failures: 0.5, of: 8, openMs: 5_000, slowMs: 4_000, windowMs: 30_000 };
  const lanes = new Map([
    ['replica', limits],
    ['procedures', { ...limits, breaker }],
  ]);
  const seen: Observation[] = [];
  warnOfStrayHolds({ all: () => kept }, { lanes }, (each) => seen.push(each));
  expect(seen).toEqual([
    expect.objectContaining({ topic: 'protection', text: expect.stringMatching(/^replica is held by anna .* off/) }),
    expect.objectContaining({
      topic: 'protection',
      text: expect.stringMatching(/^renamed is held by anna .* no source/),
    }),
  ]);
});
