// The gateway is killed without warning while orders pour in. Every order that was answered 202 has exactly one effect at
// the ERP, counted there; one that got no answer has one or none, and exactly one after it is sent again.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CALLS } from '../support/write/effects-at-erp.js';
import { MOST_MS, OrderTaker } from '../support/write/order-taker.js';
import { setWritingStage } from '../support/write/writing-stage.js';
import type { WritingStage } from '../support/write/writing-stage.js';

const WRITES = 120;
const KILLS = 4;
/** Orders after the kills, whose first calls are cut before their work. */
const CUT = 3;

const CALL = { server: 'primary', on: 'request', pattern: CALLS };

let stage: WritingStage;
beforeAll(async () => {
  stage = await setWritingStage('1s');
}, 60_000);
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
    // Whatever moments the kills hit, some calls are cut before the ERP did anything.
    await stage.erp.heal();
    await stage.erp.control('POST', '/faults', { ...CALL, drop: 'before', times: CUT });
    expect(await taker.takeWhileKilling(CUT, 0)).toBe(0);
    const outcomes = await taker.allSettled();
    expect(kills).toBe(KILLS);
    expect(taker.unanswered).toBeGreaterThan(0);
    expect(taker.logged('"outcome":"unknown"')).toBeGreaterThan(0);
    expect(taker.logged('"verdict":"happened"')).toBeGreaterThan(0);
    expect(taker.logged('"verdict":"did-not-happen"')).toBeGreaterThan(0);
    expect(taker.logged('The channel procedures opens in')).toBeGreaterThan(0);
    expect(outcomes.size).toBe(WRITES + CUT);
    expect([...outcomes.values()].filter((status) => status !== 'succeeded')).toEqual([]);
    const effects = await taker.effects();
    expect([...outcomes.keys()].filter((id) => effects.get(id) !== 1)).toEqual([]);
  },
  MOST_MS,
);
