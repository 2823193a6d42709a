// Twenty thousand guesses of each kind at every door at which somebody proves itself with a secret, over a connection as
// a caller's would be: `npm run torture`. The same with a door that is hasty shows that it would be seen.
import { expect, it } from '@jest/globals';
import { ALIKE, compareTimes } from '../security/timing/compare-times.js';
import { openThreeDoors } from '../security/timing/three-doors.js';

const PAIRS = 20_000;
const MOST_MS = 1_800_000;

it.each([
  ['no door takes longer for a guess at a known id than for one at an unknown id', false],
  ['it would be seen if one of them were spared its HMAC', true],
])(
  '%s',
  async (_, hasty) => {
    await using three = await openThreeDoors({ loopback: true });
    if (hasty) three.makeHasty();
    for (const [name, door] of Object.entries(three.doors)) {
      const { probability, measurements, medians } = await compareTimes(door, PAIRS);
      process.stdout.write(
        `${JSON.stringify({ door: name, hasty, pairs: PAIRS, probability, measurements, medians })}\n`,
      );
      expect([name, probability > ALIKE]).toEqual([name, !hasty]);
    }
  },
  MOST_MS,
);
