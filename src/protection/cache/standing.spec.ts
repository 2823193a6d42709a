// What may be done with an answer follows from its age alone.
import { describe, expect, it } from '@jest/globals';
import { isLate, mayStandIn, standingOf } from './standing.js';

const LIMITS = { freshMs: 10, revalidateMs: 60, errorMs: 300, outageMs: 3_600 };
/** Asked at 1,000, when what the source held was true at 900. */
const AGE = { askedAt: 1_000, trueAt: 900, limits: LIMITS };

describe('a kept answer', () => {
  it.each([
    [1_000, 'fresh'],
    [1_010, 'fresh'],
    [1_011, 'revalidate'],
    [1_060, 'revalidate'],
    [1_061, 'old'],
  ])('stands at %i as %s, counted from when it was asked for', (now, standing) => {
    expect(standingOf(AGE, now)).toBe(standing);
  });

  it('stands in for a failure and for an outage, each up to its limit, counted from when it was true', () => {
    expect([mayStandIn(AGE, 'error', 1_200), mayStandIn(AGE, 'error', 1_201)]).toEqual([true, false]);
    expect([mayStandIn(AGE, 'outage', 4_500), mayStandIn(AGE, 'outage', 4_501)]).toEqual([true, false]);
  });

  it('is late in its last fifth', () => {
    expect([isLate(AGE, 1_007), isLate(AGE, 1_008)]).toEqual([false, true]);
  });
});
