// A lane in a closed time of the calendar: nothing at all begins, whoever asks, and everything does once it is over.
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import { Lane } from './lane.js';

const { signal } = new AbortController();
const done = () => Promise.resolve('done');

function fixture() {
  const clock = new ManualClock();
  const window = { from: clock.now() + 1_000, until: clock.now() + 61_000 };
  const closed = (now: number) => (now >= window.from && now < window.until ? window : undefined);
  const bounds = { name: 'replica', concurrency: 1, queue: 4, waitMs: 60_000 };
  return { clock, lane: new Lane(bounds, clock, () => undefined, { closed }) };
}

describe('a lane in a closed time', () => {
  it('lets nobody through, no probe either, and says when it opens', async () => {
    const { clock, lane } = fixture();
    expect([await lane.run(signal, done), lane.shut()]).toEqual(['done', undefined]);
    clock.advance(1_500);
    for (const use of [{}, { bulk: true }, { probe: true }]) {
      await expect(lane.run(signal, done, use)).rejects.toMatchObject({ code: 'source-closed', retryAfterSeconds: 60 });
    }
    expect(lane.shut()).toEqual({ why: 'closed', forMs: 59_500 });
    clock.advance(59_500);
    expect([await lane.run(signal, done), lane.shut()]).toEqual(['done', undefined]);
  });

  it('finishes what is running, and begins nothing that waited for its slot', async () => {
    const { clock, lane } = fixture();
    const gate = Promise.withResolvers<string>();
    const running = lane.run(signal, () => gate.promise);
    const waiting = lane.run(signal, done);
    const refused = expect(waiting).rejects.toMatchObject({ code: 'source-closed' });
    clock.advance(1_000);
    gate.resolve('done');
    expect(await running).toBe('done');
    await refused;
    expect(lane.state().running).toBe(0);
  });
});
