// Who waits for a slot, in the order in which they get one: interactive work before bulk work, each by the earliest
// deadline and then by arrival. It must never look at everybody to find one.
import { IndexedHeap } from './indexed-heap.js';

/** Somebody who waits. */
export interface Waiter {
  readonly bulk: boolean;
  /** Goes before everybody else. */
  readonly first: boolean;
  /** Monotonic milliseconds from which on nobody waits for the result. */
  readonly until: number;
  /** Monotonic milliseconds at which it came. */
  readonly since: number;
  /** Grows with every arrival. */
  readonly arrival: number;
  /** Gives it the slot. */
  readonly start: () => void;
  readonly refuse: (reason: Error) => void;
}

/** The line in front of one lane. */
export class WaitingLine {
  readonly #interactive = new IndexedHeap<Waiter>(isEarlier);
  readonly #bulk = new IndexedHeap<Waiter>(isEarlier);
  readonly #latestBulk = new IndexedHeap<Waiter>((one, other) => isEarlier(other, one));

  get size(): number {
    return this.#interactive.size + this.#bulk.size;
  }

  add(waiter: Waiter): void {
    if (waiter.bulk) {
      this.#bulk.add(waiter);
      this.#latestBulk.add(waiter);
    } else this.#interactive.add(waiter);
  }

  /** True when it stood in the line. */
  leave(waiter: Waiter): boolean {
    if (!waiter.bulk) return this.#interactive.delete(waiter);
    return this.#bulk.delete(waiter) && this.#latestBulk.delete(waiter);
  }

  /** Who is next; bulk work only where it may be taken now. */
  next(mayBeBulk: boolean): Waiter | undefined {
    return this.#interactive.first() ?? (mayBeBulk ? this.#bulk.first() : undefined);
  }

  /** The bulk work that can wait longest, which gives up its place first. */
  mostPatientBulk(): Waiter | undefined {
    return this.#latestBulk.first();
  }

  /** When the interactive work came that waits longest; looks at all of it, so ask seldom. */
  longestSince(): number | undefined {
    const since = this.#interactive.all().map((waiter) => waiter.since);
    return since.length === 0 ? undefined : Math.min(...since);
  }

  /** Everybody, in no order. */
  all(): readonly Waiter[] {
    return [...this.#interactive.all(), ...this.#bulk.all()];
  }
}

function isEarlier(one: Waiter, other: Waiter): boolean {
  if (one.first !== other.first) return one.first;
  return one.until === other.until ? one.arrival < other.arrival : one.until < other.until;
}
