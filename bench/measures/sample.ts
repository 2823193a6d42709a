// One measurement of one variant, and the rounds in which variants take turns.
import type { Usage } from '../processes/answer.js';
import type { MeasuredProcess } from '../processes/measured-process.js';

/** What one round of one variant gave. */
export interface Sample {
  readonly perSecond: number;
  /** Of the measured process alone, per request. */
  readonly cpuMicros: number;
  /** Share of one core that the measured process used; near 1 means that it was the limit itself. */
  readonly busy: number;
}

/** Requests and the time they took. */
export interface Done {
  readonly requests: number;
  readonly seconds: number;
}

/** A variant by name, and how to measure it once for so many seconds. */
export type Variants<Name extends string> = Readonly<Record<Name, (seconds: number) => Promise<Sample>>>;

/** All samples by variant; the n-th of each belong to the same round. */
export type Rounds<Name extends string> = Readonly<Record<Name, readonly Sample[]>>;

/** How long and how often. */
export interface Patience {
  readonly rounds: number;
  readonly seconds: number;
}

/** Seconds that every variant runs before its first sample, so that the code is compiled and connections are open. */
const WARM_UP_SECONDS = 2;

/** Runs something and charges its cost to one process. */
export async function sample(of: MeasuredProcess, run: () => Promise<Done>): Promise<Sample> {
  const before: Usage = await of.usage();
  const startedAt = performance.now();
  const { requests, seconds } = await run();
  const wallMicros = (performance.now() - startedAt) * 1000;
  const spent = (await of.usage()).cpuMicros - before.cpuMicros;
  return { perSecond: requests / seconds, cpuMicros: spent / requests, busy: spent / wallMicros };
}

/** Every variant once per round; every other round in the opposite order, so that a drift of the machine hits all alike. */
export async function alternate<Name extends string>(
  variants: Variants<Name>,
  { rounds, seconds }: Patience,
): Promise<Rounds<Name>> {
  const names = Object.keys(variants) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<Name, Sample[]>;
  for (const name of names) await variants[name](WARM_UP_SECONDS);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      samples[name].push(await variants[name](seconds));
    }
  }
  return samples;
}
