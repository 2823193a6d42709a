import { describe, expect, it } from '@jest/globals';
import { ageFault } from './checkpoint.js';

const DAY = 86_400_000;
const checkpoint = {
  v: 1,
  kind: 'checkpoint',
  at: '2026-11-20T00:00:00.000Z',
  stream: 's',
  place: 3,
  digest: '',
} as const;

describe('the age of what a checkpoint stands for', () => {
  it.each([
    ['2026-08-22T00:00:00.000Z', 90 * DAY, 0, undefined],
    ['2026-08-22T00:00:00.001Z', 90 * DAY, 0, /had to be kept for 90 days/],
    ['2026-08-22T00:00:00.000Z', 90 * DAY, 365 * DAY, /had to be kept for 365 days/],
    ['2025-01-01T00:00:00.000Z', 90 * DAY, 365 * DAY, undefined],
    ['never', 90 * DAY, 0, /had to be kept/],
  ])('is judged by the policy it names and by the one asked for: %s', (youngest, keptMs, atLeastMs, expected) => {
    const fault = ageFault({ ...checkpoint, youngest, keptMs }, atLeastMs);
    if (expected === undefined) expect(fault).toBeUndefined();
    else expect(fault).toMatch(expected);
  });
});
