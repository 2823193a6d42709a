// What our storage for the throttler has in common with the stock one, and what it is there for.
import { describe, expect, it } from '@jest/globals';
import { ThrottlerStorageService } from '@nestjs/throttler';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { MemoryPlanLimits } from '../../adapters/memory/limits/plan-limits.js';
import { BucketStorage } from '../../src/api/limits/bucket-storage.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';

const TTL = 60_000;

const storages: readonly (readonly [string, () => ThrottlerStorage])[] = [
  ['stock', () => new ThrottlerStorageService()],
  ['buckets', () => new BucketStorage(new MemoryPlanLimits(new ManualClock()))],
];

describe.each(storages)('a storage for the throttler (%s)', (_, open) => {
  it('lets in as many as the limit says, and blocks the next with the seconds to wait', async () => {
    const storage = open();
    for (let hit = 1; hit <= 5; hit += 1) {
      expect(await storage.increment('a', TTL, 5, 0, 'token')).toMatchObject({ isBlocked: false, totalHits: hit });
    }
    const blocked = await storage.increment('a', TTL, 5, 0, 'token');
    expect(blocked).toMatchObject({ isBlocked: true, totalHits: 6 });
    expect(blocked.timeToBlockExpire).toBeGreaterThanOrEqual(1);
    expect(blocked.timeToBlockExpire).toBeLessThanOrEqual(TTL / 1000);
  });

  it('counts each key by itself', async () => {
    const storage = open();
    for (let hit = 0; hit < 5; hit += 1) await storage.increment('a', TTL, 5, 0, 'token');
    expect((await storage.increment('b', TTL, 5, 0, 'token')).isBlocked).toBe(false);
  });

  it('lets in no more than the limit of those who come at the same time', async () => {
    const storage = open();
    const hits = await Promise.all(Array.from({ length: 100 }, () => storage.increment('a', TTL, 5, 0, 'token')));
    expect(hits.filter(({ isBlocked }) => !isBlocked)).toHaveLength(5);
  });
});

describe('our storage', () => {
  it('counts what is called differently by itself', async () => {
    const storage = new BucketStorage(new MemoryPlanLimits(new ManualClock()));
    for (let hit = 0; hit < 5; hit += 1) await storage.increment('a', TTL, 5, 0, 'token');
    expect((await storage.increment('a', TTL, 5, 0, 'document')).isBlocked).toBe(false);
  });

  it('lets one in again after the seconds it named, whatever the wall clock says', async () => {
    const clock = new ManualClock();
    const storage = new BucketStorage(new MemoryPlanLimits(clock));
    for (let hit = 0; hit < 5; hit += 1) await storage.increment('a', TTL, 5, 0, 'token');
    clock.jump(86_400_000);
    const { isBlocked, timeToBlockExpire } = await storage.increment('a', TTL, 5, 0, 'token');
    expect([isBlocked, timeToBlockExpire]).toEqual([true, 12]);
    clock.advance(12_000);
    expect((await storage.increment('a', TTL, 5, 0, 'token')).isBlocked).toBe(false);
  });
});
