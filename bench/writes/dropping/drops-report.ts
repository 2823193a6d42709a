// What became of a fixed rate of records in files, and what must hold.
import type { Section } from '../../report/cold-report.js';
import { table } from '../../report/table.js';
import { RATE, SECONDS } from './measure-drops.js';
import type { DropsSeen } from './measure-drops.js';

/** Share of what arrives that may stay behind; more than that, and the backlog has no end. */
const BEHIND = 0.05;
/** Two batches may be under way when the load ends. */
const DELIVERED_SECONDS = 10;

/** One run. */
export function dropsReport(seen: DropsSeen): Section {
  const { accepted, seconds, backlog, lastDelivered, lastSettled, end, cpuMicros } = seen;
  const third = Math.floor(backlog.length / 3);
  const [first, last] = [mean(backlog.slice(0, third)), mean(backlog.slice(-third))];
  const behind = (last - first) / (backlog.length - third) / RATE;
  const rows = [
    ['records accepted', `${accepted} in ${seconds.toFixed(1)} s`],
    ['not delivered yet, mean of the first third', first.toFixed(0)],
    ['not delivered yet, mean of the last third', last.toFixed(0)],
    ['last one delivered after the last request', `${lastDelivered.toFixed(1)} s`],
    ['last one settled after the last request', `${lastSettled.toFixed(1)} s`],
    ['succeeded / refused by the ERP', `${end.succeeded} / ${end.refused}`],
    ['CPU of the gateway per record, from request to settlement', `${cpuMicros.toFixed(0)} µs`],
  ];
  return {
    text: [
      `## File drops: ${RATE} records/s for ${SECONDS} s on one channel`,
      '',
      table(['what', 'seen'], rows),
      '',
      `Not delivered yet, second by second: ${backlog.join(' ')}`,
    ].join('\n'),
    targets: [
      {
        name: 'drops: rate kept by the generator',
        value: accepted / seconds,
        bound: RATE,
        kind: 'at least',
        unit: '/s',
      },
      { name: 'drops: share of records left behind', value: behind, bound: BEHIND, kind: 'at most', unit: '' },
      { name: 'drops: last delivered', value: lastDelivered, bound: DELIVERED_SECONDS, kind: 'at most', unit: 's' },
    ],
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
