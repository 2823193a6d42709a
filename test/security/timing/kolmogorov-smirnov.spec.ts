// Guards the measure that the comparison of times relies on: it must see what is there, and nothing that is not.
import { describe, expect, it } from '@jest/globals';
import { seeded } from '../../torture/seeded.js';
import { largestGap, probabilityAlike } from './kolmogorov-smirnov.js';

describe('two samples', () => {
  it('lie as far apart as their distribution functions do at most', () => {
    expect(largestGap([1, 2, 3, 4], [1, 2, 3, 4])).toBe(0);
    expect(largestGap([1, 2], [3, 4])).toBe(1);
    expect(largestGap([1, 2, 3, 4], [3, 4, 5, 6])).toBe(0.5);
    expect(largestGap([1, 1, 1, 2], [1, 2, 2, 2])).toBe(0.5);
  });

  it.each([
    // Critical values of the test for large samples: c(0.05) = 1.358 and c(0.01) = 1.628.
    [1.358, 0.05],
    [1.628, 0.01],
  ])('that lie %d apart, in units of their size, are so by chance with a probability of %d', (factor, expected) => {
    const size = 5000;
    const shift = Math.round(factor * Math.sqrt(2 / size) * size);
    const one = Array.from({ length: size }, (_, index) => index);
    expect(
      probabilityAlike(
        one,
        one.map((value) => value + shift),
      ),
    ).toBeCloseTo(expected, 2);
  });
});

describe('of a hundred comparisons', () => {
  const random = seeded(7);
  const draw = (shift: number): readonly number[] =>
    Array.from({ length: 1000 }, () => shift + random() + random() + random());
  const foundDifferent = (shift: number): number =>
    Array.from({ length: 100 }, () => probabilityAlike(draw(0), draw(shift))).filter((p) => p <= 0.01).length;

  it('of samples of one distribution hardly any is taken for different', () => {
    expect(foundDifferent(0)).toBeLessThanOrEqual(4);
  });

  it('of samples that are half a standard deviation apart all are', () => {
    expect(foundDifferent(0.25)).toBe(100);
  });
});
