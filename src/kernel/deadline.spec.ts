import { describe, expect, it } from '@jest/globals';
import { DeadlineExceeded, startDeadline } from './deadline.js';
import { ManualClock } from './manual-clock.js';

describe('a deadline', () => {
  it('fires when its time is up and says so', () => {
    const clock = new ManualClock();
    const { signal } = startDeadline(clock, 100);
    clock.advance(99);
    expect(signal.aborted).toBe(false);
    clock.advance(1);
    expect(signal.reason).toEqual(new DeadlineExceeded(100));
  });

  it('fires with the reason of its parent, also when that has fired before', () => {
    const clock = new ManualClock();
    const parent = new AbortController();
    const before = startDeadline(clock, 100, parent.signal);
    const reason = new Error('hung up');
    parent.abort(reason);
    const after = startDeadline(clock, 100, parent.signal);
    expect([before.signal.reason, after.signal.reason]).toEqual([reason, reason]);
  });

  it('never fires once disposed', () => {
    const clock = new ManualClock();
    const parent = new AbortController();
    const deadline = startDeadline(clock, 100, parent.signal);
    deadline[Symbol.dispose]();
    parent.abort();
    clock.advance(1000);
    expect(deadline.signal.aborted).toBe(false);
  });
});
