// What a black hole behind the gateway does to those who are answered from its cache.
import { spreadOf } from '../../measures/spread.js';
import type { Section } from '../../report/cold-report.js';
import { millis, ratio } from '../../report/figures.js';
import { table } from '../../report/table.js';
import { OTHERS_RATE, RATE } from './measure-outage.js';
import type { OutageRounds, PacedLatency } from './measure-outage.js';

/** How much later a cached answer may come. */
const BOUND = 1.2;

export function outageReport({ healthy, blackHoled }: OutageRounds): Section {
  const later = spreadOf(blackHoled.map(({ p99 }, round) => p99 / (healthy[round]?.p99 ?? NaN)));
  const row = (name: string, rounds: readonly PacedLatency[]): readonly string[] => [
    name,
    millis(spreadOf(rounds.map(({ p50 }) => p50))),
    millis(spreadOf(rounds.map(({ p99 }) => p99))),
  ];
  return {
    text: [
      `## Cached list at ${RATE} requests/s, the ERP a black hole`,
      '',
      table(['the ERP', 'p50', 'p99'], [row('is well', healthy), row('is a black hole', blackHoled)]),
      '',
      `Black hole / well: ${ratio(later)} of the p99, with ${OTHERS_RATE} requests/s for what is not kept beside it.`,
    ].join('\n'),
    targets: [
      {
        name: 'p99 of a cached list: ERP a black hole against well',
        ...{ value: later.median, bound: BOUND, kind: 'at most', unit: '×' },
      },
    ],
  };
}
