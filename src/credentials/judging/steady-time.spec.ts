// Guards that setting the clock back does not bring back what has ended, and that nothing else is disturbed.
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import { SteadyTime } from './steady-time.js';

const HOUR = 3_600_000;

describe('the latest moment that it may be', () => {
  it('is what the clock says while it goes on evenly, drifts, or is set forward', () => {
    const clock = new ManualClock();
    const time = new SteadyTime(clock);

    clock.advance(HOUR);
    expect(time.latest()).toBe(clock.now());
    clock.jump(-29_000);
    expect(time.latest()).toBe(clock.now());
    clock.jump(2 * HOUR);
    expect(time.latest()).toBe(clock.now());
  });

  it('goes on where it was when the clock is set back by two hours, and says so once', () => {
    const clock = new ManualClock();
    const told: number[] = [];
    const time = new SteadyTime(clock, (ms) => told.push(ms));
    const before = clock.now();

    clock.jump(-2 * HOUR);
    expect(time.latest()).toBe(before);
    clock.advance(5_000);
    expect(time.latest()).toBe(before + 5_000);
    expect(told).toEqual([2 * HOUR]);
  });

  it('forgets a jump forward that is taken back soon, and keeps one that lasts', () => {
    const clock = new ManualClock();
    const time = new SteadyTime(clock);

    clock.jump(2 * HOUR);
    time.latest();
    clock.advance(HOUR / 2);
    clock.jump(-2 * HOUR);
    expect(time.latest()).toBe(clock.now());

    clock.jump(2 * HOUR);
    time.latest();
    clock.advance(HOUR + 1);
    time.latest();
    const late = clock.now();
    clock.jump(-2 * HOUR);
    expect(time.latest()).toBe(late);
  });

  it('is not walked back by many small steps faster than one step in its own time', () => {
    const clock = new ManualClock();
    const time = new SteadyTime(clock);
    const before = clock.now();

    for (let step = 0; step < 240; step += 1) {
      clock.jump(-29_000);
      time.latest();
    }
    expect(before - time.latest()).toBeLessThanOrEqual(30_000);
  });
});
