// Guards what the benchmark calls a crowd.
import { describe, expect, it } from '@jest/globals';
import { zipfRanks } from './zipf.js';

describe('a crowd', () => {
  it('asks for each rank as often as Zipf says', () => {
    const draws = zipfRanks(1_000, 200_000, 1);
    const times = (rank: number): number => draws.filter((drawn) => drawn === rank).length;
    const all = Array.from({ length: 1_000 }, (_, rank) => 1 / (rank + 1)).reduce((sum, share) => sum + share);
    for (const rank of [0, 1, 9]) {
      const expected = 200_000 / (rank + 1) / all;
      expect(Math.abs(times(rank) - expected)).toBeLessThan(expected * 0.1);
    }
    expect(new Set(draws).size).toBe(1_000);
  });

  it('is the same for the same seed, and another one for another', () => {
    expect(zipfRanks(100, 50, 7)).toEqual(zipfRanks(100, 50, 7));
    expect(zipfRanks(100, 50, 7)).not.toEqual(zipfRanks(100, 50, 8));
  });
});
