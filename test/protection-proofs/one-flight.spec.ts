// Small: 200 callers. With 2,000: `npm run torture`.
import { describe, expect, it } from '@jest/globals';
import { oneFlight } from './one-flight.js';
import { tellFigures } from './stage/verdict.js';

const MOST_MS = 200_000;
const SMALL = { callers: 200, longestMs: 60_000 };

describe('200 callers with one question', () => {
  it(
    'lead to one statement per kind of caller',
    async () => {
      const verdict = await oneFlight(SMALL);
      tellFigures('one flight', verdict);
      expect(verdict.violations).toEqual([]);
    },
    MOST_MS,
  );

  it.each([
    ['lead to many where nobody notices that others ask', { without: 'one flight' }, /with one question led to \d/],
    [
      'are seen to share answers that are not theirs',
      { without: 'own answers' },
      /of two kinds .* led to 1 statements/,
    ],
  ] as const)(
    '%s',
    async (_title, twin, expected) => {
      expect((await oneFlight({ ...SMALL, callers: 40, ...twin })).violations.join('\n')).toMatch(expected);
    },
    MOST_MS,
  );
});
