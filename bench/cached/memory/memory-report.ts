// What kept answers really take.
import type { Section } from '../../report/cold-report.js';
import { table } from '../../report/table.js';
import { ANSWERS } from './measure-memory.js';
import type { MemorySeen } from './measure-memory.js';

/** Memory against the bytes allowed. */
const BOUND = 1.1;

export function cacheMemoryReport(seen: readonly MemorySeen[]): Section {
  const shares = seen.map(({ grownBytes, state }) => grownBytes / state.maxBytes);
  const rows = seen.map(({ kind, grownBytes, state }, at) => [
    kind,
    `${state.entries}`,
    megabytes(state.maxBytes),
    megabytes(state.bytes),
    megabytes(grownBytes),
    `${(shares[at] ?? NaN).toFixed(2)} ×`,
  ]);
  return {
    text: [
      `## Memory of the cache after ${ANSWERS} answers`,
      '',
      table(['answers', 'kept', 'MB allowed', 'MB counted', 'MB of memory', 'memory / allowed'], rows),
    ].join('\n'),
    targets: [
      {
        name: `memory of ${ANSWERS} cached answers against the bytes allowed`,
        ...{ value: Math.max(...shares), bound: BOUND, kind: 'at most', unit: '×' },
      },
    ],
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
