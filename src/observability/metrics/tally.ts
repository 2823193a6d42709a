// Counts in memory what is counted with every request, and hands the sums to a counter when somebody looks.
// It must never be given a label that is not bounded: each set of labels is kept for good.
import type { Counter } from 'prom-client';

interface Sum<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  pending: number;
}

interface Branch<Label extends string> {
  readonly next: Map<string, Branch<Label>>;
  sum: Sum<Label> | undefined;
}

/** In front of one counter, which would join and compare all labels anew each time. */
export class Tally<Label extends string> {
  readonly #root: Branch<Label> = { next: new Map(), sum: undefined };
  readonly #sums: Sum<Label>[] = [];

  /** `names` says in which order the values of the labels are given. */
  constructor(
    private readonly counter: Pick<Counter<Label>, 'inc'>,
    private readonly names: readonly Label[],
  ) {}

  /** Counts `by` more. */
  add(values: readonly string[], by = 1): void {
    let branch = this.#root;
    for (const value of values) branch = branch.next.get(value) ?? grown(branch, value);
    branch.sum ??= this.#begin(values);
    branch.sum.pending += by;
  }

  /** To be called before the counter is read. */
  flush(): void {
    for (const sum of this.#sums) {
      if (sum.pending > 0) this.counter.inc(sum.labels, sum.pending);
      sum.pending = 0;
    }
  }

  #begin(values: readonly string[]): Sum<Label> {
    const labels = Object.fromEntries(this.names.map((name, index) => [name, values[index] ?? '']));
    const sum = { labels: labels as Record<Label, string>, pending: 0 };
    this.#sums.push(sum);
    return sum;
  }
}

function grown<Label extends string>({ next }: Branch<Label>, value: string): Branch<Label> {
  const branch: Branch<Label> = { next: new Map(), sum: undefined };
  next.set(value, branch);
  return branch;
}
