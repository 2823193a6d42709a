// Waiting grows, is bounded, and is spread over its whole length.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs, ceilingMs } from './backoff.js';

const BOUNDS = { firstBackoffMs: 1_000, longestBackoffMs: 300_000 };

describe('the back-off', () => {
  it('doubles with every try until its bound', () => {
    const ceilings = [1, 2, 3, 4, 9, 10, 1_000_000].map((tries) => ceilingMs(tries, BOUNDS));
    expect(ceilings).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
  });

  it('is anything from nothing to its bound, never more', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), random, (tries, value) => {
        const wait = backoffMs(tries, BOUNDS, () => value);
        return Number.isInteger(wait) && wait >= 0 && wait <= ceilingMs(tries, BOUNDS);
      }),
      { seed: 7 },
    );
    expect([backoffMs(3, BOUNDS, () => 0), backoffMs(3, BOUNDS, () => 0.999_999)]).toEqual([0, 4_000]);
  });
});
