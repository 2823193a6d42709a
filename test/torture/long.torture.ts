// The long torture run: ten thousand writes and at least fifty kills. Prints its seed and its verdict.
// `npm run torture`; TORTURE_SEED replays a run.
import { expect, it } from '@jest/globals';
import { FAILPOINTS } from './failpoints.js';
import { torture } from './torture-run.js';

const MOST_MS = 90 * 60_000;

it(
  'ten thousand writes, fifty kills, one effect each',
  async () => {
    const seed = Number(process.env['TORTURE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    process.stdout.write(`seed ${seed}\n`);
    const end = await torture({
      seed,
      writes: 10_000,
      failpoints: FAILPOINTS,
      rounds: 1,
      // A file of which nobody knows whether it arrived is looked for twice, five seconds apart.
      patienceMs: 15_000,
      mischief: {
        'kill-gateway': 50,
        'pause-gateway': 5,
        'kill-erp': 5,
        'kill-sftp': 5,
        'lose-replies': 10,
        'lose-rename-reply': 5,
      },
      endMs: 10 * 60_000,
    });
    process.stdout.write(`${JSON.stringify({ seed, ...end }, undefined, 2)}\n`);
    expect(end.violations).toEqual([]);
  },
  MOST_MS,
);
