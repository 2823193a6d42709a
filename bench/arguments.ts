// The command lines of the benchmarks: which parts, how long and how often.
import { parseArgs } from 'node:util';

export interface BenchArguments {
  /** Rounds of every comparison. */
  readonly rounds: number;
  /** Seconds of one variant in one round. */
  readonly seconds: number;
}

/** Numbers by option, and the parts that were named; all of them when none was. */
export interface ChosenParts<Name extends string, Part extends string> {
  readonly numbers: Readonly<Record<Name, number>>;
  readonly parts: ReadonlySet<Part>;
}

/** What every benchmark takes, with what it is when left out. */
export const PATIENCE: Readonly<Record<keyof BenchArguments, number>> = { rounds: 4, seconds: 3 };
const MOST = 60;

/** Reads them; throws one sentence that names every fault. */
export function readArguments<Name extends string, Part extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Name, number>>,
  parts: readonly Part[],
): ChosenParts<Name, Part> {
  const named = parts.filter((part) => args.includes(part));
  const names = Object.keys(defaults) as Name[];
  const options = Object.fromEntries(
    names.map((name) => [name, { type: 'string', default: String(defaults[name]) } as const]),
  );
  const { values } = parseArgs({ args: args.filter((arg) => !named.includes(arg as Part)), options });
  const faults = Object.entries(values).flatMap(([name, text]) =>
    /^[1-9]\d?$/.test(text) && Number(text) <= MOST
      ? []
      : [`--${name} must be a whole number from 1 to ${MOST}, not ${text}`],
  );
  if (faults.length > 0) throw new Error(faults.join('; '));
  const numbers = Object.fromEntries(names.map((name) => [name, Number(values[name])]));
  return { numbers: numbers as Record<Name, number>, parts: new Set(named.length === 0 ? parts : named) };
}
