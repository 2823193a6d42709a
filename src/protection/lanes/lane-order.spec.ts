// Who gets a slot, and who gives up the wait: deadlines, bulk work, reserved slots, full lines.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';
import type { LaneBounds, LaneGuards, LaneWork } from './lane-bounds.js';
import { Lane } from './lane.js';

const settle = () => new Promise((resolve) => setImmediate(resolve));
const never = new AbortController().signal;

function fixture(bounds: Partial<LaneBounds> = {}, guards: LaneGuards = {}) {
  const clock = new ManualClock();
  const seen: Observation[] = [];
  const all = { name: 'replica', concurrency: 1, queue: 10, waitMs: 1_000, ...bounds };
  const lane = new Lane(all, clock, (each) => seen.push(each), guards);
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const refused = new Map<string, unknown>();
  /** Asks for a slot by name; the work runs until `end` is called with that name. */
  const ask = (name: string, use: LaneWork = {}, signal = never): void => {
    const work = (): Promise<void> => {
      started.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    };
    lane.run(signal, work, use).catch((error: unknown) => refused.set(name, error));
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settle();
  };
  return { clock, seen, lane, started, refused, ask, end };
}

describe('the line in front of a lane', () => {
  it('serves the earliest deadline first, then who came first', async () => {
    const { ask, end, started } = fixture();
    ask('running');
    ask('late', { until: 900 });
    ask('early', { until: 500 });
    ask('middle', { until: 700 });
    ask('as early, but later', { until: 500 });
    for (const name of ['running', 'early', 'as early, but later', 'middle', 'late']) await end(name);
    expect(started).toEqual(['running', 'early', 'as early, but later', 'middle', 'late']);
  });

  it('never starts work whose deadline has passed, and does not let it wait for longer than that', async () => {
    const { ask, end, started, refused, clock } = fixture();
    ask('running');
    ask('impatient', { until: 300 });
    clock.advance(299);
    await settle();
    expect(refused.size).toBe(0);
    clock.advance(1);
    await settle();
    expect(refused.get('impatient')).toMatchObject({ code: 'lane-full' });
    await end('running');
    expect(started).toEqual(['running']);
  });

  it('lets interactive work go before bulk work, however early that came', async () => {
    const { ask, end, started } = fixture();
    ask('running');
    ask('bulk', { bulk: true, until: 100 });
    ask('person', { until: 900 });
    for (const name of ['running', 'person', 'bulk']) await end(name);
    expect(started).toEqual(['running', 'person', 'bulk']);
  });

  it('keeps reserved slots from bulk work, and gives it every other one as soon as nobody else wants it', async () => {
    const { ask, end, started, lane } = fixture({ concurrency: 3, reserved: 1 });
    for (const name of ['b1', 'b2', 'b3', 'b4']) ask(name, { bulk: true });
    expect(started).toEqual(['b1', 'b2']);
    ask('person');
    expect(started).toEqual(['b1', 'b2', 'person']);
    await end('b1');
    expect(started).toEqual(['b1', 'b2', 'person', 'b3']);
    await end('person');
    expect(started).toHaveLength(4);
    expect(lane.state()).toEqual({ running: 2, queued: 1, limit: 3, ceiling: 3, reserved: 1 });
  });

  it('leaves bulk work one slot when the lane has shrunk to fewer than are reserved', async () => {
    const adaptive = { limit: 2, ended: () => undefined } as unknown as NonNullable<LaneGuards['adaptive']>;
    const { ask, started } = fixture({ concurrency: 8, reserved: 4 }, { adaptive });
    ask('b1', { bulk: true });
    ask('b2', { bulk: true });
    await settle();
    expect(started).toEqual(['b1']);
  });

  it('when it is full, lets interactive work push out the bulk work that could have waited longest', async () => {
    const { ask, end, started, refused, seen } = fixture({ queue: 3 });
    ask('running');
    ask('b1', { bulk: true, until: 800 });
    ask('b2', { bulk: true, until: 900 });
    ask('b3', { bulk: true, until: 850 });
    ask('person');
    await settle();
    expect([...refused.keys()]).toEqual(['b2']);
    expect(refused.get('b2')).toMatchObject({ code: 'lane-full', retryAfterSeconds: 1 });
    expect(seen).toContainEqual({ kind: 'lane-refused', lane: 'replica', reason: 'pushed-out' });
    ask('bulk has nobody to push out', { bulk: true });
    await settle();
    expect([...refused.keys()]).toEqual(['b2', 'bulk has nobody to push out']);
    for (const name of ['running', 'person', 'b1', 'b3']) await end(name);
    expect(started).toEqual(['running', 'person', 'b1', 'b3']);
  });

  it('asks to come back after about as long as the line needs to move on', async () => {
    const { clock, lane, ask, refused } = fixture({ queue: 20, waitMs: 60_000 });
    const slow = lane.run(never, () => new Promise<void>((resolve) => clock.after(500, resolve)));
    clock.advance(500);
    await slow;
    for (let index = 0; index < 22; index += 1) ask(`caller ${index}`);
    await settle();
    expect(refused.get('caller 21')).toMatchObject({ code: 'lane-full', retryAfterSeconds: 10 });
  });

  it('is quick with two thousand waiting: a whole turnover takes less than a second', async () => {
    const { ask, end, started, lane } = fixture({ queue: 2_000 });
    ask('0');
    for (let index = 1; index <= 2_000; index += 1)
      ask(String(index), { until: 1_000_000 + ((index * 7_919) % 2_000) });
    expect(lane.state().queued).toBe(2_000);
    const from = performance.now();
    for (let index = 0; index <= 2_000; index += 1) await end(started[index] ?? '');
    // Five times what a slow machine needs; looking at everybody each time would take far longer.
    expect(performance.now() - from).toBeLessThan(1_000);
    expect(started).toHaveLength(2_001);
  });
});

