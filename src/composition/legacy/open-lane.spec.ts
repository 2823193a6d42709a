// The lanes of sources and channels after an unclean end and after a lost connection.
import { describe, expect, it } from '@jest/globals';
import { MemoryBreakers } from '../../../adapters/memory/breaker-memory.js';
import { MemoryBusyLanes } from '../../../adapters/memory/busy-lanes.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import { KeptBreakers } from '../../protection/breaker/kept-breakers.js';
import { openChannelLane, openDropLane, openSourceLane } from './open-lane.js';

const LIMITS = { concurrency: 1, queue: 0, waitMs: 1_000, timeoutMs: 30_000 };
const GRACE_MS = 45_000;
const { signal } = new AbortController();
const done = () => Promise.resolve('done');

async function fixture(left: readonly (readonly [string, number])[] = []) {
  const clock = new ManualClock();
  const busy = new MemoryBusyLanes();
  const seen: Observation[] = [];
  const observe = (each: Observation): void => void seen.push(each);
  const breakers = await KeptBreakers.open(new MemoryBreakers(), observe);
  const parts = { clock, observe, memory: { breakers, busy, leftRunning: new Map(left) } };
  return { clock, busy, parts };
}

describe('the lane of a channel', () => {
  it('is noted before whatever is sent first, be it a question or a probe, for as long as it may run', async () => {
    const { busy, parts } = await fixture();
    const { lane } = openChannelLane('procedures', LIMITS, parts, GRACE_MS);
    const mark = { lane: 'procedures', mayRunMs: LIMITS.timeoutMs + GRACE_MS };
    await lane.run(signal, async () => expect(await busy.load()).toEqual([mark]), { probe: true });
    expect.assertions(1);
  });

  it('lets nobody through until what a dead process left there is over', async () => {
    const { clock, parts } = await fixture([['procedures', 75_000]]);
    const { lane } = openChannelLane('procedures', LIMITS, parts, GRACE_MS);
    expect(lane.shut()).toEqual({ why: 'unclean-end', forMs: 75_000 });
    clock.advance(74_999);
    for (const use of [{}, { probe: true }])
      await expect(lane.run(signal, done, use)).rejects.toMatchObject({ code: 'source-unavailable' });
    clock.advance(1);
    expect(await lane.run(signal, done)).toBe('done');
  });
});

it('the lane of a channel for files notes nothing and waits for nobody: its sessions end with their process', async () => {
  const { busy, parts } = await fixture([['inbox', 75_000]]);
  const { lane } = openDropLane('inbox', LIMITS, parts, GRACE_MS);
  await lane.run(signal, async () => expect(await busy.load()).toEqual([]));
  expect.assertions(1);
});

it.each([
  ['channel', GRACE_MS],
  ['source', 2_000],
] as const)('a lost call of a %s keeps its slot for %d ms', async (kind, graceMs) => {
  const { clock, parts } = await fixture();
  const { lane } =
    kind === 'source' ? openSourceLane('one', LIMITS, parts) : openChannelLane('one', LIMITS, parts, GRACE_MS);
  await lane.run(signal, (_signal, slot) => {
    slot.mayRunOn();
    return Promise.resolve();
  });
  clock.advance(graceMs - 1);
  expect(lane.state().running).toBe(1);
  clock.advance(1);
  expect(lane.state().running).toBe(0);
});
