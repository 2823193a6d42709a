import { describe, expect, it } from '@jest/globals';
import { nearest } from './nearest.js';

describe('the nearest name', () => {
  it.each([
    ['stauts', 'status'],
    ['STATUS', 'status'],
    ['limt', 'limit'],
  ])('of %s is %s', (word, meant) => expect(nearest(word, ['status', 'limit', 'sort'])).toBe(meant));

  it('is nothing when all names are far away', () => expect(nearest('colour', ['status', 'limit'])).toBeUndefined());

  it('is not looked for in a word so long that looking would be work', () =>
    expect(nearest('a'.repeat(65), ['a'.repeat(64)])).toBeUndefined());
});
