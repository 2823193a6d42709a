// The table and targets of cached reads.
import { isDisturbed, machineLine } from '../../report/disturbance.js';
import type { Section } from '../../report/cold-report.js';
import { millis, ratio } from '../../report/figures.js';
import { ratioOf, sampleRows, SAMPLE_HEAD } from '../../report/sample-rows.js';
import { table } from '../../report/table.js';
import type { Observed } from '../../measures/foreign-work.js';
import type { Sample } from '../../measures/sample.js';
import { spreadOf } from '../../measures/spread.js';
import { CONNECTIONS } from './measure-hits.js';
import type { HitRounds } from './measure-hits.js';

/** What must hold: shares of what bare Fastify does, and milliseconds. */
const CACHED = 0.55;
const NOT_MODIFIED = 0.75;
const LOOP_DELAY_MS = 30;

export function hitsReport({ result: { rounds, loopDelays, bytes }, foreign }: Observed<HitRounds>): Section {
  const late = spreadOf(loopDelays);
  const cached = against(rounds.cached, rounds.bare);
  const notModified = against(rounds['not modified'], rounds.bare);
  const judged = (measured: number): number => (isDisturbed(foreign) ? NaN : measured);
  return {
    text: [
      `## Cached read: list of 50 orders, ${CONNECTIONS} connections`,
      '',
      table(SAMPLE_HEAD, sampleRows(rounds)),
      '',
      `Of ${bytes} bytes each. Cached / bare: ${cached.text}. Not modified / bare: ${notModified.text}.`,
      `Event loop of the gateway late by, p99 while cached: ${millis(late)}.`,
      machineLine(foreign),
    ].join('\n'),
    targets: [
      atLeast('cached list against bare Fastify, the lower of throughput and CPU', judged(cached.lower), CACHED),
      atLeast('the same answered 304, the lower of both', judged(notModified.lower), NOT_MODIFIED),
      {
        name: `cached list at ${CONNECTIONS} connections: p99 delay of the event loop`,
        ...{ value: late.median, bound: LOOP_DELAY_MS, kind: 'at most', unit: 'ms' },
      },
    ],
  };
}

/** Where the generator is the limit, throughput flatters: the lower of the two is judged. */
function against(samples: readonly Sample[], bare: readonly Sample[]) {
  const throughput = ratioOf(samples, bare, ({ perSecond }) => perSecond);
  const cpu = ratioOf(samples, bare, ({ cpuMicros }) => 1 / cpuMicros);
  return {
    lower: Math.min(throughput.median, cpu.median),
    text: `${ratio(throughput)} of its throughput, ${ratio(cpu)} by CPU per request`,
  };
}

function atLeast(name: string, value: number, bound: number) {
  return { name, value, bound, kind: 'at least', unit: '×' } as const;
}
