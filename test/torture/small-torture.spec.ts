// The small torture run: gateways die at every step there is, servers go away, replies are lost, and yet every accepted
// write has exactly one effect or one refusal. The long one is `npm run torture`.
import { expect, it } from '@jest/globals';
import { FAILPOINTS } from './failpoints.js';
import { torture } from './torture-run.js';

const SEED = 20261201;
const MOST_MS = 900_000;

it(
  'every accepted write has exactly one effect or one refusal, whatever dies and wherever',
  async () => {
    const end = await torture({
      seed: SEED,
      writes: 540,
      failpoints: FAILPOINTS,
      rounds: 1,
      // A file of which nobody knows whether it arrived is looked for twice, five seconds apart.
      patienceMs: 30_000,
      mischief: {
        'kill-gateway': 2,
        'pause-gateway': 1,
        'kill-erp': 1,
        'kill-sftp': 1,
        'lose-replies': 2,
        'lose-rename-reply': 1,
      },
      endMs: 240_000,
    });
    if (process.env['TORTURE_TELL'] !== undefined) process.stdout.write(`${JSON.stringify(end)}\n`);
    expect({ seed: SEED, violations: end.violations }).toEqual({ seed: SEED, violations: [] });
    expect(end.counts['ended parked']).toBeUndefined();
  },
  MOST_MS,
);
