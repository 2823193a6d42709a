// What every throughput table shows, and the ratio of two variants.
import type { Rounds, Sample } from '../measures/sample.js';
import { spreadOf } from '../measures/spread.js';
import type { Spread } from '../measures/spread.js';
import { count, micros, percent } from './figures.js';

export const SAMPLE_HEAD = ['variant', 'requests/s', 'CPU µs/request', 'of a core'];

/** One row per variant: medians with least and most. */
export function sampleRows(rounds: Rounds<string>): readonly (readonly string[])[] {
  return Object.entries(rounds).map(([name, samples]) => [
    name,
    count(spreadOf(samples.map(({ perSecond }) => perSecond))),
    micros(spreadOf(samples.map(({ cpuMicros }) => cpuMicros))),
    percent(spreadOf(samples.map(({ busy }) => busy))),
  ]);
}

/** Round by round, so that both were measured on the same machine in the same minute. */
export function ratioOf(
  samples: readonly Sample[],
  baseline: readonly Sample[],
  value: (sample: Sample) => number,
): Spread {
  return spreadOf(samples.map((sample, round) => value(sample) / valueOr(baseline[round], value)));
}

function valueOr(sample: Sample | undefined, value: (sample: Sample) => number): number {
  return sample === undefined ? NaN : value(sample);
}
