// The cache never passes its bytes, never gives out what was dropped, and frees what it dropped.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ManualClock } from '../../kernel/manual-clock.js';
import { AnswerCache } from './answer-cache.js';
import type { Asking, Kept } from './kept.js';

const LIMITS = { freshMs: 60_000, revalidateMs: 60_000, errorMs: 60_000, outageMs: 60_000 };

function bench(maxBytes = 1_000_000) {
  const clock = new ManualClock();
  const cache = new AnswerCache<string>(maxBytes, clock);
  const keep = (key: string, answer = key, { resource = 'orders', bytes = 100 } = {}): Kept<string> | undefined =>
    cache.keep(key, cache.asking(resource), { answer, bytes, asOf: undefined, limits: LIMITS });
  return { clock, cache, keep };
}

async function swept(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await nextTurn();
}

describe('the bytes of a cache', () => {
  it('are never more than it may have, whatever is kept', () => {
    const { cache, keep } = bench(200_000);
    const sizes = new Map<string, number>();
    const step = fc.record({ key: fc.nat({ max: 300 }), bytes: fc.nat({ max: 40_000 }), long: fc.nat({ max: 200 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        for (const { key, bytes, long } of steps) {
          const name = `${'k'.repeat(long)}${key}`;
          if (keep(name, name, { bytes }) !== undefined) sizes.set(name, bytes);
          cache.questions.learn(`asked for ${name}`, name);
          cache.keepAbsent(`not ${name}`, cache.asking('orders'), 1_000);
        }
        const held = [...sizes].filter(([name]) => cache.get(name) !== undefined);
        const bytes = held.reduce((sum, [, size]) => sum + size, 0);
        expect(bytes).toBeLessThanOrEqual(cache.state().bytes);
        expect(cache.state().bytes).toBeLessThanOrEqual(200_000);
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it('are made free by what was not used for longest', () => {
    const { cache, keep } = bench(100_000);
    for (let index = 0; index < 10; index += 1) keep(`k${index}`, 'x', { bytes: 5_000 });
    for (let index = 10; index < 40; index += 1) {
      expect(cache.get('k0')?.answer).toBe('x');
      keep(`k${index}`, 'x', { bytes: 5_000 });
    }
    expect(cache.get('k1')).toBeUndefined();
    expect(cache.state().entries).toBeLessThan(20);
  });

  it('are not given to one answer that would push out the others', () => {
    const { cache, keep } = bench(100_000);
    expect(keep('large', 'x', { bytes: 20_000 })).toBeUndefined();
    expect(cache.get('large')).toBeUndefined();
  });

  it('are halved when memory is short, from the end that was not used for longest', async () => {
    const { cache, keep } = bench();
    for (let index = 1_000; index < 1_700; index += 1) keep(`k${index}`, 'x', { bytes: 100 });
    cache.get('k1000');
    const { bytes } = cache.state();
    await cache.trim();
    expect(cache.state().bytes).toBeLessThanOrEqual(bytes / 2);
    expect([cache.state().entries, cache.entriesOf('orders')]).toEqual([350, 350]);
    expect(['k1000', 'k1001', 'k1699'].map((key) => cache.get(key)?.answer)).toEqual(['x', undefined, 'x']);
    await bench(0).cache.trim();
  });

  it('may be none at all', () => {
    const { cache, keep } = bench(0);
    expect(keep('a')).toBeUndefined();
    cache.questions.learn('a', 'a');
    cache.keepAbsent('a', cache.asking('orders'), 1_000);
    expect([cache.isOn, cache.get('a'), cache.questions.keyOf('a'), cache.absences.has('a')]).toEqual([
      false,
      undefined,
      undefined,
      false,
    ]);
    expect(cache.state()).toEqual({ entries: 0, bytes: 0, maxBytes: 0 });
  });
});

describe('a drop', () => {
  it('takes everything about one resource at once, says how much, and frees it', async () => {
    const { cache, keep } = bench();
    for (let index = 0; index < 700; index += 1) keep(`o${index}`, 'x', { bytes: 10 });
    keep('i1', 'item', { resource: 'items' });
    const { bytes } = cache.state();
    expect(cache.drop('orders')).toBe(700);
    expect(cache.get('o1')).toBeUndefined();
    expect([cache.get('i1')?.answer, cache.state().entries]).toEqual(['item', 1]);
    await swept();
    expect(cache.state().bytes).toBeLessThan(bytes / 100);
  });

  it('takes everything there is where no resource is named', () => {
    const { cache, keep } = bench();
    keep('a');
    keep('b', 'b', { resource: 'items' });
    expect(cache.drop()).toBe(2);
    expect(cache.state().entries).toBe(0);
    expect(cache.drop('never heard of')).toBe(0);
  });

  it('keeps out what was asked for before it, and not what is asked for after it', async () => {
    const { cache, keep } = bench();
    const asking = cache.asking('orders');
    cache.drop('orders');
    const late = { answer: 'old', bytes: 1, asOf: undefined, limits: LIMITS };
    expect(cache.keep('a', asking, late)).toBeUndefined();
    expect(keep('a', 'new')).toBeDefined();
    await swept();
    expect(cache.get('a')?.answer).toBe('new');
  });

  it('does not take what was kept again under the same key while it frees the rest', async () => {
    const { cache, keep } = bench();
    for (let index = 0; index < 2_000; index += 1) keep(`o${index}`, 'x', { bytes: 1 });
    cache.drop('orders');
    keep('o1999', 'new');
    await swept();
    expect(cache.get('o1999')?.answer).toBe('new');
    expect(cache.state().entries).toBe(1);
  });

  it('takes what was known not to exist', () => {
    const { cache } = bench();
    cache.keepAbsent('a', cache.asking('orders'), 1_000);
    expect(cache.absences.has('a')).toBe(true);
    cache.drop('orders');
    expect(cache.absences.has('a')).toBe(false);
  });
});

describe('of two askings of the same that run side by side', () => {
  const kinds = ['answer', 'absence'] as const;
  const pairs = kinds.flatMap((early) => kinds.map((late) => [early, late] as const));

  it.each(pairs)('the earlier, an %s, leaves what the later found, an %s, when it ends last', (early, late) => {
    const { cache, clock } = bench();
    const end = (kind: (typeof kinds)[number], answer: string, asking: Asking): unknown =>
      kind === 'answer'
        ? cache.keep('a', asking, { answer, bytes: 1, asOf: undefined, limits: LIMITS })
        : cache.keepAbsent('a', asking, 1_000);
    const first = cache.asking('orders');
    clock.advance(500);
    const second = cache.asking('orders');
    end(late, 'new', second);
    clock.advance(1_500);
    expect(end(early, 'old', first)).toBeUndefined();
    expect(cache.get('a')?.answer).toBe(late === 'answer' ? 'new' : undefined);
    expect(cache.absences.has('a')).toBe(false);
  });
});

describe('what does not exist', () => {
  it('is remembered for as long as told, and forgotten when it is found', () => {
    const { cache, clock, keep } = bench();
    cache.keepAbsent('a', cache.asking('orders'), 1_000);
    keep('a');
    expect(cache.absences.has('a')).toBe(false);
    cache.keepAbsent('a', cache.asking('orders'), 1_000);
    expect(cache.get('a')).toBeUndefined();
    clock.advance(1_000);
    expect(cache.absences.has('a')).toBe(false);
  });

  it('never takes the room of answers, however much of it is asked for', () => {
    const { cache, keep } = bench();
    keep('a');
    for (let index = 0; index < 20_000; index += 1) cache.keepAbsent(`no ${index}`, cache.asking('orders'), 1_000);
    expect(cache.get('a')?.answer).toBe('a');
  });
});

describe('after a drop, an answer', () => {
  const kept = (asOfBehind: number | undefined, msAfterDrop: number): number | undefined => {
    const { cache, clock } = bench();
    cache.drop('orders');
    clock.advance(msAfterDrop);
    const asOf = asOfBehind === undefined ? undefined : clock.now() - asOfBehind;
    return cache.keep('a', cache.asking('orders'), { answer: 'x', bytes: 1, asOf, limits: LIMITS })?.limits.freshMs;
  };

  it('of a source that may not know of it yet is good for a second', () => {
    expect([kept(5_000, 1_000), kept(600_000, 500_000), kept(undefined, 9_999)]).toEqual([1_000, 1_000, 1_000]);
  });

  it('of one that must know of it is good for as long as ever', () => {
    expect([kept(0, 2_000), kept(5_000, 7_000), kept(undefined, 10_000)]).toEqual([60_000, 60_000, 60_000]);
  });
});
