// What one decision of a limiter costs, at a small limit and at a large one: our buckets, and the stock storage beside.
import { ThrottlerStorageService } from '@nestjs/throttler';
import { MemoryPlanLimits } from '../../adapters/memory/limits/plan-limits.js';
import { systemClock } from '../../src/kernel/clock.js';

/** The limits compared, in requests per window. */
export const SMALL = 10;
export const LARGE = 100_000;

const WINDOW_MS = 3_600_000;
/** The limit is used up first: that is when whoever keeps every request has most of them to look at. */
const STOCK_SAMPLES = 200;
const BUCKET_SAMPLES = 200_000;

/** Microseconds per decision. */
export interface LimiterRound {
  readonly small: number;
  readonly large: number;
  readonly stockSmall: number;
  readonly stockLarge: number;
}

/** One value of each per round, the ways alternating. */
export async function measureLimiter(rounds: number): Promise<readonly LimiterRound[]> {
  const stock = new ThrottlerStorageService();
  const hit = (limit: number) => stock.increment(`at ${limit}`, WINDOW_MS, limit, 0, 'bench');
  await fill(stock, LARGE);
  const found: LimiterRound[] = [];
  bucketMicros(SMALL);
  bucketMicros(LARGE);
  for (let round = 0; round < rounds; round += 1) {
    found.push({
      small: bucketMicros(SMALL),
      large: bucketMicros(LARGE),
      stockSmall: await stockMicros(() => hit(SMALL)),
      stockLarge: await stockMicros(() => hit(LARGE)),
    });
  }
  stock.onApplicationShutdown();
  return found;
}

/** As many hits as the limit allows, put where the storage keeps them: counting them one by one would take minutes. */
async function fill(stock: ThrottlerStorageService, limit: number): Promise<void> {
  const key = `at ${limit}`;
  await stock.increment(key, WINDOW_MS, limit, 0, 'bench');
  const inside = stock as unknown as { readonly hitExpirations: Map<string, Map<string, number[]>> };
  const hits = inside.hitExpirations.get(key)?.get('bench') ?? [];
  const [expires = 0] = hits;
  while (hits.length < limit) hits.push(expires);
}

function bucketMicros(limit: number): number {
  const limits = new MemoryPlanLimits(systemClock);
  const rate = { requests: limit, windowMs: WINDOW_MS, burst: limit };
  for (let used = 0; used < limit; used += 1) limits.take('client', rate);
  const startedAt = performance.now();
  for (let sample = 0; sample < BUCKET_SAMPLES; sample += 1) limits.take('client', rate);
  return ((performance.now() - startedAt) * 1000) / BUCKET_SAMPLES;
}

async function stockMicros(hit: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  for (let sample = 0; sample < STOCK_SAMPLES; sample += 1) await hit();
  return ((performance.now() - startedAt) * 1000) / STOCK_SAMPLES;
}
