// What has no client is counted by its address: tokens, documents; and nothing else is.
import { describe, expect, it } from '@jest/globals';
import { MemoryPlanLimits } from '../../adapters/memory/limits/plan-limits.js';
import { AddressThrottle } from '../../src/api/limits/address-throttle.js';
import { BucketStorage } from '../../src/api/limits/bucket-storage.js';
import { ManualClock } from '../../src/kernel/manual-clock.js';
import type { Observation } from '../../src/observability/observation.js';
import { startGateway } from './public-app.js';
import type { TestGateway } from './public-app.js';

const LIMITS = { token: 3, document: 5, administration: 4 };

interface Counted {
  readonly gateway: TestGateway;
  readonly observed: readonly Observation[];
}

async function startCounted(trustProxy: readonly string[] = []): Promise<Counted & AsyncDisposable> {
  const observed: Observation[] = [];
  const storage = new BucketStorage(new MemoryPlanLimits(new ManualClock()));
  const throttle = new AddressThrottle(storage, LIMITS, (observation) => observed.push(observation));
  const gateway = await startGateway({ throttle, trustProxy });
  return { gateway, observed, [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose]() };
}

async function ask({ gateway }: Counted, path: string, times: number, headers = {}): Promise<readonly Response[]> {
  const answers: Response[] = [];
  for (let time = 0; time < times; time += 1) answers.push(await gateway.fetch(path, { bearer: null, headers }));
  return answers;
}

const statuses = (answers: readonly Response[]): readonly number[] => answers.map(({ status }) => status);

describe('requests without a client', () => {
  it('are refused beyond the limit of their address, with the time to wait', async () => {
    await using counted = await startCounted();
    const answers = await ask(counted, '/v1/openapi.json', 6);
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"document";q=5;w=60');
    expect(answers.map(({ headers }) => headers.get('ratelimit')).slice(3)).toEqual([
      '"document";r=1;t=12',
      '"document";r=0;t=12',
      '"document";r=0;t=12',
    ]);
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = answers.at(-1);
    expect(refused?.headers.get('retry-after')).toBe('12');
    expect(await refused?.json()).toMatchObject({ code: 'too-many-requests' });
    expect(counted.observed).toEqual([{ kind: 'address-refused', of: 'document' }]);
  });

  it('find no new bucket by a forged address', async () => {
    await using counted = await startCounted();
    const forged = Array.from({ length: 6 }, (_, turn) =>
      counted.gateway.fetch('/docs', { bearer: null, headers: { 'x-forwarded-for': `10.0.0.${turn}` } }),
    );
    expect(statuses(await Promise.all(forged)).filter((status) => status === 429)).toHaveLength(1);
  });

  it('are counted by the address that a trusted proxy names', async () => {
    await using counted = await startCounted(['127.0.0.1']);
    expect(statuses(await ask(counted, '/docs', 6, { 'x-forwarded-for': '10.0.0.1' })).at(-1)).toBe(429);
    expect(statuses(await ask(counted, '/docs', 1, { 'x-forwarded-for': '10.0.0.2' }))).toEqual([200]);
  });

  it('for health are never refused', async () => {
    await using counted = await startCounted();
    const answers = [...(await ask(counted, '/health/live', 20)), ...(await ask(counted, '/health/ready', 20))];
    expect(new Set(statuses(answers))).toEqual(new Set([200]));
  });

  it('leave those with a client alone, whatever the address', async () => {
    await using counted = await startCounted();
    await ask(counted, '/docs', 10);
    expect((await counted.gateway.fetch('/v1/orders')).status).toBe(200);
  });
});
