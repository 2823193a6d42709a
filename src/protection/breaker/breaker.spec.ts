// When a source is left alone, how it is found out that it is back, and what a person decides about it.
import { describe, expect, it } from '@jest/globals';
import { MemoryBreakers } from '../../../adapters/memory/breaker-memory.js';
import { ManualClock } from '../../kernel/manual-clock.js';
import type { Observation } from '../../observability/observation.js';
import { Problem } from '../../problems/problem.js';
import { Breaker } from './breaker.js';
import type { Health } from './health.js';
import { KeptBreakers } from './kept-breakers.js';

const LIMITS = { failures: 0.5, of: 8, openMs: 5_000, slowMs: 4_000, windowMs: 30_000 };
const BY_ANNA = { by: 'anna', reason: 'the ERP is being moved', at: '2026-11-20T12:00:00.000Z' };

async function fixture(memory = new MemoryBreakers(), clock = new ManualClock(), probesKeepOpen = false) {
  const seen: Observation[] = [];
  const observe = (each: Observation): unknown => seen.push(each);
  const kept = await KeptBreakers.open(memory, observe);
  const breaker = new Breaker({
    ...{ name: 'replica', limits: LIMITS, clock, observe, probesKeepOpen },
    kept: kept.of('replica'),
    keep: (state) => kept.put('replica', state),
  });
  const call = (health: Health, probe = false): void => {
    const admitted = breaker.admit(probe);
    admitted.begin();
    admitted.end(health);
  };
  const open = (): void => {
    for (let index = 0; index < LIMITS.of; index += 1) if (breaker.state().kind === 'closed') call('bad');
  };
  const halfOpen = (): void => {
    open();
    clock.advance(LIMITS.openMs);
  };
  return { memory, clock, seen, kept, breaker, call, open, halfOpen };
}

const isRefused = (work: () => unknown): number | undefined => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem && error.code === 'source-unavailable') return error.retryAfterSeconds;
    throw error;
  }
  return undefined;
};

describe('a closed breaker', () => {
  it('opens when half of the last eight calls failed, and refuses with what is left of its time', async () => {
    const { breaker, call, clock } = await fixture();
    for (const health of ['good', 'good', 'bad', 'good', 'bad', 'bad', 'good'] as const) call(health);
    expect(breaker.state()).toEqual({ kind: 'closed' });
    call('bad');
    expect(breaker.state()).toEqual({ kind: 'open', until: clock.now() + 5_000 });
    clock.advance(2_500);
    expect(isRefused(() => breaker.admit(false))).toBe(3);
  });

  it('is not opened by too few calls, nor by callers who hang up, nor by single failures in between', async () => {
    const { breaker, call } = await fixture();
    for (let index = 0; index < LIMITS.of - 1; index += 1) call('bad');
    expect(breaker.state().kind).toBe('closed');
    for (let index = 0; index < 100; index += 1) call('nothing');
    expect(breaker.state().kind).toBe('closed');
    const other = await fixture();
    for (let index = 0; index < 100; index += 1) other.call(index % 3 === 0 ? 'bad' : 'good');
    expect(other.breaker.state().kind).toBe('closed');
  });

  it('forgets calls of longer ago than its window: nothing is judged by what was last night', async () => {
    const { breaker, call, clock } = await fixture();
    for (let index = 0; index < LIMITS.of - 1; index += 1) call('bad');
    clock.advance(LIMITS.windowMs + 1);
    call('bad');
    expect(breaker.state().kind).toBe('closed');
    clock.advance(LIMITS.windowMs - 1);
    for (let index = 0; index < LIMITS.of - 1; index += 1) call('bad');
    expect(breaker.state().kind).toBe('open');
  });

  it('opens as soon as a full wave of calls hangs for too long, not only when they end', async () => {
    const { breaker, clock } = await fixture();
    const calls = Array.from({ length: 8 }, () => breaker.admit(false));
    calls.forEach((each) => each.begin());
    clock.advance(3_999);
    expect(breaker.state().kind).toBe('closed');
    clock.advance(1);
    expect(breaker.state().kind).toBe('open');
    calls.forEach((each) => each.end('good'));
    expect(breaker.state().kind).toBe('open');
  });
});

