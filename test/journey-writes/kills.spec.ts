// The gateway is killed without warning while orders pour in. Every order that was answered 202 has exactly one effect at
// the ERP, counted there; one that got no answer has one or none, and exactly one after it is sent again.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MOST_MS, OrderTaker } from '../support/write/order-taker.js';
import { setWritingStage } from '../support/write/writing-stage.js';
import type { WritingStage } from '../support/write/writing-stage.js';

const WRITES = 120;
const KILLS = 4;

let stage: WritingStage;
beforeAll(async () => {
  stage = await setWritingStage('1s');
}, 60_000);
afterAll(() => stage[Symbol.asyncDispose]());

it(
  'every accepted order has exactly one effect, whenever the gateway is killed',
  async () => {
    const taker = await OrderTaker.start(stage);
    const kills = await taker.takeWhileKilling(WRITES, KILLS);
    const outcomes = await taker.allSettled();
    expect(kills).toBe(KILLS);
    expect(taker.unanswered).toBeGreaterThan(0);
    expect(outcomes.size).toBe(WRITES);
    expect([...outcomes.values()].filter((status) => status !== 'succeeded')).toEqual([]);
    const effects = await taker.effects();
    expect([...outcomes.keys()].filter((id) => effects.get(id) !== 1)).toEqual([]);
    await taker.stop();
  },
  MOST_MS,
);
