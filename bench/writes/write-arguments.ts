// The command line of the benchmark of writes: which parts, and how long and how often as in the other benchmark.
import { readArguments } from '../arguments.js';
import type { BenchArguments } from '../arguments.js';

export const PARTS = ['accepts', 'size', 'drops'] as const;

/** One part of the benchmark. */
export type Part = (typeof PARTS)[number];

export interface WriteArguments {
  /** All of them when none was named. */
  readonly parts: ReadonlySet<Part>;
  readonly patience: BenchArguments;
}

/** Reads them; throws one sentence that names every fault. */
export function readWriteArguments(args: readonly string[]): WriteArguments {
  const named = PARTS.filter((part) => args.includes(part));
  const patience = readArguments(args.filter((arg) => !named.includes(arg as Part)));
  return { parts: new Set(named.length === 0 ? PARTS : named), patience };
}
