// An overloaded gateway refuses the least important first, lets them in again carefully, and says so in sums.
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import { LoadGauge } from './load-gauge.port.js';
import { Overload, SAMPLE_EVERY_MS } from './overload.js';
import { pressuresOf } from './pressures.js';
import { SHED_ORDER } from './shed-group.js';
import type { ShedGroup } from './shed-group.js';

class SetGauge extends LoadGauge {
  delay = 0;
  memory = 0;

  loopDelayMs(): number {
    return this.delay;
  }

  memoryShare(): number {
    return this.memory;
  }
}

const DELAY_MS = 200;

function watched(delay: number | 'never' = DELAY_MS) {
  const clock = new ManualClock();
  const gauge = new SetGauge();
  const queue = { share: 0 };
  const observed: Observation[] = [];
  /** How many groups were refused each time memory was given back. */
  const given: number[] = [];
  const overload = new Overload({
    clock,
    observe: (observation) => observed.push(observation),
    pressures: pressuresOf({
      ...{ gauge, delayMs: delay === 'never' ? undefined : delay, queueShare: () => queue.share },
      giveBack: () => given.push(refused().length),
    }),
    random: () => 0.5,
  });
  overload.start();
  const refused = (): readonly ShedGroup[] => overload.state().refused.map(({ group }) => group);
  const levels = () => observed.flatMap((it) => (it.kind === 'overload-changed' ? [it.level] : []));
  return { clock, gauge, queue, observed, given, overload, refused, levels };
}

describe('shedding', () => {
  it('goes through the groups in order as the delay grows, and back in order when it is over', () => {
    const { clock, gauge, refused, levels } = watched();
    gauge.delay = 10 * DELAY_MS;
    clock.advance(20_000);
    expect(refused()).toEqual([...SHED_ORDER]);
    gauge.delay = 0;
    clock.advance(60_000);
    expect(refused()).toEqual([]);
    expect(levels()).toEqual([1, 2, 3, 4, 5, 4, 3, 2, 1, 0]);
  });

  it.each<[number, readonly ShedGroup[]]>([
    [0.9, []],
    [1.1, ['documents']],
    [1.3, ['documents', 'strangers']],
    [2, ['documents', 'strangers', 'bulk']],
    [3, ['documents', 'strangers', 'bulk', 'reads']],
    [4.5, ['documents', 'strangers', 'bulk', 'reads', 'writes']],
  ])('at %d times the delay refuses %j', (times, groups) => {
    const { clock, gauge, refused } = watched();
    gauge.delay = times * DELAY_MS;
    clock.advance(30_000);
    expect(refused()).toEqual(groups);
  });

  it('begins within seconds of the delay, and never because of one stall, however long', () => {
    const { clock, gauge, refused } = watched();
    gauge.delay = 3_600_000;
    clock.advance(SAMPLE_EVERY_MS);
    gauge.delay = 0;
    clock.advance(SAMPLE_EVERY_MS);
    expect(refused()).toEqual([]);
    gauge.delay = 2 * DELAY_MS;
    clock.advance(2000);
    expect(refused()).toContain('documents');
  });

  it('does not flutter about a value', () => {
    const { clock, gauge, levels } = watched();
    for (let turn = 0; turn < 300; turn += 1) {
      gauge.delay = turn % 2 === 0 ? 1.15 * DELAY_MS : 0.95 * DELAY_MS;
      clock.advance(SAMPLE_EVERY_MS);
    }
    expect(levels()).toEqual([1]);
  });

  it('stays on each rung for a second on the way down', () => {
    const { clock, gauge, levels } = watched();
    gauge.memory = 1;
    clock.advance(5000);
    gauge.memory = 0;
    const before = levels().length;
    clock.advance(2000);
    expect(levels().length - before).toBeLessThanOrEqual(2);
  });

  it('for memory goes all the way, and closes connections meanwhile', () => {
    const { clock, gauge, overload, refused } = watched();
    gauge.memory = 0.86;
    clock.advance(5000);
    expect([refused(), overload.closesConnections]).toEqual([['documents'], true]);
    gauge.memory = 0.99;
    clock.advance(5000);
    expect(refused()).toEqual([...SHED_ORDER]);
  });

  it('for memory begins only after memory was given back', () => {
    const { clock, gauge, given, refused } = watched();
    gauge.memory = 0.81;
    clock.advance(60_000);
    expect([given, refused()]).toEqual([[0], []]);
    gauge.memory = 0.99;
    clock.advance(5000);
    expect([given, refused().length]).toEqual([[0, 0], 5]);
  });

  it('keeps connections when time is what runs short', () => {
    const { clock, gauge, overload } = watched();
    gauge.delay = 10 * DELAY_MS;
    clock.advance(20_000);
    expect(overload.closesConnections).toBe(false);
  });

  it('for an ERP that keeps requests waiting goes no further than bulk work, and spares those who need a token', () => {
    const { clock, queue, refused } = watched();
    queue.share = 1;
    clock.advance(60_000);
    expect(refused()).toEqual(['bulk']);
  });

  it('can be left to memory alone', () => {
    const { clock, gauge, refused } = watched('never');
    gauge.delay = 1e6;
    clock.advance(60_000);
    expect(refused()).toEqual([]);
  });
});

describe('a refusal', () => {
  it('says when to come back, not to everybody the same, and later the more is refused', () => {
    const { clock, gauge, overload } = watched();
    expect(overload.refuse('documents')).toBeUndefined();
    gauge.delay = 1.1 * DELAY_MS;
    clock.advance(30_000);
    expect(overload.refuse('documents')).toEqual({ reason: 'delay', retryAfterSeconds: 3 });
    expect(overload.refuse('writes')).toBeUndefined();
    gauge.delay = 10 * DELAY_MS;
    clock.advance(30_000);
    expect(overload.refuse('writes')?.retryAfterSeconds).toBe(7);
  });

  it('is told in sums, once a second at most', () => {
    const { clock, gauge, overload, observed } = watched();
    gauge.delay = 10 * DELAY_MS;
    clock.advance(20_000);
    for (let request = 0; request < 3000; request += 1) {
      overload.refuse('reads');
      if (request % 100 === 0) clock.advance(SAMPLE_EVERY_MS);
    }
    overload.stop();
    const told = observed.flatMap((it) => (it.kind === 'load-shed' ? [it.count] : []));
    expect(told.length).toBeLessThanOrEqual(8);
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(3000);
  });
});

describe('a gateway that stops', () => {
  it('refuses nobody any more and looks no more', () => {
    const { clock, gauge, overload, refused } = watched();
    gauge.delay = 10 * DELAY_MS;
    clock.advance(20_000);
    overload.stop();
    clock.advance(20_000);
    expect([refused(), overload.refuse('writes')]).toEqual([[], undefined]);
  });
});
