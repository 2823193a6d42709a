// The tables and targets of accepted writes.
import { spreadOf } from '../../measures/spread.js';
import type { Section } from '../../report/cold-report.js';
import { isDisturbed, machineLine } from '../../report/disturbance.js';
import { ratio } from '../../report/figures.js';
import { ratioOf, sampleRows, SAMPLE_HEAD } from '../../report/sample-rows.js';
import { table } from '../../report/table.js';
import type { Target } from '../../report/targets.js';
import type { Kept } from './accept-process.js';
import type { AcceptRounds } from './measure-accepts.js';
import { LONGER_SYNC_MS, SLOW_CONNECTIONS } from './slow-disk.js';
import type { SlowRounds } from './slow-disk.js';
import type { AcceptVariant } from './stores.js';

/** What must hold, by the number of connections: the gateway against another variant. */
const BOUNDS: Readonly<Record<number, Partial<Record<AcceptVariant, number>>>> = {
  1: { single: 0.6 },
  64: { single: 5, nothing: 0.6 },
};
const LOOP_DELAY_MS = 10;
const JUDGED_CONNECTIONS = 64;

/** One number of connections. */
export function acceptReport({ connections, rounds, foreign, loopDelays }: AcceptRounds): Section {
  const against = (other: AcceptVariant) => ratioOf(rounds.gateway, rounds[other], ({ perSecond }) => perSecond);
  const [single, nothing] = [against('single'), against('nothing')];
  const cpu = ratioOf(rounds.gateway, rounds.nothing, ({ cpuMicros }) => 1 / cpuMicros);
  const delays = Object.entries(loopDelays).map(([variant, all]) => `${variant} ${spreadOf(all).median.toFixed(1)} ms`);
  const judged = (measured: number): number => (isDisturbed(foreign) ? NaN : measured);
  const ratios = { single: judged(single.median), nothing: judged(nothing.median) };
  return {
    text: [
      `## Durable accepts, ${connections} ${connections === 1 ? 'connection' : 'connections'}`,
      '',
      table(SAMPLE_HEAD, sampleRows(rounds)),
      '',
      `Gateway / single: ${ratio(single)}. Gateway / nothing: ${ratio(nothing)}, by CPU ${ratio(cpu)}.`,
      `Event loop of the main thread late by, p99: ${delays.join(', ')}.`,
      machineLine(foreign),
    ].join('\n'),
    targets: [...ratioTargets(connections, ratios), ...delayTargets(connections, spreadOf(loopDelays.gateway).median)],
  };
}

function ratioTargets(connections: number, ratios: Partial<Record<AcceptVariant, number>>): Target[] {
  return Object.entries(BOUNDS[connections] ?? {}).map(([variant, bound]) => ({
    name: `accepts at ${connections}: gateway against ${variant}`,
    value: ratios[variant as AcceptVariant] ?? NaN,
    ...{ bound, kind: 'at least', unit: '×' },
  }));
}

function delayTargets(connections: number, value: number): Target[] {
  if (connections !== JUDGED_CONNECTIONS) return [];
  const name = `accepts at ${connections}: p99 delay of the main thread's event loop`;
  return [{ name, value, bound: LOOP_DELAY_MS, kind: 'at most', unit: 'ms' }];
}

/** The same on a slower disk. */
export function slowDiskReport({ rounds, foreign, kept }: SlowRounds): Section {
  const single = ratioOf(rounds.gateway, rounds.single, ({ perSecond }) => perSecond);
  const value = isDisturbed(foreign) ? NaN : single.median;
  const name = `accepts at ${SLOW_CONNECTIONS}, each sync ${LONGER_SYNC_MS} ms longer: gateway against single`;
  return {
    text: [
      `## Durable accepts, ${SLOW_CONNECTIONS} connections, each sync ${LONGER_SYNC_MS} ms longer`,
      '',
      'Not this disk: strace holds up every sync of both, as a network disk would.',
      '',
      table(SAMPLE_HEAD, sampleRows(rounds)),
      '',
      `Gateway / single: ${ratio(single)}.`,
      machineLine(foreign),
      keptReport(kept),
    ].join('\n'),
    targets: [{ name, value, bound: BOUNDS[SLOW_CONNECTIONS]?.single ?? NaN, kind: 'at least', unit: '×' }],
  };
}

/** What is said where it cannot be measured. */
export const SLOW_DISK_SKIPPED =
  `## Durable accepts, ${SLOW_CONNECTIONS} connections, each sync ${LONGER_SYNC_MS} ms longer\n\n` +
  'SKIPPED: it needs strace, and leave to watch other processes with it.';

/** Throws when a store has kept more or fewer commands than it acknowledged: nothing else counts then. */
export function keptReport(all: readonly Kept[]): string {
  const wrong = all.filter(({ accepted, rows }) => accepted !== rows);
  if (wrong.length > 0) throw new Error(`rows are not what was accepted: ${JSON.stringify(wrong)}`);
  return `Rows = answers of 202: ${all.map(({ variant, rows }) => `${variant} ${rows}`).join(', ')}.`;
}
