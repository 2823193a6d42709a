// Keeps what has ended ended when the machine's clock is set back: wall time, held against time that only goes forward.
// It must never make anything good earlier than the wall clock says.
import type { Clock } from '../../kernel/clock.js';
import type { Moment } from './moment.js';

/** Milliseconds by which the two may differ before it counts as a jump; machines correct their clocks in small steps. */
const CLOCK_JUMP_MS = 30_000;
/** Clocks are slewed by at most 500 millionths (adjtime); a drift within that is no jump, however long nobody asked. */
const SLEW = 0.0005;
/** How seldom the wall clock is followed, so that many small steps do not add up to a large one. */
const FOLLOW_EVERY_MS = 600_000;
/** How long a clock that was set forward must stay there before that is the time things are held against. */
const SETTLED_MS = 3_600_000;

/**
 * The latest moment that it may be. While the wall clock goes on evenly, and after it was set forward, that is what it
 * says. After it was set back by more than CLOCK_JUMP_MS it is what it would say without that, until the process starts
 * anew: a credential that had ended does not become good again. A jump forward that is taken back within an hour was a
 * mistake of the clock and leaves nothing behind.
 */
export class SteadyTime {
  #wall: number;
  #monotonic: number;
  #told = false;

  /** `told` hears once that the clock was set back, and by how many milliseconds. */
  constructor(
    private readonly clock: Clock,
    private readonly told: (byMs: number) => void = () => undefined,
  ) {
    this.#wall = clock.now();
    this.#monotonic = clock.monotonic();
  }

  /** Now, by the wall clock and at the latest. */
  moment(): Moment {
    const earliest = this.clock.now();
    return { earliest, latest: this.#latest(earliest) };
  }

  /** Epoch milliseconds. */
  latest(): number {
    return this.#latest(this.clock.now());
  }

  #latest(wall: number): number {
    const monotonic = this.clock.monotonic();
    const passed = monotonic - this.#monotonic;
    const behind = this.#wall + passed - wall;
    const tolerated = CLOCK_JUMP_MS + passed * SLEW;
    if (behind > tolerated) return this.#setBack(wall, behind);
    if (passed > (behind < -tolerated ? SETTLED_MS : FOLLOW_EVERY_MS)) this.#follow(wall, monotonic);
    return wall;
  }

  #follow(wall: number, monotonic: number): void {
    this.#wall = wall;
    this.#monotonic = monotonic;
  }

  #setBack(wall: number, behind: number): number {
    if (!this.#told) this.told(behind);
    this.#told = true;
    return wall + behind;
  }
}
