// Small: 50 callers. With 500: `npm run torture`.
import { describe, expect, it } from '@jest/globals';
import { hangingUp } from './hanging-up.js';
import { tellFigures } from './stage/verdict.js';

const MOST_MS = 200_000;
/** Five times what is promised, and less than a statement would take. */
const SMALL = { callers: 50, waves: 1, cancelledWithinMs: 10_000 };

describe('when 50 callers hang up', () => {
  it(
    'their statements are cancelled, those of others wait for the end of theirs, and none begins for them',
    async () => {
      const verdict = await hangingUp(SMALL);
      tellFigures('hanging up', verdict);
      expect(verdict.violations).toEqual([]);
    },
    MOST_MS,
  );
});
