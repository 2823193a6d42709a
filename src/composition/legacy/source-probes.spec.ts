// What is known of the sources: asked in turn, and at once when a connection was refused.
import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { ReadPlan } from '../../legacy/read-plan.js';
import { SourceFault } from '../../legacy/source-fault.js';
import { Source } from '../../legacy/source.port.js';
import type { Explanation, SourceState } from '../../legacy/source.port.js';
import type { ClosedAt } from '../../protection/lanes/closing.js';
import { Breaker } from '../../protection/breaker/breaker.js';
import { Lane } from '../../protection/lanes/lane.js';
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

async function bench(closed?: ClosedAt): Promise<Bench> {
  const clock = new ManualClock();
  const source = new AskedSource();
  const bounds = { name: 'replica', concurrency: 1, queue: 1, waitMs: 100 };
  const lane = new Lane(bounds, clock, () => undefined, { closed });
  const outside = {
    sources: new Map([['replica', source]]),
    lanes: new Map([['replica', lane]]),
    clock,
    breakers: new Map(),
  };
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

  it('is not asked in a closed time of the calendar, and what was known of it stands', async () => {
    const opensAt = new ManualClock().now() + 600_000;
    const { source, probes, after } = await bench((now) =>
      now > opensAt - 600_000 && now < opensAt ? { until: opensAt } : undefined,
    );
    source.state = AWAY;
    probes.notice(REFUSED);
    expect(await after(599_999)).toBe(1);
    expect(probes.states().get('replica')).toEqual({ kind: 'ready' });
    expect(await after(15_000)).toBe(2);
    expect(probes.states().get('replica')).toEqual(AWAY);
  });

  it('speaks against nobody who starts in a closed time', async () => {
    const until = new ManualClock().now() + 1_000;
    const { source, probes, after } = await bench((now) => (now < until ? { until } : undefined));
    expect([source.asked, probes.states().get('replica')?.kind]).toEqual([0, 'ready']);
    source.state = AWAY;
    expect(await after(2_000)).toBe(1);
    expect(probes.states().get('replica')).toEqual(AWAY);
  });

  it('is not asked any more once the probes have stopped', async () => {
    const { probes, after } = await bench();
    probes.stop();
    probes.notice(REFUSED);
    expect(await after(60_000)).toBe(1);
  });
});

/** Takes so long for every answer, and gives up when it is told to. */
class SlowSource extends AskedSource {
  constructor(
    private readonly clock: ManualClock,
    public takesMs: number,
  ) {
    super();
  }

  override probe(signal?: AbortSignal): Promise<SourceState> {
    this.asked += 1;
    return new Promise((resolve) => {
      const cancel = this.clock.after(this.takesMs, () => resolve(this.state));
      signal?.addEventListener('abort', () => {
        cancel();
        resolve({ kind: 'unavailable', advice: 'It did not answer in time.' });
      });
    });
  }
}

async function leftAlone(takesMs: number) {
  const clock = new ManualClock();
  const source = new SlowSource(clock, 0);
  const limits = { failures: 1, of: 1, openMs: 5_000, slowMs: 4_000, windowMs: 30_000 };
  const keep = () => Promise.resolve();
  const breaker = new Breaker({ name: 'replica', limits, clock, observe: () => undefined, keep });
  const bounds = { name: 'replica', concurrency: 4, queue: 4, waitMs: 1_000, timeoutMs: 5_000 };
  const lane = new Lane(bounds, clock, () => undefined, { breaker });
  const outside = {
    ...{ sources: new Map([['replica', source]]), lanes: new Map([['replica', lane]]), clock },
    breakers: new Map([['replica', breaker]]),
  };
  const probes = new SourceProbes(outside, new Map([['replica', bounds]]));
  const first = probes.run();
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 100) {
      clock.advance(100);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
  };
  await pass(100);
  await first;
  source.takesMs = takesMs;
  const failed = new SourceFault('unavailable', 'nothing listens');
  await lane.run(new AbortController().signal, () => Promise.reject(failed)).catch(() => undefined);
  return { source, breaker, lane, pass, probes };
}

describe('a source that is left alone', () => {
  it('is tried by callers when its time is over, also where its probes take longer than they may', async () => {
    const { breaker, lane, pass } = await leftAlone(2_400);
    await pass(4_900);
    expect(breaker.state().kind).toBe('open');
    await pass(100);
    expect(breaker.state().kind).toBe('half-open');
    await pass(60_000);
    expect(breaker.state().kind).toBe('half-open');
    for (let call = 0; call < 2; call += 1) await lane.run(new AbortController().signal, () => Promise.resolve());
    expect(breaker.state().kind).toBe('closed');
  });

  it('is back within ten seconds of its return from a black hole, although a caller is still lost in there', async () => {
    const { source, breaker, lane, pass, probes } = await leftAlone(Infinity);
    await pass(6_000);
    expect(breaker.state().kind).toBe('half-open');
    void lane.run(new AbortController().signal, () => new Promise(() => undefined));
    await pass(100);
    source.takesMs = 0;
    await pass(10_000);
    expect([breaker.state().kind, probes.states().get('replica')]).toEqual(['closed', { kind: 'ready' }]);
  });
});
