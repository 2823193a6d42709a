import { describe, expect, it } from '@jest/globals';
import { spreadOf } from '../measures/spread.js';
import { verdictOf } from './targets.js';
import type { Target } from './targets.js';

const target = (kind: Target['kind'], value: number): Target => ({ name: 'x', unit: 'x', bound: 100, kind, value });

describe('the verdict on a target', () => {
  it.each([
    ['at most', 100, 'holds'],
    ['at most', 109, 'within noise'],
    ['at most', 112, 'missed'],
    ['at least', 100, 'holds'],
    ['at least', 92, 'within noise'],
    ['at least', 89, 'missed'],
    ['at least', -5, 'missed'],
    ['at most', -5, 'holds'],
    ['at least', NaN, 'missed'],
    ['at most', NaN, 'missed'],
  ] as const)('of %s 100 with %d is that it is "%s"', (kind, value, verdict) => {
    expect(verdictOf(target(kind, value))).toBe(verdict);
  });
});

describe('the spread of several values', () => {
  it('is their middle, least and most', () => {
    expect(spreadOf([5, 1, 9])).toEqual({ median: 5, least: 1, most: 9 });
    expect(spreadOf([4, 2])).toEqual({ median: 3, least: 2, most: 4 });
  });
});
