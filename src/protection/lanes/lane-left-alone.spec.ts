// A lane with a breaker in it: nobody passes by, nobody waits for an ERP that is left alone, and few go when it may be back.
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import { startDeadline } from '../../kernel/deadline.js';
import { abortFault, SourceFault } from '../../legacy/source-fault.js';
import { Breaker } from '../breaker/breaker.js';
import { BusyLanes } from './busy-lanes.port.js';
import { BusyNote } from './busy-note.js';
import type { LaneGuards } from './lane-bounds.js';
import { Lane } from './lane.js';

const LIMITS = { failures: 0.5, of: 4, openMs: 5_000, slowMs: 4_000, windowMs: 30_000 };
const never = new AbortController().signal;
const settle = () => new Promise((resolve) => setImmediate(resolve));
const failing = () => Promise.reject(new SourceFault('unavailable', 'nothing listens'));

/** Hangs until its signal fires, and says so as a source does. */
const untilCut = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(abortFault(signal))));

function fixture(guards: LaneGuards = {}) {
  const clock = new ManualClock();
  const keep = () => Promise.resolve();
  const breaker = new Breaker({ name: 'replica', limits: LIMITS, clock, observe: () => undefined, keep });
  const bounds = { name: 'replica', concurrency: 4, queue: 2_000, waitMs: 1_000 };
  const lane = new Lane(bounds, clock, () => undefined, { ...guards, breaker });
  const break_ = () => Promise.allSettled(Array.from({ length: 4 }, () => lane.run(never, failing)));
  return { clock, breaker, lane, breakIt: break_ };
}

describe('a lane whose breaker opens', () => {
  it('refuses at once everybody who comes, and everybody who waits, but not what is running', async () => {
    const { lane, breaker } = fixture();
    const gates = Array.from({ length: 4 }, () => Promise.withResolvers<undefined>());
    const running = gates.map(({ promise }) => lane.run(never, () => promise));
    const waiting = Array.from({ length: 100 }, () => lane.run(never, failing).catch((error: unknown) => error));
    await breaker.hold({ by: 'anna', reason: 'now', at: '2026-11-20T12:00:00.000Z' });
    for (const refused of await Promise.all(waiting)) {
      expect(refused).toMatchObject({ code: 'source-unavailable', retryAfterSeconds: 30 });
    }
    await expect(lane.run(never, failing)).rejects.toMatchObject({ code: 'source-unavailable' });
    expect([lane.state().running, lane.shut()]).toEqual([4, { why: 'held', forMs: 30_000 }]);
    gates.forEach(({ resolve }) => resolve(undefined));
    await Promise.all(running);
  });

  it('opens it by refused connections alone, at once', async () => {
    const { lane, breaker, breakIt, clock } = fixture();
    await breakIt();
    expect([breaker.state().kind, clock.monotonic()]).toEqual(['open', 0]);
    expect(lane.shut()).toEqual({ why: 'open', forMs: 5_000 });
  });
});

describe('a lane whose breaker is half open', () => {
  it('has two statements at the ERP at most with a thousand callers, also when they hang or are given up', async () => {
    const { lane, breakIt, clock } = fixture();
    await breakIt();
    clock.advance(LIMITS.openMs);
    let [running, highest] = [0, 0];
    const hanging = (signal: AbortSignal): Promise<void> => {
      highest = Math.max(highest, ++running);
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          running -= 1;
          reject(signal.reason as Error);
        });
      });
    };
    for (let round = 0; round < 5; round += 1) {
      const controllers = Array.from({ length: 1_000 }, () => new AbortController());
      const ends = controllers.map(({ signal }, index) => lane.run(signal, hanging, { probe: index % 10 === 0 }));
      const settled = Promise.allSettled(ends);
      await settle();
      expect(running).toBe(2);
      for (const controller of controllers) controller.abort(new Error('hung up'));
      const reasons = (await settled).map((end) => (end.status === 'rejected' ? String(end.reason) : 'done'));
      expect(reasons.filter((reason) => reason.includes('left alone'))).toHaveLength(998);
    }
    expect(highest).toBe(2);
  });

  it('lets callers in by its slots only once it has closed', async () => {
    const { lane, breakIt, clock, breaker } = fixture();
    await breakIt();
    clock.advance(LIMITS.openMs);
    for (let index = 0; index < 2; index += 1) await lane.run(never, () => Promise.resolve());
    expect(breaker.state().kind).toBe('closed');
    const gate = Promise.withResolvers<undefined>();
    const all = Array.from({ length: 1_000 }, () => lane.run(never, () => gate.promise));
    await settle();
    expect(lane.state()).toMatchObject({ running: 4, queued: 996 });
    gate.resolve(undefined);
    await Promise.all(all);
  });

  it('is not closed by what is so small that it goes well whatever hangs, as a reading of a watermark', async () => {
    const { lane, breakIt, clock, breaker } = fixture();
    await breakIt();
    clock.advance(LIMITS.openMs);
    for (let index = 0; index < 5; index += 1) await lane.run(never, () => Promise.resolve(), { easy: true });
    expect(breaker.state().kind).toBe('half-open');
    await lane.run(never, failing, { easy: true }).catch(() => undefined);
    expect(breaker.state().kind).toBe('open');
  });

  it('keeps no place for a probe that waits for a slot and is refused there', async () => {
    const { lane, breaker, clock, breakIt } = fixture();
    const gates = Array.from({ length: 4 }, () => Promise.withResolvers<undefined>());
    const stuck = gates.map(({ promise }) => lane.run(never, () => promise));
    await breaker.hold({ by: 'anna', reason: 'now', at: '2026-11-20T12:00:00.000Z' });
    await breaker.release();
    const probe = lane.run(never, failing).catch((error: unknown) => error);
    clock.advance(1_000);
    expect(await probe).toMatchObject({ code: 'lane-full' });
    gates.forEach(({ resolve }) => resolve(undefined));
    await Promise.all(stuck);
    await expect(lane.run(never, () => Promise.resolve(7))).resolves.toBe(7);
    await breakIt();
  });
});

