// Small: 100 requests per second. With 500 and the true times: `npm run torture`.
import { describe, expect, it } from '@jest/globals';
import { endingUnderLoad } from './ending-under-load.js';
import { tellFigures } from './stage/verdict.js';

const MOST_MS = 200_000;
const SMALL = { perSecond: 100, stretchMs: 800, endWithinMs: 60_000, statementMs: 300, newEvery: 10, drain: '25s' };

describe('SIGTERM to one gateway after the other at 100 requests per second', () => {
  it(
    'fails none that was read',
    async () => {
      const verdict = await endingUnderLoad(SMALL);
      tellFigures('ending', verdict);
      expect(verdict.violations).toEqual([]);
    },
    MOST_MS,
  );
});
