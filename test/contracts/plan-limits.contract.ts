// The contract of the buckets that limits are counted in. Whoever keeps them elsewhere runs this suite as well.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ManualClock } from '../../src/kernel/manual-clock.js';
import type { PlanLimits, Rate } from '../../src/protection/limits/plan-limits.port.js';

/** Buckets whose time the test owns. */
export interface OpenedLimits {
  readonly limits: PlanLimits;
  readonly clock: ManualClock;
}

const rates: fc.Arbitrary<Rate> = fc
  .record({
    requests: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1_000_000 })),
    windowMs: fc.constantFrom(1000, 60_000, 3_600_000),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ requests, windowMs, share }) => ({ requests, windowMs, burst: Math.max(1, Math.floor(requests * share)) }));

/** Defines the suite for one implementation. */
export function planLimitsContract(name: string, open: () => OpenedLimits): void {
  describe(`buckets (${name})`, () => {
    const rate: Rate = { requests: 60, windowMs: 60_000, burst: 5 };
    const takeAll = async ({ limits }: OpenedLimits, key: string, of: Rate, most = 1000): Promise<number> => {
      let taken = 0;
      while (taken < most && (await limits.take(key, of)).allowed) taken += 1;
      return taken;
    };

    it('are full at first, and say what is left and when there is more', async () => {
      const { limits, clock } = open();
      expect(await limits.take('a', rate)).toEqual({ allowed: true, remaining: 4, moreInMs: 1000 });
      clock.advance(250);
      expect(await limits.take('a', rate)).toEqual({ allowed: true, remaining: 3, moreInMs: 750 });
    });

    it('take nothing when they refuse', async () => {
      const opened = open();
      expect(await takeAll(opened, 'a', rate)).toBe(5);
      for (let more = 0; more < 50; more += 1) {
        expect(await opened.limits.take('a', rate)).toEqual({ allowed: false, remaining: 0, moreInMs: 1000 });
      }
      opened.clock.advance(999);
      expect((await opened.limits.take('a', rate)).allowed).toBe(false);
      opened.clock.advance(1);
      expect((await opened.limits.take('a', rate)).allowed).toBe(true);
    });

    it('allow exactly when they said there would be more', async () => {
      await fc.assert(
        fc.asyncProperty(rates, async (of) => {
          const opened = open();
          const { limits, clock } = opened;
          await takeAll(opened, 'a', of, 20);
          let told = await limits.take('a', of);
          for (let more = 0; told.allowed && more < 20; more += 1) told = await limits.take('a', of);
          if (told.allowed) return;
          clock.advance(told.moreInMs - 1);
          expect((await limits.take('a', of)).allowed).toBe(false);
          clock.advance(1);
          expect((await limits.take('a', of)).allowed).toBe(true);
        }),
      );
    });

    it('hold no more than the burst, however long nobody asks', async () => {
      const opened = open();
      await opened.limits.take('a', rate);
      opened.clock.advance(400 * 86_400_000);
      expect(await takeAll(opened, 'a', rate)).toBe(5);
    });

    it('never allow more than burst and rate together, in any stretch of time', async () => {
      const waits = fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 150 });
      await fc.assert(
        fc.asyncProperty(rates, waits, async (of, pauses) => {
          const { limits, clock } = open();
          const allowedAt: number[] = [];
          for (const pause of pauses) {
            clock.advance(pause);
            if ((await limits.take('a', of)).allowed) allowedAt.push(clock.monotonic());
          }
          for (let first = 0; first < allowedAt.length; first += 1) {
            for (let last = first; last < allowedAt.length; last += 1) {
              const stretch = (allowedAt[last] ?? 0) - (allowedAt[first] ?? 0);
              expect(last - first + 1).toBeLessThanOrEqual(of.burst + (stretch * of.requests) / of.windowMs + 1e-9);
            }
          }
        }),
        { numRuns: 50 },
      );
    });

    it('do not drift: asked every millisecond for a minute, exactly the rate is let in', async () => {
      for (const requests of [7, 601, 997]) {
        const opened = open();
        const of = { requests, windowMs: 1000, burst: 3 };
        let allowed = await takeAll(opened, 'a', of);
        for (let ms = 0; ms < 60_000; ms += 1) {
          opened.clock.advance(1);
          if ((await opened.limits.take('a', of)).allowed) allowed += 1;
        }
        expect(allowed).toBe(3 + 60 * requests);
      }
    });

    it('know nothing of the wall clock', async () => {
      const opened = open();
      await takeAll(opened, 'a', rate);
      opened.clock.jump(365 * 86_400_000);
      expect((await opened.limits.take('a', rate)).allowed).toBe(false);
      opened.clock.jump(-2 * 365 * 86_400_000);
      opened.clock.advance(1000);
      expect((await opened.limits.take('a', rate)).allowed).toBe(true);
    });

    it('are one per key', async () => {
      const opened = open();
      await takeAll(opened, 'a', rate);
      expect(await takeAll(opened, 'b', rate)).toBe(5);
    });

    it('keep the requests that are left when the rate changes, as far as they fit', async () => {
      const { limits } = open();
      await limits.take('a', rate);
      const small = { requests: 10, windowMs: 1000, burst: 2 };
      expect(await limits.take('a', small)).toMatchObject({ allowed: true, remaining: 1 });
      const large = { requests: 1000, windowMs: 60_000, burst: 100 };
      expect(await limits.take('a', large)).toMatchObject({ allowed: true, remaining: 0 });
      expect(await limits.take('a', large)).toMatchObject({ allowed: false });
    });

    it('let in as many as there are of those who ask at the same time', async () => {
      const { limits } = open();
      const answers = await Promise.all(Array.from({ length: 1000 }, async () => limits.take('a', rate)));
      expect(answers.filter(({ allowed }) => allowed)).toHaveLength(5);
    });
  });
}
