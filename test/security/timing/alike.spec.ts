// Nobody learns at any door which ids exist: a guess at one that nobody has and a guess at one that somebody has are
// answered alike and in the same time. `npm run torture` compares 20,000 guesses of each kind.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALIKE, compareTimes, lookForDifference } from './compare-times.js';
import { openThreeDoors } from './three-doors.js';
import type { DoorName, Guess, ThreeDoors } from './three-doors.js';

const DOORS = ['the token endpoint', 'the API', 'the administration'] as const satisfies readonly DoorName[];
/** So many that an HMAC more shows, and a tenth of a microsecond more, which no network carries, does not. */
const PAIRS = 1_000;
const TWIN_PAIRS = 1_500;
/** Where a difference that is there does not show in so many, the measurement is worth nothing. */
const MOST_TWIN_PAIRS = 20_000;
const MOST_MS = 300_000;

let three: ThreeDoors;
beforeEach(async () => {
  three = await openThreeDoors();
});
afterEach(async () => {
  await three[Symbol.asyncDispose]();
});

describe.each(DOORS)('at the door of %s', (name) => {
  it('a guess at an unknown id and one at a known id are answered alike', async () => {
    const door = three.doors[name];
    const knock = (guess: Guess) => door.send(door.guess(guess));
    const [unknown, known] = [await knock('at an unknown id'), await knock('at a known id')];
    expect([unknown.statusCode, unknown.body]).toEqual([401, known.body]);
    expect({ ...unknown.headers, date: '' }).toEqual({ ...known.headers, date: '' });
  });

  it(
    'they take the same time',
    async () => {
      const { probability } = await compareTimes(three.doors[name], PAIRS);
      expect(probability).toBeGreaterThan(ALIKE);
    },
    MOST_MS,
  );

  it(
    'it would show if one of them were spared its HMAC',
    async () => {
      three.makeHasty();
      const { probability } = await lookForDifference(three.doors[name], TWIN_PAIRS, MOST_TWIN_PAIRS);
      expect(probability).toBeLessThanOrEqual(ALIKE);
    },
    MOST_MS,
  );
});
