// The command line of the benchmark.
import { parseArgs } from 'node:util';

export interface BenchArguments {
  /** Rounds of every comparison. */
  readonly rounds: number;
  /** Seconds of one variant in one round. */
  readonly seconds: number;
}

const OPTIONS = { rounds: { type: 'string', default: '4' }, seconds: { type: 'string', default: '3' } } as const;
const MOST = 60;

/** Reads them; throws one sentence that names every fault. */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  const faults = Object.entries(values).flatMap(([name, text]) =>
    /^[1-9]\d?$/.test(text) && Number(text) <= MOST
      ? []
      : [`--${name} must be a whole number from 1 to ${MOST}, not ${text}`],
  );
  if (faults.length > 0) throw new Error(faults.join('; '));
  return { rounds: Number(values.rounds), seconds: Number(values.seconds) };
}
