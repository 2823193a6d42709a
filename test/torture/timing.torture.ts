// Twenty thousand guesses of each kind at every door at which somebody proves itself with a secret: `npm run torture`.
import { expect, it } from '@jest/globals';
import { ALIKE, compareTimes } from '../security/timing/compare-times.js';
import { openThreeDoors } from '../security/timing/three-doors.js';

const PAIRS = 20_000;

it('no door takes longer for a guess at a known id than for one at an unknown id', async () => {
  await using three = await openThreeDoors();
  for (const [name, door] of Object.entries(three.doors)) {
    const { probability, measurements, medians } = await compareTimes(door, PAIRS);
    process.stdout.write(`${JSON.stringify({ door: name, pairs: PAIRS, probability, measurements, medians })}\n`);
    expect([name, probability > ALIKE]).toEqual([name, true]);
  }
}, 1_800_000);
