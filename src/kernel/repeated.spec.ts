// Guards that repeated work rests between its turns, and that nothing of it is left when it has stopped.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from './manual-clock.js';
import { Repeated } from './repeated.js';

let clock: ManualClock;
let begun: number;
let held: PromiseWithResolvers<void>;
let repeated: Repeated;
beforeEach(() => {
  clock = new ManualClock();
  begun = 0;
  held = Promise.withResolvers();
  const turn = (): Promise<void> => {
    begun += 1;
    return held.promise;
  };
  repeated = new Repeated({ clock, everyMs: 1_000, turn });
});

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('repeated work', () => {
  it('begins at once, and again when it has rested after its last turn', async () => {
    repeated.start();
    clock.advance(5_000);
    await settled();
    expect(begun).toBe(1);
    held.resolve();
    await settled();
    clock.advance(999);
    expect(begun).toBe(1);
    clock.advance(1);
    expect(begun).toBe(2);
  });

  it('begins later where it is told to', () => {
    repeated.startAfter(200);
    clock.advance(199);
    expect(begun).toBe(0);
    clock.advance(1);
    expect(begun).toBe(1);
  });

  it('has stopped when the turn under way is over, and not before', async () => {
    repeated.start();
    let isOver = false;
    const stopped = repeated.stop().then(() => {
      isOver = true;
    });
    await settled();
    expect([isOver, repeated.isStopped]).toEqual([false, true]);
    held.resolve();
    await stopped;
    clock.advance(10_000);
    expect(begun).toBe(1);
  });

  it('begins no turn that was waited for when it was stopped, nor when it is started after that', async () => {
    repeated.startAfter(200);
    await repeated.stop();
    repeated.start();
    repeated.startAfter(0);
    clock.advance(10_000);
    expect(begun).toBe(0);
  });
});
