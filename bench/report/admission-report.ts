// The table and targets of admission.
import type { Rounds, Sample } from '../measures/sample.js';
import { spreadOf } from '../measures/spread.js';
import type { Spread } from '../measures/spread.js';
import type { Variant } from '../processes/web-server.js';
import type { Section } from './cold-report.js';
import { micros, ratio } from './figures.js';
import { ratioOf, sampleRows, SAMPLE_HEAD } from './sample-rows.js';
import { table } from './table.js';

/** The lower of throughput and CPU ratio is judged: where the generator is the limit, throughput flatters. */
export function admissionReport(rounds: Rounds<Variant>): Section {
  const { bare, guarded, unguarded } = rounds;
  const throughput = ratioOf(guarded, bare, ({ perSecond }) => perSecond);
  const cpu = ratioOf(guarded, bare, ({ cpuMicros }) => 1 / cpuMicros);
  const auth = addedTo(unguarded, guarded);
  return {
    text: [
      '## Admission in front of a constant body',
      '',
      table(SAMPLE_HEAD, sampleRows(rounds)),
      '',
      `Guarded / bare: ${ratio(throughput)} of its throughput, ${ratio(cpu)} by CPU per request.`,
      `Authentication and scope, in µs of CPU per request more than unguarded: ${micros(auth)} of a token that was ` +
        `verified before, ${micros(addedTo(unguarded, rounds['API key']))} of such an API key, ` +
        `${micros(addedTo(unguarded, rounds['fresh token']))} of a token that is verified anew.`,
    ].join('\n'),
    targets: [
      {
        name: 'guarded against bare Fastify, the lower of throughput and CPU',
        value: Math.min(throughput.median, cpu.median),
        bound: 0.5,
        kind: 'at least',
        unit: '×',
      },
      {
        name: 'CPU of authentication and scope, token verified before',
        value: auth.median,
        bound: 15,
        kind: 'at most',
        unit: 'µs',
      },
    ],
  };
}

/** Round by round. */
function addedTo(unguarded: readonly Sample[], guarded: readonly Sample[]): Spread {
  return spreadOf(guarded.map(({ cpuMicros }, round) => cpuMicros - (unguarded[round]?.cpuMicros ?? NaN)));
}
