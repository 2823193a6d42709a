import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';
import { Lane } from './lane.js';

function fixture(concurrency: number, queue: number, waitMs = 1000) {
  const clock = new ManualClock();
  const seen: Observation[] = [];
  const lane = new Lane({ name: 'replica', concurrency, queue, waitMs }, clock, (o) => seen.push(o));
  return { clock, seen, lane };
}

/** Work that runs until told to end. */
function heldWork() {
  const gate = Promise.withResolvers<string>();
  let started = false;
  const work = (): Promise<string> => {
    started = true;
    return gate.promise;
  };
  return { work, end: () => gate.resolve('done'), isStarted: () => started };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));
const caller = () => new AbortController();

describe('a lane', () => {
  it('starts no more work than it has slots and starts the next when one ends', async () => {
    const { lane } = fixture(1, 1);
    const [first, second] = [heldWork(), heldWork()];
    const a = lane.run(caller().signal, first.work);
    const b = lane.run(caller().signal, second.work);
    await settle();
    expect([first.isStarted(), second.isStarted()]).toEqual([true, false]);
    first.end();
    await a;
    await settle();
    expect(second.isStarted()).toBe(true);
    second.end();
    expect(await b).toBe('done');
  });

  it('refuses at once when the queue is full, saying when to come back', async () => {
    const { lane, seen } = fixture(1, 0);
    const held = heldWork();
    const running = lane.run(caller().signal, held.work);
    const refusal = await lane.run(caller().signal, held.work).catch((e: unknown) => e);
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({ code: 'lane-full', retryAfterSeconds: 1 });
    expect(seen).toContainEqual({ kind: 'lane-refused', lane: 'replica', reason: 'queue-full' });
    held.end();
    await running;
  });

  it('refuses a caller that waited longer than the bound and never starts its work', async () => {
    const { lane, clock } = fixture(1, 5, 1000);
    const [held, late] = [heldWork(), heldWork()];
    const running = lane.run(caller().signal, held.work);
    const waiting = lane.run(caller().signal, late.work).catch((e: unknown) => e);
    clock.advance(1000);
    expect(await waiting).toMatchObject({ code: 'lane-full' });
    held.end();
    await running;
    await settle();
    expect(late.isStarted()).toBe(false);
  });

  it('never starts work whose caller went away while waiting', async () => {
    const { lane } = fixture(1, 5);
    const [held, gone] = [heldWork(), heldWork()];
    const controller = caller();
    const running = lane.run(caller().signal, held.work);
    const waiting = lane.run(controller.signal, gone.work).catch((e: unknown) => e);
    controller.abort(new Error('hung up'));
    expect(await waiting).toMatchObject({ message: 'hung up' });
    held.end();
    await running;
    await settle();
    expect(gone.isStarted()).toBe(false);
  });

  it('keeps the slot until the work has settled, even when its caller has gone', async () => {
    const { lane } = fixture(1, 1);
    const [stubborn, next] = [heldWork(), heldWork()];
    const controller = caller();
    const running = lane.run(controller.signal, stubborn.work);
    controller.abort(new Error('hung up'));
    const waiting = lane.run(caller().signal, next.work);
    await settle();
    expect(next.isStarted()).toBe(false);
    stubborn.end();
    await running;
    await settle();
    expect(next.isStarted()).toBe(true);
    next.end();
    await waiting;
  });

  it('frees the slot when work fails', async () => {
    const { lane } = fixture(1, 0);
    await expect(lane.run(caller().signal, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await lane.run(caller().signal, () => Promise.resolve(7))).toBe(7);
  });

  it('never exceeds its ceiling and ends empty, whatever the order of arrivals, ends and hang-ups', async () => {
    const step = fc.record({ hangUp: fc.boolean(), endIndex: fc.nat(9), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 40 }), async (ceiling, steps) => {
        const { lane, seen } = fixture(ceiling, 100);
        let running = 0;
        let highest = 0;
        const ends: (() => void)[] = [];
        const all = steps.map(async ({ hangUp, endIndex, fails }) => {
          const controller = caller();
          const result = lane.run(controller.signal, async () => {
            highest = Math.max(highest, ++running);
            await new Promise<void>((resolve) => ends.push(resolve));
            running -= 1;
            if (fails) throw new Error('failed');
          });
          if (hangUp) controller.abort(new Error('gone'));
          ends.splice(endIndex, 1)[0]?.();
          await result.catch(() => undefined);
        });
        const drained = Promise.all(all).then(() => true);
        for (let done = false; !done; done = await Promise.race([drained, settle().then(() => false)]))
          ends.splice(0).forEach((end) => end());
        expect(highest).toBeLessThanOrEqual(ceiling);
        if (steps.length > 0) expect(seen.at(-1)).toMatchObject({ kind: 'lane-changed', running: 0, queued: 0 });
      }),
      { seed: 20261120, numRuns: 100 },
    );
  });
});
