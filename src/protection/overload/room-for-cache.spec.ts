// A cache that cannot fit is said to at the start.
import { describe, expect, it } from '@jest/globals';
import type { Observation } from '../../observability/observation.js';
import { warnOfLargeCache } from './room-for-cache.js';

const MIB = 1_048_576;

function warnings(cacheMib: number, memoryMib: number): readonly string[] {
  const told: Observation[] = [];
  warnOfLargeCache(cacheMib * MIB, memoryMib * MIB, (it) => told.push(it));
  return told.map((it) => (it.kind === 'warning' ? it.text : it.kind));
}

describe('a cache', () => {
  it('that does not fit into memory beside the gateway is warned of, with the numbers', () => {
    expect(warnings(128, 384)).toEqual([expect.stringMatching(/128 MiB .*384 MiB .*about 51 MiB/)]);
  });

  it('that fits, that is off, or of a process without a limit is not', () => {
    expect([warnings(128, 512), warnings(0, 100), warnings(65_536, Infinity)]).toEqual([[], [], []]);
  });
});
