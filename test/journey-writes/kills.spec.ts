// The gateway is killed without warning while orders pour in. Every order that was answered 202 has exactly one effect at
// the ERP, counted there; one that got no answer has one or none, and exactly one after it is sent again.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CALLS } from '../support/write/effects-at-erp.js';
import { MOST_MS, OrderTaker } from '../support/write/order-taker.js';
import { setWritingStage } from '../support/write/writing-stage.js';
import type { WritingStage } from '../support/write/writing-stage.js';

const WRITES = 120;
const KILLS = 4;
/** Calls after the kills that are cut behind their work, and as many before it. */
const CUT = 3;

const CALL = { server: 'primary', on: 'request', pattern: CALLS };

let stage: WritingStage;
beforeAll(async () => {
  // Nothing but the call that stalls takes so long: the gateway has to be killed while it waits for that one.
  stage = await setWritingStage('4s');
}, 180_000);
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

it(
  'every accepted order has exactly one effect, whenever the gateway is killed',
  async () => {
    await using taker = await OrderTaker.start(stage);
    await stage.erp.control('POST', '/faults', { ...CALL, drop: 'midway', times: 3 });
    await stage.erp.control('POST', '/faults', { ...CALL, delayMs: 40 });
    const kills = await taker.takeWhileKilling(WRITES, KILLS);
    // Those moments are a matter of luck. What must be seen is made to happen under a gateway that is left alive.
    await stage.erp.heal();
    await taker.killInTheMiddle();
    await stage.erp.control('POST', '/faults', { ...CALL, drop: 'midway', times: CUT });
    await stage.erp.control('POST', '/faults', { ...CALL, drop: 'before', times: CUT });
    expect(await taker.takeWhileKilling(2 * CUT, 0)).toBe(0);
    const outcomes = await taker.allSettled();
    expect(kills).toBe(KILLS);
    expect(taker.unanswered).toBeGreaterThan(0);
    expect(await taker.logged('"outcome":"unknown"')).toBeGreaterThanOrEqual(2 * CUT);
    expect(await taker.logged('"verdict":"happened"')).toBeGreaterThanOrEqual(CUT);
    expect(await taker.logged('"verdict":"did-not-happen"')).toBeGreaterThanOrEqual(CUT);
    expect(await taker.logged('The channel procedures opens in')).toBe(1);
    expect(outcomes.size).toBe(WRITES + 2 + 2 * CUT);
    expect([...outcomes.values()].filter((status) => status !== 'succeeded')).toEqual([]);
    const effects = await taker.effects();
    expect([...outcomes.keys()].filter((id) => effects.get(id) !== 1)).toEqual([]);
  },
  MOST_MS,
);
