// With a safeguard taken out of the product, the checker goes red; with all of them in, the same run is green.
import { describe, expect, it } from '@jest/globals';
import { ownFolder } from '../support/running/own-folder.js';
import { sabotagedBuild } from './sabotaged-build.js';
import type { Safeguard } from './sabotaged-build.js';
import { torture } from './torture-run.js';
import type { TortureEnd, TorturePlan } from './torture-run.js';

const MOST_MS = 400_000;
const NOTHING = {
  'kill-gateway': 0,
  'pause-gateway': 0,
  'kill-erp': 0,
  'kill-sftp': 0,
  'lose-replies': 0,
  'lose-rename-reply': 0,
};

async function run(without: Safeguard | undefined, plan: Partial<TorturePlan>): Promise<TortureEnd> {
  using own = ownFolder();
  return await torture({
    ...{ seed: 7, writes: 60, failpoints: [], rounds: 1, patienceMs: 6_000, mischief: NOTHING, endMs: 180_000 },
    // A request that nobody repeats would hide that its command was kept.
    givesUp: false,
    ...(without !== undefined && { build: () => sabotagedBuild(own.path, without) }),
    ...plan,
  });
}

/** Dies after the commit and before the answer, so that the request is sent again. */
const UNANSWERED: Partial<TorturePlan> = { failpoints: ['accepted'] };
/** Claims run out while their command is on its way. */
const SLOW: Partial<TorturePlan> = {
  naps: [{ name: 'claimed', every: 3, ms: 900 }],
  settings: { BANYAN_CLAIM_LEASE: '300ms' },
};
/** The ERP does it, and the answer is lost. */
const LOST: Partial<TorturePlan> = { mischief: { ...NOTHING, 'lose-replies': 3 } };

describe('the checker goes red', () => {
  it.each([
    ['idempotency', UNANSWERED, /belong to no answer|led to 2 commands/],
    ['fencing', SLOW, /has \d+ effects|went from/],
    ['verify', LOST, /has \d+ effects/],
  ] as const)(
    'without %s',
    async (safeguard, plan, expected) => {
      const { violations } = await run(safeguard, plan);
      expect(violations.join('\n')).toMatch(expected);
    },
    MOST_MS,
  );

  it(
    'and stays green in the same run with every safeguard in place',
    async () => {
      const { violations } = await run(undefined, {
        ...{ ...SLOW, failpoints: ['accepted'] },
        mischief: { ...NOTHING, 'lose-replies': 3 },
      });
      expect(violations).toEqual([]);
    },
    MOST_MS,
  );
});
