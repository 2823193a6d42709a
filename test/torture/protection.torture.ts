// The full proofs of what protects the ERP, with the numbers and times that are promised; the small ones are in
// test/protection-proofs, with their twins. Prints what was measured: `npm run torture`. For a machine that does nothing else.
import { loadavg } from 'node:os';
import { expect, it } from '@jest/globals';
import { closedAndHeld } from '../protection-proofs/closed-and-held.js';
import { crowdAtTheCeiling } from '../protection-proofs/crowd-at-the-ceiling.js';
import { endingUnderLoad } from '../protection-proofs/ending-under-load.js';
import { fewRetries } from '../protection-proofs/few-retries.js';
import { hangingUp } from '../protection-proofs/hanging-up.js';
import { noisyNeighbour } from '../protection-proofs/noisy-neighbour.js';
import { oneFlight } from '../protection-proofs/one-flight.js';
import { outage } from '../protection-proofs/outage.js';
import { overload } from '../protection-proofs/overload.js';
import { slowErp } from '../protection-proofs/slow-erp.js';
import type { Verdict } from '../protection-proofs/stage/verdict.js';
import { waitingForProbes } from '../protection-proofs/waiting-for-probes.js';

const MOST_MS = 900_000;
const CROWD = { callers: 2_000, hangUps: 500, ceiling: 8, endings: 20_000, gatewayDies: true, restMs: 1_000 } as const;
const AWAY = {
  ...{ callers: 1_000, impatientMs: 1_000, timeoutMs: 5_000, awayMs: 20_000, longestMs: 15_000, backWithinMs: 10_000 },
  refusedWithinMs: { middle: 100, p99: 500 },
} as const;
const MINUTE_MS = 60_000;

const PROOFS: readonly (readonly [title: string, proof: () => Promise<Verdict>])[] = [
  [
    '2,000 callers, time-outs, 500 who hang up, an ERP that is cut off and a gateway that is killed: eight statements',
    () => crowdAtTheCeiling({ ...CROWD, erpEnds: 'cut', longestMs: 15_000 }),
  ],
  [
    'the same with an ERP whose process dies',
    () => crowdAtTheCeiling({ ...CROWD, erpEnds: 'killed', longestMs: 15_000 }),
  ],
  ['2,000 callers with one question: one statement', () => oneFlight({ callers: 2_000, longestMs: 15_000 })],
  [
    'a black hole is left alone within its time-out and two seconds',
    () => outage({ ...AWAY, way: 'black hole', openWithinMs: AWAY.timeoutMs + 2_000 }),
  ],
  ['a refusal is left alone within two seconds', () => outage({ ...AWAY, way: 'refusal', openWithinMs: 2_000 })],
  ['two probes while 1,000 callers wait', () => waitingForProbes({ callers: 1_000, probes: 12, longestMs: 15_000 })],
  [
    'a minute of ten times as much',
    () =>
      overload({
        ...{ peakMs: 10_000, overloadMs: MINUTE_MS, calmWithinMs: 30_000, afterMs: 5_000, longestMs: 15_000 },
        ...{ statementMs: 100, leastDuring: 0.8 },
      }),
  ],
  ['second tries of 5,000 that were undone', () => fewRetries(5_000, 15_000)],
  [
    'an ERP that is thirty times as slow for a minute',
    () =>
      slowErp({
        ...{ callers: 200, forMs: MINUTE_MS, waitWithinMs: 1_500 },
        ...{ keptWithinMs: 50, writtenWithinMs: 2_000, longestMs: 15_000 },
      }),
  ],
  ['500 callers hang up, ten times over', () => hangingUp({ callers: 500, waves: 10, cancelledWithinMs: 2_000 })],
  [
    'a noisy client beside 50 quiet ones for a minute',
    () => noisyNeighbour({ quiet: 50, noise: 200, forMs: MINUTE_MS, longestMs: 15_000 }),
  ],
  [
    'SIGTERM to one gateway after the other at 500 requests per second',
    () =>
      endingUnderLoad({
        ...{ perSecond: 500, stretchMs: 10_000, endWithinMs: 30_000 },
        ...{ statementMs: 300, newEvery: 25, drain: '25s' },
      }),
  ],
  ['an ERP that is closed, or held', () => closedAndHeld({ forMs: 20_000 })],
];

it.each(PROOFS)(
  '%s',
  async (title, proof) => {
    const { violations, figures } = await proof();
    process.stdout.write(`${JSON.stringify({ proof: title, load: loadavg()[0], violations, ...figures })}\n`);
    expect(violations).toEqual([]);
  },
  MOST_MS,
);
