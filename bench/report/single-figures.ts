// The parts of the report that are a sentence and a bound: latency, start-up, memory.
import type { Latency } from '../measures/latency.js';
import { RATE } from '../measures/latency.js';
import type { StartUp } from '../measures/start-up.js';
import type { Section } from './cold-report.js';
import { seconds } from './figures.js';

/** At a fixed rate. */
export function latencyReport({ requests, p50, p99, most }: Latency): Section {
  const figures = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${most.toFixed(1)} ms`;
  return {
    text: `## Cold list at ${RATE} requests/s\n\n${figures}, of ${requests} requests.`,
    targets: [
      { name: `p99 of a cold list at ${RATE} requests/s`, value: p99, bound: 200, kind: 'at most', unit: 'ms' },
    ],
  };
}

/** Of the whole of `npm start` without the build. */
export function startUpReport({ first, again }: StartUp): Section {
  const inSeconds = { median: again.median / 1000, least: again.least / 1000, most: again.most / 1000 };
  return {
    text: `## Start to ready\n\nFirst time, data grown: ${(first / 1000).toFixed(2)} s. Again: ${seconds(inSeconds)}.`,
    targets: [
      { name: 'first start to ready', value: first / 1000, bound: 5, kind: 'at most', unit: 's' },
      { name: 'start to ready with data in place', value: inSeconds.median, bound: 3, kind: 'at most', unit: 's' },
    ],
  };
}

/** Of the gateway when everything else is over. */
export function memoryReport(residentBytes: number): Section {
  const megabytes = residentBytes / 1_000_000;
  return {
    text: `## Memory\n\nThe gateway after the run: ${megabytes.toFixed(0)} MB resident.`,
    targets: [{ name: 'resident memory of the gateway', value: megabytes, bound: 250, kind: 'at most', unit: 'MB' }],
  };
}
