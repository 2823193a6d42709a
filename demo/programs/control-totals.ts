// The checks that a file as a whole must pass: what its header and trailer say must be what its name and records are.
import { scaledDigits } from '../values/exact-decimal.js';
import { FileFault } from './job-program.js';

/** Digits behind the point that sums are compared with; more than any amount has. */
const scale = 8;
const decimal = /^-?\d+(\.\d+)?$/;

/** Exact sum of decimals with a point; undefined when one of them is none. */
function exactSum(values: readonly string[]): bigint | undefined {
  if (!values.every((value) => decimal.test(value))) return undefined;
  return values.reduce((sum, value) => sum + scaledDigits(value, scale), 0n);
}

/** Collects everything that is wrong with a file. */
export class TotalsCheck {
  readonly #faults: string[] = [];

  /** Notes a fault unless `stands`. */
  that(stands: boolean, fault: string): void {
    if (!stands) this.#faults.push(fault);
  }

  /** What the file says of itself must be the same text. */
  same(what: string, said: string | undefined, expected: string): void {
    this.that(said === expected, `${what} is ${said ?? 'missing'} and must be ${expected}`);
  }

  /** A sum must be that of the values, whatever the zeros behind the point. */
  sum(what: string, said: string | undefined, values: readonly string[]): void {
    const expected = exactSum(values);
    const given = said === undefined ? undefined : exactSum([said]);
    this.that(expected !== undefined, `${what}: a value to add up is no decimal`);
    this.that(
      given !== undefined && given === expected,
      `${what} ${said ?? '(missing)'} is not the sum of the records`,
    );
  }

  /** Throws FileFault with all of it when there was any. */
  done(): void {
    if (this.#faults.length > 0) throw new FileFault(this.#faults);
  }
}
