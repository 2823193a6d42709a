// What is known of the sources: asked in turn, and at once when a connection was refused.
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { ReadPlan } from '../../legacy/read-plan.js';
import { Source } from '../../legacy/source.port.js';
import type { Explanation, SourceState } from '../../legacy/source.port.js';
import { Lane } from '../../protection/lane.js';
import { SourceProbes } from './source-probes.js';

class AskedSource extends Source {
  asked = 0;
  state: SourceState = { kind: 'ready' };

  read(): Promise<void> {
    return Promise.resolve();
  }

  probe(): Promise<SourceState> {
    this.asked += 1;
    return Promise.resolve(this.state);
  }

  describe(): Promise<readonly []> {
    return Promise.resolve([]);
  }

  explain(plan: ReadPlan): Explanation {
    return { text: plan.kind, parameters: [] };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const AWAY: SourceState = { kind: 'unavailable', advice: 'Start it.' };
const REFUSED = { kind: 'connection-refused', source: 'replica', fault: 'not-read-only', advice: 'No.' } as const;

interface Bench {
  readonly source: AskedSource;
  readonly probes: SourceProbes;
  /** How often the source was asked once so much time has passed. */
  readonly after: (ms: number) => Promise<number>;
}

async function bench(): Promise<Bench> {
  const clock = new ManualClock();
  const source = new AskedSource();
  const lane = new Lane({ name: 'replica', concurrency: 1, queue: 1, waitMs: 100 }, clock, () => undefined);
  const outside = { sources: new Map([['replica', source]]), lanes: new Map([['replica', lane]]), clock };
  const probes = new SourceProbes(outside, new Map());
  await probes.run();
  const after = async (ms: number): Promise<number> => {
    clock.advance(ms);
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    return source.asked;
  };
  return { source, probes, after };
}

describe('a source', () => {
  it('that is well is asked every 15 seconds, one that is not every two', async () => {
    const { source, probes, after } = await bench();
    expect(await after(14_999)).toBe(1);
    source.state = AWAY;
    expect(await after(1)).toBe(2);
    expect(probes.states().get('replica')).toEqual(AWAY);
    expect(await after(2_000)).toBe(3);
  });

  it('is asked at once when it has refused a connection', async () => {
    const { source, probes, after } = await bench();
    await after(5_000);
    source.state = AWAY;
    probes.notice(REFUSED);
    expect(await after(0)).toBe(2);
    expect(probes.states().get('replica')).toEqual(AWAY);
  });

  it('is not asked more often than every two seconds, however many connections it refuses', async () => {
    const { probes, after } = await bench();
    for (let index = 0; index < 10; index++) probes.notice(REFUSED);
    expect(await after(1_999)).toBe(1);
    expect(await after(1)).toBe(2);
    probes.notice(REFUSED);
    expect(await after(1_000)).toBe(2);
  });

  it('is not asked any more once the probes have stopped', async () => {
    const { probes, after } = await bench();
    probes.stop();
    probes.notice(REFUSED);
    expect(await after(60_000)).toBe(1);
  });
});
