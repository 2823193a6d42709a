// A small seeded random generator (xorshift of 32 bits), so that a seed always grows the same database.
// It is for demonstration data only and must never make a secret.

/** One stream of pseudo-random draws. The same seed and the same calls give the same draws on every machine. */
export class Random {
  #state: number;

  /** `stream` keeps tables independent of one another: drawing more for one does not change the next. */
  constructor(seed: number, stream: number) {
    this.#state = (Math.imul(seed | 0, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) | 0;
    if (this.#state === 0) this.#state = 0x6d2b79f5;
    for (let warmUp = 0; warmUp < 8; warmUp += 1) this.next();
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return x >>> 0;
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    return Math.floor((this.next() / 0x1_0000_0000) * below);
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** True in `percent` of a hundred draws. */
  percent(percent: number): boolean {
    return this.next() < percent * 42_949_672.96;
  }

  /** One of `values`, all equally likely. Throws when there are none. */
  pick<T>(values: readonly T[]): T {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('Nothing to pick from.');
    return value;
  }
}
