// Small: 200 callers. With 2,000: `npm run torture`.
import { describe, expect, it } from '@jest/globals';
import { crowdAtTheCeiling } from './crowd-at-the-ceiling.js';
import { tellFigures } from './stage/verdict.js';

const MOST_MS = 300_000;
const SMALL = {
  callers: 200,
  hangUps: 50,
  ceiling: 8,
  endings: 400,
  erpEnds: 'cut',
  gatewayDies: true,
  restMs: 200,
} as const;
/** Five times what a caller may wait for its slot and its statement. */
const LONGEST_MS = 30_000;

describe('200 callers before a cold cache', () => {
  it(
    'never have more than eight statements at the ERP, whatever goes wrong, and are all told what they need',
    async () => {
      const verdict = await crowdAtTheCeiling({ ...SMALL, longestMs: LONGEST_MS });
      tellFigures('crowd', verdict);
      expect(verdict.violations).toEqual([]);
    },
    MOST_MS,
  );

  it(
    'are seen when the facade allows more than the owner of the ERP',
    async () => {
      const twin = { ...SMALL, erpEnds: 'never', gatewayDies: false, concurrency: 12 } as const;
      const { violations } = await crowdAtTheCeiling({ ...twin, longestMs: LONGEST_MS });
      expect(violations.join('\n')).toMatch(/^\d+ statements were at the ERP at once/m);
    },
    MOST_MS,
  );
});
