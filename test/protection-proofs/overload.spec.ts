// Small: some seconds. A whole minute: `npm run torture`.
import { describe, expect, it } from '@jest/globals';
import { judgeGoodput, overload } from './overload.js';
import { tellFigures } from './stage/verdict.js';

const MOST_MS = 200_000;
const SMALL = { peakMs: 1_500, overloadMs: 3_000, calmWithinMs: 150_000, afterMs: 1_000, longestMs: 30_000 };
/** So few per second that a busy machine has the time for them; and then it may still be late with half of them. */
const EASY = { statementMs: 400, leastDuring: 0.5 };

describe('ten times as much as the ERP can do', () => {
  it(
    'costs little of what it does meanwhile, nothing afterwards, and few second tries',
    async () => {
      const verdict = await overload({ ...SMALL, ...EASY });
      tellFigures('overload', verdict);
      expect(verdict.violations).toEqual([]);
    },
    MOST_MS,
  );

  it('is seen to cost too much where it does', () => {
    expect(judgeGoodput(0.79, 0.94, 0.8)).toEqual([
      'goodput fell to 79 % of the peak',
      'only 94 % were served when it was over',
    ]);
    expect(judgeGoodput(NaN, NaN, 0.8)).toHaveLength(2);
    expect(judgeGoodput(0.8, 0.95, 0.8)).toEqual([]);
  });
});
