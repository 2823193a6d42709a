// How much of the machine other programs used while something was measured. Where they take part, throughput tells of
// them and not of what is measured.
import { availableParallelism, cpus } from 'node:os';
import type { MeasuredProcess } from '../processes/measured-process.js';

/** What was measured, and the share of all cores that programs outside the benchmark used meanwhile; 0 to 1. */
export interface Observed<Result> {
  readonly result: Result;
  readonly foreign: number;
}

/** Measures with an eye on the machine. `own` are the processes that take part, besides this one. */
export async function observeMachine<Result>(
  own: readonly MeasuredProcess[],
  measure: () => Promise<Result>,
): Promise<Observed<Result>> {
  const before = { all: allMillis(), own: await ownMillis(own), at: performance.now() };
  const result = await measure();
  const foreign = allMillis() - before.all - ((await ownMillis(own)) - before.own);
  const possible = (performance.now() - before.at) * availableParallelism();
  return { result, foreign: Math.max(0, foreign / possible) };
}

/** Busy time of all cores since the machine started. */
function allMillis(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
}

async function ownMillis(own: readonly MeasuredProcess[]): Promise<number> {
  const usages = await Promise.all(own.map((process) => process.usage()));
  const { user, system } = process.cpuUsage();
  return usages.reduce((sum, { cpuMicros }) => sum + cpuMicros, user + system) / 1000;
}