describe('an open breaker', () => {
  it('lets nothing through but a probe of the gateway, one at a time', async () => {
    const { breaker, open } = await fixture();
    open();
    expect(isRefused(() => breaker.admit(false))).toBe(5);
    const probe = breaker.admit(true);
    expect(isRefused(() => breaker.admit(true))).toBe(5);
    probe.end('nothing');
    expect(isRefused(() => breaker.admit(true))).toBeUndefined();
  });

  it('is half open when its time is over, whatever probes of the gateway say: a call of a caller decides', async () => {
    const { breaker, open, call, clock } = await fixture();
    open();
    for (let second = 1; second < LIMITS.openMs / 1_000; second += 1) {
      clock.advance(1_000);
      call('bad', true);
      expect(breaker.state().kind).toBe('open');
    }
    clock.advance(1_000);
    call('bad', true);
    expect(breaker.state().kind).toBe('half-open');
    call('bad');
    expect(breaker.state()).toEqual({ kind: 'open', until: clock.now() + LIMITS.openMs });
  });

  it('stays open while probes of the gateway fail where a try of a caller is dear', async () => {
    const { breaker, open, call, clock } = await fixture(undefined, undefined, true);
    open();
    for (let second = 0; second < 60; second += 1) {
      clock.advance(1_000);
      call('bad', true);
      expect(breaker.state().kind).toBe('open');
    }
    clock.advance(LIMITS.openMs);
    expect(breaker.state().kind).toBe('half-open');
  });

  it('is half open at once when a probe of the gateway goes well, and closed after one call of a caller more', async () => {
    const { breaker, open, call, clock } = await fixture();
    open();
    clock.advance(1_000);
    call('good', true);
    expect(breaker.state().kind).toBe('half-open');
    call('good');
    expect(breaker.state().kind).toBe('closed');
  });

  it('is not moved by calls from before', async () => {
    const { breaker, open, clock } = await fixture();
    const [before, alsoBefore] = [breaker.admit(false), breaker.admit(false)];
    open();
    before.end('good');
    expect(breaker.state().kind).toBe('open');
    clock.advance(LIMITS.openMs);
    alsoBefore.end('bad');
    expect(breaker.state().kind).toBe('half-open');
  });
});

describe('a half-open breaker', () => {
  it('has two probes out at most, one of a caller and one of the gateway; the other callers come back in a second', async () => {
    const { breaker, halfOpen } = await fixture();
    halfOpen();
    breaker.admit(true).begin();
    breaker.admit(false).begin();
    const refused = Array.from({ length: 1_000 }, (_, index) => isRefused(() => breaker.admit(index % 2 === 0)));
    expect(new Set(refused)).toEqual(new Set([1]));
  });

  it('opens again when a probe fails, and closes when two of callers went well in a row', async () => {
    const { breaker, halfOpen, call, clock } = await fixture();
    halfOpen();
    call('good');
    call('bad');
    expect(breaker.state().kind).toBe('open');
    clock.advance(LIMITS.openMs);
    call('good');
    expect(breaker.state().kind).toBe('half-open');
    call('good');
    expect(breaker.state().kind).toBe('closed');
  });

  it('is closed by the gateway alone when nobody calls, but not over the head of a caller whose probe is out', async () => {
    const { breaker, halfOpen, call } = await fixture();
    halfOpen();
    call('good', true);
    const caller = breaker.admit(false);
    for (let index = 0; index < 5; index += 1) call('good', true);
    expect(breaker.state().kind).toBe('half-open');
    caller.end('nothing');
    call('good', true);
    expect(breaker.state().kind).toBe('closed');
  });

  it('is closed by the gateway over the head of a caller who went before anything was known, as into a black hole', async () => {
    const { breaker, halfOpen, call } = await fixture();
    halfOpen();
    const lost = breaker.admit(false);
    lost.begin();
    call('good', true);
    call('bad', true);
    for (let index = 0; index < 2; index += 1) call('good', true);
    expect([breaker.state().kind, isRefused(() => breaker.admit(false))]).toEqual(['half-open', 1]);
    call('good', true);
    expect(breaker.state().kind).toBe('closed');
    lost.end('bad');
    expect(breaker.state().kind).toBe('closed');
  });

  it('gives the place of a probe back that was aborted, and is never stuck', async () => {
    const { breaker, halfOpen } = await fixture();
    halfOpen();
    for (let index = 0; index < 10; index += 1) breaker.admit(false).end('nothing');
    expect([breaker.state().kind, isRefused(() => breaker.admit(false))]).toEqual(['half-open', undefined]);
  });

  it('takes a probe that hangs for one that failed, and lets no second one go while it is out', async () => {
    const { breaker, halfOpen, clock } = await fixture();
    halfOpen();
    const hung = breaker.admit(false);
    hung.begin();
    clock.advance(LIMITS.slowMs);
    expect(breaker.state().kind).toBe('open');
    clock.advance(LIMITS.openMs);
    expect([breaker.state().kind, isRefused(() => breaker.admit(false))]).toEqual(['half-open', 1]);
    hung.end('bad');
    expect(isRefused(() => breaker.admit(false))).toBeUndefined();
  });
});

