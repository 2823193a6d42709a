// The note that a lane is busy: on disk before anything is sent, and not written for every statement.
import { describe, expect, it } from '@jest/globals';
import { MemoryBusyLanes } from '../../../adapters/memory/busy-lanes.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import type { BusyMark } from './busy-lanes.port.js';
import { BusyNote, IDLE_MS } from './busy-note.js';
import { Lane } from './lane.js';

class CountedMarks extends MemoryBusyLanes {
  marked = 0;
  fails = false;

  override async mark(mark: BusyMark): Promise<void> {
    this.marked += 1;
    if (this.fails) throw new Error('the disk is full');
    await super.mark(mark);
  }
}

function fixture() {
  const clock = new ManualClock();
  const marks = new CountedMarks();
  const seen: Observation[] = [];
  const mark = { lane: 'replica', mayRunMs: 7_000 };
  const note = new BusyNote({ mark, marks, clock, observe: (each) => seen.push(each) });
  const bounds = { name: 'replica', concurrency: 4, queue: 0, waitMs: 1_000 };
  return { clock, marks, seen, note, lane: new Lane(bounds, clock, () => undefined, { note }) };
}

const { signal } = new AbortController();
const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('the note of a busy lane', () => {
  it('is on disk before the first statement is sent', async () => {
    const { lane, marks } = fixture();
    await lane.run(signal, async () => expect(await marks.load()).toEqual([{ lane: 'replica', mayRunMs: 7_000 }]));
    expect.assertions(1);
  });

  it('is written once for many statements, also for those that begin at the same moment', async () => {
    const { lane, marks, clock } = fixture();
    for (let index = 0; index < 10; index += 1) {
      await Promise.all([1, 2, 3].map(() => lane.run(signal, () => Promise.resolve())));
      clock.advance(IDLE_MS / 2);
    }
    expect(marks.marked).toBe(1);
  });

  it('goes away once the lane was idle for a while, and is there again before the next statement', async () => {
    const { lane, marks, clock } = fixture();
    await lane.run(signal, () => Promise.resolve());
    clock.advance(IDLE_MS - 1);
    await turns();
    expect(await marks.load()).toHaveLength(1);
    clock.advance(1);
    await turns();
    expect(await marks.load()).toEqual([]);
    await lane.run(signal, async () => expect(await marks.load()).toHaveLength(1));
  });

  it('stays under a statement that began in that while, however long it takes', async () => {
    const { lane, marks, clock } = fixture();
    await lane.run(signal, () => Promise.resolve());
    clock.advance(IDLE_MS / 2);
    await lane.run(signal, async () => {
      clock.advance(IDLE_MS * 10);
      await turns();
      expect(await marks.load()).toHaveLength(1);
    });
    expect.assertions(1);
  });

  it('stays while a slot is kept for a statement whose connection is gone', async () => {
    const { note, marks, clock } = fixture();
    const bounds = { name: 'replica', concurrency: 4, queue: 0, waitMs: 1_000, graceMs: 60_000 };
    const lane = new Lane(bounds, clock, () => undefined, { note });
    await lane.run(signal, async (_signal, slot) => slot.mayRunOn());
    clock.advance(IDLE_MS * 2);
    await turns();
    expect(await marks.load()).toHaveLength(1);
  });

  it('that cannot be written is told, and callers are served all the same', async () => {
    const { lane, marks, seen } = fixture();
    marks.fails = true;
    expect(await lane.run(signal, () => Promise.resolve(7))).toBe(7);
    expect(seen).toMatchObject([
      { kind: 'warning', topic: 'protection', text: expect.stringContaining('disk is full') },
    ]);
  });

  it('is never taken away under a statement that began while it was being taken away', async () => {
    const { lane, marks, clock, note } = fixture();
    await lane.run(signal, () => Promise.resolve());
    clock.advance(IDLE_MS);
    await lane.run(signal, async () => {
      await turns();
      expect(await marks.load()).toHaveLength(1);
    });
    await note.clear();
    expect(await marks.load()).toEqual([]);
  });
});
