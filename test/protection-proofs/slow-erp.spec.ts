// Small: 150 callers for some seconds. With 1,000 and the true times: `npm run torture`.
import { expect, it } from '@jest/globals';
import { slowErp } from './slow-erp.js';
import { tellFigures } from './stage/verdict.js';

const MOST_MS = 200_000;
/** A busy machine is late with everything: less than the twin's wait, more than five times what is usual. */
const SMALL = { callers: 150, forMs: 2_000, keptWithinMs: 2_000, writtenWithinMs: 10_000, longestMs: 60_000 };

it(
  'nobody waits long for an ERP that is thirty times as slow, nor do kept answers and writes',
  async () => {
    const verdict = await slowErp({ ...SMALL, wait: '300ms', waitWithinMs: 2_500 });
    tellFigures('slow ERP', verdict);
    expect(verdict.violations).toEqual([]);
  },
  MOST_MS,
);
