import { it } from '@jest/globals';
import { torture } from './torture-run.js';
const NOTHING = {
  'kill-gateway': 0,
  'pause-gateway': 0,
  'kill-erp': 0,
  'kill-sftp': 0,
  'lose-replies': 0,
  'lose-rename-reply': 0,
};
it('x', async () => {
  const t = performance.now();
  const end = await torture({
    seed: 3,
    writes: 80,
    failpoints: ['accepted', 'claimed', 'publish:renamed', 'batch-sealed'],
    rounds: 1,
    mischief: NOTHING,
    endMs: 60_000,
  });
  process.stdout.write(JSON.stringify({ ms: performance.now() - t, ...end }, undefined, 1));
}, 150_000);
