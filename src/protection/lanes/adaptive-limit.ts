// How many slots a lane takes while the ERP is slow: fewer when calls take much longer than calls of their kind usually do,
// and one more at a time when they no longer do. See docs/decisions/0026-lanes-shrink-by-the-usual-duration.md.
// It must never be above the ceiling, nor so low that no probe could pass.
import type { Health } from '../breaker/health.js';
import { UsualDuration } from './usual-duration.js';

/** A call that has ended. */
export interface EndedCall {
  readonly durationMs: number;
  readonly health: Health;
  /** What was run; like is compared with like only. */
  readonly sort: string;
  /** Calls that had a slot at its end, itself included. */
  readonly running: number;
}

/** Shortest time between two looks in milliseconds. */
const LOOK_MS = 200;
const FEWEST_CALLS = 5;
/** At most one slot more in so many milliseconds. */
const GROW_MS = 1_000;
/** Times the usual duration from which on the lane shrinks, and up to which it may grow. */
const TOO_SLOW = 2;
const WELL = 1.5;
const SHRINK = { most: 0.5, least: 0.9 } as const;
const FLOOR = 2;
/** Kinds are operations and statements of a facade, so finite; this bound is for a facade larger than any seen. */
const MOST_SORTS = 1_000;

interface Look {
  readonly from: number;
  readonly calls: EndedCall[];
  wasFull: boolean;
}

export class AdaptiveLimit {
  readonly #usual = new Map<string, UsualDuration>();
  #limit: number;
  #look: Look;
  #shrunkAt = -Infinity;
  #grewAt = -Infinity;

  /** `ceiling`: slots of the lane, 1 or more; `now` as for `ended`. */
  constructor(
    readonly ceiling: number,
    now: number,
  ) {
    this.#limit = ceiling;
    this.#look = { from: now, calls: [], wasFull: false };
  }

  get limit(): number {
    return this.#limit;
  }

  /** A call ended at `now`, in monotonic milliseconds. Changes the limit now and then. */
  ended(now: number, call: EndedCall): void {
    if (call.running >= this.#limit) this.#look.wasFull = true;
    // What was under way when the lane shrank tells how it was before.
    if (now - call.durationMs < this.#shrunkAt || !this.#isTelling(call)) return;
    this.#look.calls.push(call);
    const enough = this.#look.calls.length >= Math.max(FEWEST_CALLS, this.#limit);
    if (enough && now - this.#look.from >= LOOK_MS) this.#judge(now);
  }

  /** A call that failed or was given up in no time says nothing about how long calls take, one after a long time does. */
  #isTelling({ health, durationMs, sort }: EndedCall): boolean {
    return health === 'good' || (this.#usual.get(sort)?.ratioOf(durationMs) ?? 0) > TOO_SLOW;
  }

  #judge(now: number): void {
    const { calls, wasFull } = this.#look;
    this.#look = { from: now, calls: [], wasFull: false };
    const ratio = median(calls.flatMap((call) => this.#ratioOf(call)));
    if (ratio > TOO_SLOW) this.#shrink(now, ratio);
    else if (ratio <= WELL && wasFull) this.#grow(now);
    this.#learn(calls, ratio);
  }

  #shrink(now: number, ratio: number): void {
    const share = Math.min(SHRINK.least, Math.max(SHRINK.most, TOO_SLOW / ratio));
    this.#limit = Math.max(Math.min(FLOOR, this.ceiling), Math.floor(this.#limit * share));
    this.#shrunkAt = now;
  }

  #grow(now: number): void {
    if (this.#limit >= this.ceiling || now - Math.max(this.#grewAt, this.#shrunkAt) < GROW_MS) return;
    this.#limit += 1;
    this.#grewAt = now;
  }

  /** A lane that has shrunk is faster for that, and tells nothing about what is usual at its ceiling. */
  #learn(calls: readonly EndedCall[], ratio: number): void {
    const isTroubled = ratio > WELL || this.#limit < this.ceiling;
    for (const [sort, own] of Map.groupBy(calls, (call) => call.sort)) {
      const middle = median(own.map(({ durationMs }) => durationMs));
      this.#usualOf(sort, middle).learn(middle, isTroubled);
    }
  }

  /** None for a kind of call of which little was seen. */
  #ratioOf({ sort, durationMs }: EndedCall): readonly number[] {
    const usual = this.#usualOf(sort, durationMs);
    return usual.isKnown ? [usual.ratioOf(durationMs)] : [];
  }

  #usualOf(sort: string, durationMs: number): UsualDuration {
    const known = this.#usual.get(sort);
    if (known !== undefined) return known;
    if (this.#usual.size >= MOST_SORTS) this.#usual.clear();
    const made = new UsualDuration(durationMs);
    this.#usual.set(sort, made);
    return made;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 1;
}