describe('a held breaker', () => {
  it('lets nothing through, no probe either, until it is released; then a few calls decide', async () => {
    const { breaker, clock } = await fixture();
    await breaker.hold(BY_ANNA);
    clock.advance(86_400_000);
    expect(breaker.state()).toEqual({ kind: 'held', ...BY_ANNA });
    expect([isRefused(() => breaker.admit(false)), isRefused(() => breaker.admit(true))]).toEqual([30, 30]);
    await breaker.release();
    expect(breaker.state().kind).toBe('half-open');
  });

  it('is told of, and a hold that cannot be kept still holds', async () => {
    class FullDisk extends MemoryBreakers {
      override save(): Promise<void> {
        return Promise.reject(new Error('the disk is full'));
      }
    }
    const { breaker, seen } = await fixture(new FullDisk());
    await expect(breaker.hold(BY_ANNA)).rejects.toThrow('full');
    expect(breaker.state().kind).toBe('held');
    expect(seen).toContainEqual({
      ...{ kind: 'breaker-changed', lane: 'replica', state: 'held', reason: BY_ANNA.reason, by: 'anna' },
    });
    expect(seen).toContainEqual(expect.objectContaining({ kind: 'warning', topic: 'protection' }));
  });
});

describe('after a restart a breaker', () => {
  it('is open for what was left, half open when that is over, and held as before', async () => {
    const first = await fixture();
    first.open();
    await first.kept.settled();
    first.clock.advance(2_000);
    const soon = await fixture(first.memory, first.clock);
    expect(soon.breaker.state()).toEqual({ kind: 'open', until: first.clock.now() + 3_000 });
    first.clock.advance(3_000);
    expect(soon.breaker.state().kind).toBe('half-open');
    const later = await fixture(first.memory, first.clock);
    expect(later.breaker.state().kind).toBe('half-open');
    await later.breaker.hold(BY_ANNA);
    expect((await fixture(first.memory, first.clock)).breaker.state()).toEqual({ kind: 'held', ...BY_ANNA });
    await later.breaker.release();
    later.call('good');
    later.call('good');
    await later.kept.settled();
    expect(await first.memory.load()).toEqual([]);
  });

  it('is never open for longer than it would have been, whatever happened to the clock', async () => {
    const first = await fixture();
    first.open();
    await first.kept.settled();
    first.clock.jump(-86_400_000);
    const { breaker, clock } = await fixture(first.memory, first.clock);
    clock.advance(LIMITS.openMs);
    expect(breaker.state().kind).toBe('half-open');
  });
});
