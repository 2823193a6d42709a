// What is known of the channels: asked through their lanes, and not at all while a person holds them.
import { expect, it } from '@jest/globals';
import { MemoryChannel } from '../../../adapters/memory/memory-channel.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { SourceState } from '../../legacy/source.port.js';
import type { Observation } from '../../observability/observation.js';
import { Breaker } from '../../protection/breaker/breaker.js';
import { Lane } from '../../protection/lanes/lane.js';
import { ChannelProbes } from './channel-probes.js';

class AskedChannel extends MemoryChannel {
  asked = 0;

  override probe(): Promise<SourceState> {
    this.asked += 1;
    return super.probe();
  }
}

const BREAKER = { failures: 0.5, of: 2, openMs: 5_000, slowMs: 4_000, windowMs: 30_000 };

function fixture() {
  const clock = new ManualClock();
  const seen: Observation[] = [];
  const observe = (each: Observation): void => void seen.push(each);
  const channel = new AskedChannel([]);
  const keep = () => Promise.resolve();
  const breaker = new Breaker({ name: 'procedures', limits: BREAKER, clock, observe, keep });
  const lane = new Lane({ name: 'procedures', concurrency: 1, queue: 0, waitMs: 0 }, clock, observe, { breaker });
  const writing = {
    channels: new Map([['procedures', channel]]),
    ...{ drops: new Map(), lanes: new Map([['procedures', lane]]), breakers: new Map([['procedures', breaker]]) },
    close: () => Promise.resolve(),
  };
  const probes = new ChannelProbes(writing, new Map(), clock);
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 1_000) {
      clock.advance(Math.min(1_000, left));
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    }
  };
  return { channel, breaker, probes, seen, pass };
}

it('a channel is asked at once, and one that a dead process left busy when that is over', async () => {
  const [free, busy] = [fixture(), fixture()];
  free.probes.runAfter(new Map());
  busy.probes.runAfter(new Map([['procedures', 5_000]]));
  await Promise.all([free.pass(1), busy.pass(4_999)]);
  expect([free.channel.asked, busy.channel.asked]).toEqual([1, 0]);
  await busy.pass(1);
  expect(busy.channel.asked).toBe(1);
});

it('a channel that is held is not asked, nor is anybody turned away at its lane, until it is released', async () => {
  const { channel, breaker, probes, seen, pass } = fixture();
  probes.runAfter(new Map());
  await pass(1);
  await breaker.hold({ by: 'anna', reason: 'moving', at: '2026-11-20T12:00:00.000Z' });
  await pass(60_000);
  expect([channel.asked, seen.filter(({ kind }) => kind === 'lane-refused')]).toEqual([1, []]);
  expect(probes.warnings()).toEqual([expect.stringContaining('held by anna')]);
  await breaker.release();
  await pass(5_000);
  expect(channel.asked).toBeGreaterThan(1);
});
