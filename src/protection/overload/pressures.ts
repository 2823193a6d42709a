// What a gateway can run short of, and at which value that costs whom. All numbers of shedding stand here.
// It must never refuse anybody but bulk work because the ERP is slow: a slow ERP is no gateway that is short of anything.
import type { LoadGauge } from './load-gauge.port.js';
import { MemoryRelief } from './memory-relief.js';
import { Pressure } from './pressure.js';
import type { PressureBounds } from './pressure.js';
import { SHED_ORDER } from './shed-group.js';

/** What pressures are read from. */
export interface PressureSources {
  readonly gauge: LoadGauge;
  /** Delay of the event loop at which shedding begins, in milliseconds; undefined: never. */
  readonly delayMs: number | undefined;
  /** How long the oldest waiter of all lanes has waited, as a share of what it may wait; 0 when none waits. */
  readonly queueShare: () => number;
  /** Gives back a part of the memory that can be done without. */
  readonly giveBack: () => void;
}

/** Multiples of the delay at which shedding begins, in the order of shedding. */
const DELAY_RUNGS = [1, 1.25, 1.5, 2.5, 4];
/** A reading counts as this many times that delay at most. Times the weight it is less than one: one stall costs nobody. */
const MOST_DELAY = 5;
/** At five readings a second this looks back on about a second. */
const DELAY_WEIGHT = 0.15;
/** Shares of the memory; the last ones are what Envoy refuses everything at (its overload manager: 92 % and 95 %). */
const MEMORY_RUNGS = [0.85, 0.88, 0.91, 0.94, 0.97];
const MEMORY_WEIGHT = 0.5;
const QUEUE_ENTER = 0.8;
const KEEP_MS = 1000;

/** All of them. */
export function pressuresOf({ gauge, delayMs, queueShare, giveBack }: PressureSources): readonly Pressure[] {
  const groups = (rungs: readonly number[], unit = 1) =>
    SHED_ORDER.map((group, index) => [group, (rungs[index] ?? Infinity) * unit] as const);
  const delay = delayMs === undefined ? [] : [delayPressure(gauge, delayMs, groups(DELAY_RUNGS, delayMs))];
  const relief = new MemoryRelief(giveBack);
  return [
    ...delay,
    new Pressure({
      reason: 'memory',
      read: () => gauge.memoryShare(),
      relieve: (value, now) => relief.sample(value, now),
      ...{ weight: MEMORY_WEIGHT, most: 1, groups: groups(MEMORY_RUNGS), leave: 0.95, keepMs: KEEP_MS },
    }),
    new Pressure({
      reason: 'queue',
      read: queueShare,
      ...{ weight: DELAY_WEIGHT, most: 1, groups: [['bulk', QUEUE_ENTER]], leave: 0.6, keepMs: KEEP_MS },
    }),
  ];
}

function delayPressure(gauge: LoadGauge, delayMs: number, groups: PressureBounds['groups']): Pressure {
  return new Pressure({
    reason: 'delay',
    read: () => gauge.loopDelayMs(),
    ...{ weight: DELAY_WEIGHT, most: delayMs * MOST_DELAY, groups, leave: 0.6, keepMs: KEEP_MS },
  });
}
