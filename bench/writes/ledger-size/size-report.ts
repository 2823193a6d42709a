// The tables and targets of a ledger beside a long past.
import type { Observed } from '../../measures/foreign-work.js';
import type { Rounds } from '../../measures/sample.js';
import type { Section } from '../../report/cold-report.js';
import { isDisturbed, machineLine } from '../../report/disturbance.js';
import { ratio } from '../../report/figures.js';
import { ratioOf, sampleRows, SAMPLE_HEAD } from '../../report/sample-rows.js';
import { table } from '../../report/table.js';
import { SETTLED } from './measure-size.js';
import type { LedgerWork, PastVariant } from './measure-size.js';

/** Slower by a fifth at most. */
const BOUND = 0.8;

/** One kind of work. */
export function sizeReport(work: LedgerWork, { result: rounds, foreign }: Observed<Rounds<PastVariant>>): Section {
  const { empty, 'long past': full } = rounds;
  const throughput = ratioOf(full, empty, ({ perSecond }) => perSecond);
  const cpu = ratioOf(full, empty, ({ cpuMicros }) => 1 / cpuMicros);
  const target = (name: string, value: number) =>
    ({ name: `${work} beside ${SETTLED} settled: ${name}`, value, bound: BOUND, kind: 'at least', unit: '×' }) as const;
  return {
    text: [
      `## Ledger alone, ${work}: beside ${SETTLED.toLocaleString('en')} settled commands`,
      '',
      table(SAMPLE_HEAD, sampleRows(rounds)),
      '',
      `Long past / empty: ${ratio(throughput)} of its throughput, ${ratio(cpu)} by CPU.`,
      machineLine(foreign),
    ].join('\n'),
    targets: [target('throughput', isDisturbed(foreign) ? NaN : throughput.median), target('CPU', cpu.median)],
  };
}
