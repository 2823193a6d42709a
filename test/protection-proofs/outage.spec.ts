// Small: 100 callers and a black hole. With 1,000, the true times, and a refusal: `npm run torture`.
import { describe, expect, it } from '@jest/globals';
import { outage } from './outage.js';
import { tellFigures } from './stage/verdict.js';

const MOST_MS = 200_000;
/** Times are five times those that are promised: a busy machine is late with everything. */
const SMALL = {
  ...{ callers: 100, impatientMs: 300, timeoutMs: 1_000, awayMs: 1_500, longestMs: 30_000 },
  ...{ openWithinMs: 15_000, backWithinMs: 50_000, refusedWithinMs: { middle: 500, p99: 5_000 } },
};

describe('an ERP that is away', () => {
  it(
    'is left alone, stood in for by what is known, and back without a stampede',
    async () => {
      const verdict = await outage({ ...SMALL, way: 'black hole' });
      tellFigures('outage', verdict);
      expect(verdict.violations).toEqual([]);
    },
    MOST_MS,
  );
});
