// Twins of the proofs of what protects the ERP, each with one safeguard taken out: all of them must be seen. Those that take
// little time stand beside the small proofs in test/protection-proofs.
import { expect, it } from '@jest/globals';
import { crowdAtTheCeiling } from '../protection-proofs/crowd-at-the-ceiling.js';
import { endingUnderLoad } from '../protection-proofs/ending-under-load.js';
import { hangingUp } from '../protection-proofs/hanging-up.js';
import { oneFlight } from '../protection-proofs/one-flight.js';
import { outage } from '../protection-proofs/outage.js';
import { slowErp } from '../protection-proofs/slow-erp.js';
import type { Verdict } from '../protection-proofs/stage/verdict.js';

const MOST_MS = 300_000;
const LONGEST_MS = 60_000;
const CROWD = { callers: 200, hangUps: 50, ceiling: 8, endings: 400, restMs: 200, longestMs: LONGEST_MS } as const;
const AWAY = {
  ...{ callers: 100, impatientMs: 300, timeoutMs: 1_000, awayMs: 1_500, longestMs: LONGEST_MS, backWithinMs: 50_000 },
  ...{ openWithinMs: 3_000, refusedWithinMs: { middle: 500, p99: 5_000 } },
} as const;
const HANGING_UP = { callers: 50, waves: 1, cancelledWithinMs: 2_000 } as const;
const SLOW = { callers: 150, wait: '4s', forMs: 4_500, waitWithinMs: 2_500 } as const;
const SLOWLY = { keptWithinMs: 60_000, writtenWithinMs: 60_000, longestMs: LONGEST_MS } as const;
const ENDING = { perSecond: 100, stretchMs: 800, endWithinMs: 60_000, newEvery: 10 } as const;

const TWINS: readonly (readonly [title: string, twin: () => Promise<Verdict>, seen: RegExp])[] = [
  [
    'a start after a kill that does not wait for what was left',
    () => crowdAtTheCeiling({ ...CROWD, erpEnds: 'never', gatewayDies: true, forgetful: true }),
    /statements were at the ERP at once/,
  ],
  ['nothing is kept', () => oneFlight({ callers: 40, longestMs: LONGEST_MS, cacheOff: true }), /one question led to/],
  [
    'nothing leaves the ERP alone',
    () => outage({ ...AWAY, way: 'black hole', breaker: 'off' }),
    /did not open in time.*refusals were slow/s,
  ],
  [
    'what nobody waits for any more runs on',
    () => hangingUp({ ...HANGING_UP, without: 'cancel for the gone' }),
    /ran on for/,
  ],
  [
    'slots are free before the ERP is done',
    () => hangingUp({ ...HANGING_UP, without: 'slot until the end' }),
    /statements were at the ERP at once/,
  ],
  ['callers wait for longer', () => slowErp({ ...SLOW, ...SLOWLY }), /waited for a slot for/],
  [
    'there is no time for what is under way at the end',
    () => endingUnderLoad({ ...ENDING, statementMs: 4_000, drain: '1s' }),
    /requests failed|connections broke|read and not answered/,
  ],
];

it.each(TWINS)(
  'it is seen that %s',
  async (_title, twin, seen) => {
    expect((await twin()).violations.join('\n')).toMatch(seen);
  },
  MOST_MS,
);
