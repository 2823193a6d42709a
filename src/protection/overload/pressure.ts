// One thing that can run short: how it is read, smoothed, and whom it costs what.
// It must never let a single long turn of the event loop cost anybody anything.
import { Ladder } from './ladder.js';
import type { OverloadReason, ShedGroup } from './shed-group.js';

/** What a pressure is made of. */
export interface PressureBounds {
  readonly reason: OverloadReason;
  /** Read once per sample. */
  readonly read: () => number;
  /** Weight of a new reading against all before it, above 0 to 1. */
  readonly weight: number;
  /** A reading counts as this much at most. */
  readonly most: number;
  /** The value at which each group is refused; the groups go in the order of shedding. */
  readonly groups: readonly (readonly [group: ShedGroup, enter: number])[];
  /** Share of a group's value below which it is let in again. */
  readonly leave: number;
  readonly keepMs: number;
  /** Told of every smoothed reading before it refuses anybody. */
  readonly relieve?: (value: number, now: number) => void;
}

/** A reading, smoothed, on its ladder. */
export class Pressure {
  readonly #ladder: Ladder;
  #value = 0;

  constructor(private readonly bounds: PressureBounds) {
    const enter = bounds.groups.map(([, value]) => value);
    this.#ladder = new Ladder({ enter, leave: enter.map((value) => value * bounds.leave), keepMs: bounds.keepMs });
  }

  get reason(): OverloadReason {
    return this.bounds.reason;
  }

  /** The smoothed reading. */
  get value(): number {
    return this.#value;
  }

  /** Whom it refuses now. */
  get refused(): readonly ShedGroup[] {
    return this.bounds.groups.slice(0, this.#ladder.rung).map(([group]) => group);
  }

  /** Takes a reading. */
  sample(now: number): void {
    const { read, weight, most, relieve } = this.bounds;
    this.#value += weight * (Math.min(read(), most) - this.#value);
    relieve?.(this.#value, now);
    this.#ladder.move(this.#value, now);
  }
}
