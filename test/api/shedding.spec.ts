// Shedding over HTTP: who is refused on which rung, what they read, and who never is.
import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/kernel/clock.js';
import type { Overload } from '../../src/protection/overload/overload.js';
import { SHED_ORDER } from '../../src/protection/overload/shed-group.js';
import type { ShedGroup } from '../../src/protection/overload/shed-group.js';
import { createLog } from '../../src/observability/log/log.js';
import { startLimited } from './limited-gateway.js';
import type { LimitedGateway } from './limited-gateway.js';

interface SetOverload extends Pick<Overload, 'refuse' | 'closesConnections'> {
  rung: number;
  closesConnections: boolean;
}

function setOverload(rung = 0): SetOverload {
  const overload: SetOverload = {
    rung,
    closesConnections: false,
    refuse: (group: ShedGroup) =>
      SHED_ORDER.indexOf(group) < overload.rung ? { reason: 'delay', retryAfterSeconds: 4 } : undefined,
  };
  return overload;
}

/** The status of one request of each kind of caller. */
async function everybody(limited: LimitedGateway): Promise<Readonly<Record<string, number>>> {
  const { gateway } = limited;
  const anonymous = async (path: string): Promise<number> => (await gateway.fetch(path, { bearer: null })).status;
  return {
    live: await anonymous('/health/live'),
    ready: await anonymous('/health/ready'),
    document: await anonymous('/v1/openapi.json'),
    docs: await anonymous('/docs'),
    unproven: (await gateway.fetch('/v1/orders', { bearer: `token-unknown${Math.random()}` })).status,
    bulk: (await limited.ask('robot')).status,
    read: (await limited.ask('shop')).status,
  };
}

const NONE = { live: 200, ready: 200, document: 200, docs: 200, unproven: 401, bulk: 200, read: 200 };

describe('on each rung of overload', () => {
  it.each<[number, Partial<typeof NONE>]>([
    [0, {}],
    [1, { document: 503, docs: 503 }],
    [2, { document: 503, docs: 503, unproven: 503 }],
    [3, { document: 503, docs: 503, unproven: 503, bulk: 503 }],
    [4, { document: 503, docs: 503, unproven: 503, bulk: 503, read: 503 }],
    [5, { document: 503, docs: 503, unproven: 503, bulk: 503, read: 503 }],
  ])('(%d) only those are refused that are meant', async (rung, refused) => {
    const overload = setOverload();
    await using limited = await startLimited({ overload });
    // Known before the overload: a client whose token was verified is no stranger.
    await Promise.all(['shop', 'robot'].map((client) => limited.ask(client)));
    overload.rung = rung;
    expect(await everybody(limited)).toEqual({ ...NONE, ...refused });
  });

  it('who is refused reads so, and when to come back', async () => {
    await using limited = await startLimited({ overload: setOverload(1) });
    const answer = await limited.gateway.fetch('/v1/openapi.json', { bearer: null });
    expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('content-type')]).toEqual([
      503,
      '4',
      expect.stringContaining('application/problem+json'),
    ]);
    expect(await answer.json()).toMatchObject({ code: 'overloaded', status: 503 });
  });

  it('a refused read never reaches the source, and has given back its place', async () => {
    const overload = setOverload();
    await using limited = await startLimited({ overload });
    await limited.ask('shop');
    overload.rung = 4;
    for (let turn = 0; turn < 10; turn += 1) await limited.ask('shop');
    expect(limited.gateway.requests).toHaveLength(1);
    expect(limited.limits.state()[0]?.inFlight).toBe(0);
  });

  it('a refusal is one line in the log, no failure', async () => {
    const lines: string[] = [];
    const log = createLog({ destination: { write: (text) => lines.push(text) }, level: 'info', clock: systemClock });
    await using limited = await startLimited({ overload: setOverload(1), observe: log });
    await limited.gateway.fetch('/docs', { bearer: null });
    expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(['request']);
  });
});

describe('connections', () => {
  it('are closed with each answer while memory runs short, and kept otherwise', async () => {
    const overload = setOverload();
    await using limited = await startLimited({ overload });
    expect((await limited.ask('shop')).headers.get('connection')).toBe('keep-alive');
    overload.closesConnections = true;
    expect((await limited.ask('shop')).headers.get('connection')).toBe('close');
  });
});