describe('the slot of a call whose connection went away without a word', () => {
  it('stays taken for the grace, while its caller has his answer', async () => {
    const { lane, clock, ask, started } = fixture({ graceMs: 2_000, waitMs: 10_000 });
    await lane.run(never, async (_signal, slot) => slot.mayRunOn());
    ask('next');
    clock.advance(1_999);
    await settle();
    expect([started, lane.state().running]).toEqual([[], 1]);
    clock.advance(1);
    await settle();
    expect(started).toEqual(['next']);
  });
});

describe('a lane behind a process that ended without stopping', () => {
  it('is shut until the statements of that time are over, and says how long', async () => {
    const { clock, lane, ask, started, refused } = fixture({}, { shutForMs: 7_000 });
    clock.advance(2_500);
    ask('early');
    ask('probe', { probe: true });
    await settle();
    expect(refused.get('early')).toMatchObject({ code: 'source-unavailable', retryAfterSeconds: 5 });
    expect(refused.get('probe')).toBeInstanceOf(Problem);
    expect(lane.shut()).toEqual({ why: 'unclean-end', forMs: 4_500 });
    clock.advance(4_500);
    ask('late');
    expect([started, lane.shut()]).toEqual([['late'], undefined]);
  });
});

const STEP_MS = 10;

describe('whatever callers do, a lane', () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), bulk: fc.boolean(), until: fc.nat(400) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('end' as const), which: fc.nat(9), runsOn: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), which: fc.nat(9) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 1, max: 200 }) }) },
  );

  it('never runs more than its limit, no bulk work in reserved slots, earliest first, and loses nobody', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.nat(3),
        fc.array(step, { maxLength: 60 }),
        async (limit, some, steps) => {
          const reserved = Math.min(some, limit - 1);
          const clock = new ManualClock();
          const bounds = { name: 'replica', concurrency: limit, queue: 5, waitMs: 150, reserved, graceMs: 20 };
          const lane = new Lane(bounds, clock, () => undefined);
          /** Work begins a moment after its slot is given, so time must not run away meanwhile. */
          const pass = async (ms: number): Promise<void> => {
            for (let left = ms; left > 0; left -= STEP_MS) {
              clock.advance(Math.min(left, STEP_MS));
              await settle();
            }
          };
          const running: { readonly bulk: boolean; readonly end: (runsOn: boolean) => void }[] = [];
          const waiting = new Map<
            object,
            { readonly until: number; readonly bulk: boolean; readonly leave: () => void }
          >();
          const wrong: string[] = [];
          let [asked, answered] = [0, 0];
          const ask = (bulk: boolean, until: number): void => {
            asked += 1;
            const cameAt = clock.monotonic();
            const controller = new AbortController();
            const me = {};
            const work = (_signal: AbortSignal, slot: { mayRunOn: () => void }): Promise<void> => {
              const own = waiting.get(me);
              waiting.delete(me);
              if (own !== undefined) {
                const waited = clock.monotonic() > cameAt;
                if (waited && until + STEP_MS <= clock.monotonic()) wrong.push('started after its deadline');
                const passed = [...waiting.values()].some((other) => other.bulk === bulk && other.until < until);
                if (passed) wrong.push('overtook an earlier deadline');
                if (bulk && [...waiting.values()].some((other) => !other.bulk)) wrong.push('bulk before interactive');
              }
              return new Promise((resolve) => {
                running.push({
                  bulk,
                  end: (runsOn) => {
                    if (runsOn) slot.mayRunOn();
                    resolve();
                  },
                });
              });
            };
            waiting.set(me, { until, bulk, leave: () => controller.abort(new Error('gone')) });
            const result = lane.run(controller.signal, work, { bulk, until });
            // Work that found a free slot never waited, so it was no rival of those who do.
            void result.catch(() => undefined).then(() => ((answered += 1), waiting.delete(me)));
          };
          for (const each of steps) {
            if (each.kind === 'ask') ask(each.bulk, clock.monotonic() + each.until);
            if (each.kind === 'end') running.splice(each.which, 1)[0]?.end(each.runsOn);
            if (each.kind === 'leave') [...waiting.values()][each.which]?.leave();
            if (each.kind === 'time') await pass(each.ms);
            await settle();
            expect(lane.state().running).toBeLessThanOrEqual(limit);
            expect(running.length).toBeLessThanOrEqual(limit);
            expect(running.filter(({ bulk }) => bulk).length).toBeLessThanOrEqual(limit - reserved);
          }
          await pass(300);
          for (let turn = 0; turn < 3; turn += 1) {
            running.splice(0).forEach(({ end }) => end(false));
            await settle();
          }
          await pass(30);
          expect([wrong, answered, lane.state()]).toMatchObject([[], asked, { running: 0, queued: 0 }]);
        },
      ),
      { seed: 20_261_120, numRuns: 150 },
    );
  });
});

describe('how long the line has stood', () => {
  it('is told of interactive work alone, as a share of what it may wait', async () => {
    const { lane, ask, end, clock } = fixture();
    ask('running');
    ask('bulk', { bulk: true });
    clock.advance(250);
    expect(lane.waitedShare()).toBe(0);
    ask('first');
    clock.advance(500);
    ask('second');
    expect(lane.waitedShare()).toBe(0.5);
    await end('running');
    expect(lane.waitedShare()).toBe(0);
    clock.advance(250);
    expect(lane.waitedShare()).toBe(0.25);
  });
});
