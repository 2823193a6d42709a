// Small: 200 callers. With 1,000: `npm run torture`.
import { expect, it } from '@jest/globals';
import { tellFigures } from './stage/verdict.js';
import { waitingForProbes } from './waiting-for-probes.js';

const MOST_MS = 200_000;
const SMALL = { callers: 200, probes: 2, longestMs: 30_000 };

it(
  'two probes at most are at the ERP while 200 callers wait for its return',
  async () => {
    const verdict = await waitingForProbes(SMALL);
    tellFigures('probes', verdict);
    expect(verdict.violations).toEqual([]);
  },
  MOST_MS,
);

it(
  'more are seen where everybody may be a probe',
  async () => {
    const { violations } = await waitingForProbes({ ...SMALL, probes: 8, without: 'two probes' });
    expect(violations.join('\n')).toMatch(/probes were at the ERP at once/);
  },
  MOST_MS,
);
