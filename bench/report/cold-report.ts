// The tables and targets of cold reads.
import type { ColdVariant } from '../measures/cold-read.js';
import type { Observed } from '../measures/foreign-work.js';
import type { Rounds } from '../measures/sample.js';
import { spreadOf } from '../measures/spread.js';
import { millis, ratio } from './figures.js';
import { isDisturbed, machineLine } from './disturbance.js';
import { ratioOf, sampleRows, SAMPLE_HEAD } from './sample-rows.js';
import { table } from './table.js';
import type { Target } from './targets.js';

/** What one part of the report is: text for people, targets for the exit code. */
export interface Section {
  readonly text: string;
  readonly targets: readonly Target[];
}

/** One kind of cold read. */
export function coldReport(title: string, { result: rounds, foreign }: Observed<Rounds<ColdVariant>>): Section {
  const throughput = ratioOf(rounds.gateway, rounds['driver + JSON'], ({ perSecond }) => perSecond);
  const added = rounds.gateway.map(
    ({ cpuMicros }, round) => (cpuMicros - (rounds['driver + JSON'][round]?.cpuMicros ?? NaN)) / 1000,
  );
  const addedMs = spreadOf(added);
  return {
    text: [
      `## Cold read: ${title}`,
      '',
      table(SAMPLE_HEAD, sampleRows(rounds)),
      '',
      `Gateway / driver + JSON: ${ratio(throughput)} of its throughput, ${millis(addedMs)} more CPU per request.`,
      machineLine(foreign),
    ].join('\n'),
    targets: [
      {
        name: `${title}: throughput against driver + JSON`,
        value: isDisturbed(foreign) ? NaN : throughput.median,
        bound: 0.9,
        kind: 'at least',
        unit: '×',
      },
      { name: `${title}: CPU added to driver + JSON`, value: addedMs.median, bound: 0.1, kind: 'at most', unit: 'ms' },
    ],
  };
}
