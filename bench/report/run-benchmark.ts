// The frame of a benchmark: its heading, a folder of its own, every section as it comes, the verdicts at the end.
// It must never leave anything behind.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchArguments } from '../arguments.js';
import type { Section } from './cold-report.js';
import { machine } from './machine.js';
import { verdictOf } from './targets.js';
import type { Target } from './targets.js';
import { verdicts } from './verdicts.js';

/** What the measures of a benchmark work with. */
export interface BenchRun {
  /** Empty at first, removed at the end. */
  readonly folder: string;
  readonly patience: BenchArguments;
  /** Prints a section; its targets count. */
  readonly tell: (section: Section) => void;
}

/** Prints text that has no targets. */
export const print = (text: string): void => void process.stdout.write(`${text}\n\n`);

/** Resolves to the exit code: 1 when a target is missed. */
export async function runBenchmark(
  title: string,
  patience: BenchArguments,
  measure: (run: BenchRun) => Promise<void>,
): Promise<number> {
  print(`# ${title}\n\n${machine()}. ${patience.rounds} rounds of ${patience.seconds} s.`);
  const folder = mkdtempSync(join(tmpdir(), 'banyan-bench-'));
  const targets: Target[] = [];
  const tell = (section: Section): void => {
    print(section.text);
    targets.push(...section.targets);
  };
  try {
    await measure({ folder, patience, tell });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  print(verdicts(targets));
  return targets.some((target) => verdictOf(target) === 'missed') ? 1 : 0;
}
