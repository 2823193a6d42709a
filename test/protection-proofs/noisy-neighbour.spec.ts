// Small: 20 quiet clients for some seconds. With 50 for a minute: `npm run torture`.
import { describe, expect, it } from '@jest/globals';
import { noisyNeighbour } from './noisy-neighbour.js';
import { tellFigures } from './stage/verdict.js';

const MOST_MS = 200_000;
const SMALL = { quiet: 20, noise: 150, forMs: 3_000, longestMs: 30_000 };

describe('a client that asks far too much', () => {
  it(
    'gets what its plan says, whatever address it claims, and takes nothing from the quiet ones',
    async () => {
      const verdict = await noisyNeighbour(SMALL);
      tellFigures('noisy neighbour', verdict);
      expect(verdict.violations).toEqual([]);
    },
    MOST_MS,
  );

  it(
    'is seen where nothing bounds it',
    async () => {
      const { violations } = await noisyNeighbour({ ...SMALL, unbounded: true });
      expect(violations.join('\n')).toMatch(/was let in \d+ times.*\n.*the quiet ones lost/s);
    },
    MOST_MS,
  );
});