describe('a lane that a person holds', () => {
  const HELD = { by: 'anna', reason: 'now', at: '2026-11-20T12:00:00.000Z' };

  it('also turns a probe away that waits for a slot', async () => {
    const { lane, breaker } = fixture();
    const gates = Array.from({ length: 4 }, () => Promise.withResolvers<undefined>());
    const running = gates.map(({ promise }) => lane.run(never, () => promise));
    let asked = 0;
    const probe = lane.run(never, async () => void (asked += 1), { probe: true }).catch((error: unknown) => error);
    await breaker.hold(HELD);
    gates.forEach(({ resolve }) => resolve(undefined));
    await Promise.all(running);
    expect(await probe).toMatchObject({ code: 'source-unavailable', retryAfterSeconds: 30 });
    expect([asked, lane.state().queued]).toEqual([0, 0]);
  });

  it('lets nothing go that has a slot and only waits for the note that the lane is busy', async () => {
    const noting = Promise.withResolvers<undefined>();
    class SlowDisk extends BusyLanes {
      load = () => Promise.resolve([]);
      mark = () => noting.promise;
      clear = () => Promise.resolve();
    }
    const mark = { lane: 'replica', mayRunMs: 1_000 };
    const parts = { mark, marks: new SlowDisk(), clock: new ManualClock(), observe: () => undefined };
    const { lane, breaker } = fixture({ note: new BusyNote(parts) });
    let asked = 0;
    const work = async () => void (asked += 1);
    const ends = [{}, { probe: true }].map((use) => lane.run(never, work, use).catch((error: unknown) => error));
    await settle();
    await breaker.hold(HELD);
    noting.resolve(undefined);
    expect(await Promise.all(ends)).toMatchObject(Array(2).fill({ code: 'source-unavailable' }));
    expect([asked, lane.state().running]).toEqual([0, 0]);
  });
});

describe('what counts against the ERP', () => {
  it('is not that whoever asked had less patience than a statement may take', async () => {
    const { clock, lane, breaker } = fixture();
    for (let index = 0; index < 8; index += 1) {
      using deadline = startDeadline(clock, 1_000);
      const asked = lane.run(deadline.signal, untilCut).catch((error: unknown) => error);
      clock.advance(1_200);
      await asked;
    }
    expect(breaker.state().kind).toBe('closed');
  });

  it('is a statement that has used up its own time, and one that takes too long before anybody gives up', async () => {
    const { clock, lane, breaker, breakIt } = fixture();
    const own = async (signal: AbortSignal): Promise<void> => {
      using deadline = startDeadline(clock, 1_000, signal);
      await untilCut(deadline.signal);
    };
    const all = Promise.allSettled(Array.from({ length: 4 }, () => lane.run(never, own)));
    clock.advance(1_000);
    await all;
    expect(breaker.state().kind).toBe('open');
    await breakIt();
  });

  it('is not how long work takes that may take as long as it likes', async () => {
    const { clock, lane, breaker } = fixture();
    const gate = Promise.withResolvers<undefined>();
    const long = Array.from({ length: 4 }, () => lane.run(never, () => gate.promise, { untimed: true }));
    clock.advance(60_000);
    gate.resolve(undefined);
    await Promise.all(long);
    expect(breaker.state().kind).toBe('closed');
  });
});
