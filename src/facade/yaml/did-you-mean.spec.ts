// Suggestions: close ones are made, far-fetched ones are not.
import { describe, expect, it } from '@jest/globals';
import { didYouMean } from './did-you-mean.js';

const names = ['trim', 'column', 'source'];

describe('the name an author most likely meant', () => {
  it.each([
    ['trin', 'trim'],
    ['colunm', 'column'],
    ['SOURCE', 'source'],
  ])('for %s is %s', (typed, meant) => {
    expect(didYouMean(typed, names)).toBe(` Did you mean "${meant}"?`);
  });

  it.each(['banana', 'x', 'completelyDifferent'])('is not guessed for %s', (typed) => {
    expect(didYouMean(typed, names)).toBe('');
  });
});
