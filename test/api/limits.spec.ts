// Plans over HTTP: what every answer says of them, who is refused, and that nobody else notices.
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { PlanLimits } from '../../src/protection/limits/plan-limits.port.js';
import { ClientLimits } from '../../src/protection/limits/client-limits.js';
import { eventually } from '../support/running/eventually.js';
import { PLANS, startLimited } from './limited-gateway.js';
import type { LimitedGateway } from './limited-gateway.js';
import { answerOf } from './public-app.js';

const STANDARD =
  '"standard";q=600;w=60, "standard-burst";q=50;w=5, "standard-concurrency";q=4;qu="concurrent-requests"';

async function askOften(limited: LimitedGateway, client: string, times: number): Promise<readonly Response[]> {
  const answers: Response[] = [];
  for (let time = 0; time < times; time += 1) answers.push(await limited.ask(client));
  return answers;
}

const statuses = (answers: readonly Response[]): readonly number[] => answers.map(({ status }) => status);

/** Answers wait until `open` is called. */
function holdAnswers({ gateway }: LimitedGateway): () => void {
  const gate = Promise.withResolvers<undefined>();
  gateway.serve = async () => {
    await gate.promise;
    return answerOf({ data: [] });
  };
  return () => gate.resolve(undefined);
}

describe('the RateLimit fields', () => {
  it('name the policies of the plan and what is left, as structured fields', async () => {
    await using limited = await startLimited();
    const { headers } = await limited.ask('shop');
    expect(headers.get('ratelimit-policy')).toBe(STANDARD);
    expect(headers.get('ratelimit')).toBe('"standard";r=49;t=1');
    expect((await limited.ask('shop')).headers.get('ratelimit')).toBe('"standard";r=48;t=1');
  });

  it('have no burst where all requests of the window may come at once', async () => {
    await using limited = await startLimited();
    const { headers } = await limited.ask('robot');
    expect(headers.get('ratelimit-policy')).toBe(
      '"nightly";q=60;w=60, "nightly-concurrency";q=2;qu="concurrent-requests"',
    );
  });

  it('are those of the first plan for a client without one', async () => {
    await using limited = await startLimited();
    expect((await limited.ask('plain')).headers.get('ratelimit-policy')).toBe(STANDARD);
  });

  it('stand on what is not found and not allowed to be asked like that as well, and count it', async () => {
    await using limited = await startLimited();
    const answer = await limited.ask('shop', '/v1/orders', { headers: { accept: 'text/csv' } });
    expect([answer.status, answer.headers.get('ratelimit')]).toEqual([406, '"standard";r=49;t=1']);
  });

  it('are on nothing that has no plan', async () => {
    await using limited = await startLimited();
    for (const path of ['/v1/openapi.json', '/health/live', '/nowhere']) {
      expect((await limited.gateway.fetch(path, { bearer: null })).headers.get('ratelimit')).toBeNull();
    }
    expect((await limited.ask('nobody')).headers.get('ratelimit-policy')).toBeNull();
  });
});

describe('a client that asks faster than its plan', () => {
  it('is refused with the time after which there is more, and let in then', async () => {
    await using limited = await startLimited();
    expect(new Set(statuses(await askOften(limited, 'shop', 50)))).toEqual(new Set([200]));
    const refused = await limited.ask('shop');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(refused.headers.get('ratelimit')).toBe('"standard";r=0;t=1');
    expect(await refused.json()).toMatchObject({
      code: 'too-many-requests',
      detail: 'The plan "standard" allows 600 requests in 60 s, and at most 50 at once.',
    });
    limited.clock.advance(1000);
    expect(statuses(await askOften(limited, 'shop', 11))).toEqual([...Array<number>(10).fill(200), 429]);
  });

  it('never reaches the source with what was refused', async () => {
    await using limited = await startLimited();
    await askOften(limited, 'shop', 60);
    expect(limited.gateway.requests).toHaveLength(50);
  });

  it('finds no other bucket by what it sends', async () => {
    await using limited = await startLimited({ trustProxy: ['127.0.0.1'] });
    const forged = (turn: number) => ({
      'x-forwarded-for': `10.0.${turn}.1`,
      'x-real-ip': `10.0.${turn}.2`,
      forwarded: `for=10.0.${turn}.3`,
      'user-agent': `agent ${turn}`,
      'x-correlation-id': `c-${turn}`,
    });
    const answers = await Promise.all(
      Array.from({ length: 60 }, async (_, turn) => limited.ask('crowd', '/v1/orders', { headers: forged(turn) })),
    );
    expect(new Set(statuses(answers))).toEqual(new Set([200]));
    const state = limited.limits.state().find(({ plan }) => plan.name === 'wide');
    expect(state?.admitted).toBe(60);
    expect((await limited.ask('crowd')).headers.get('ratelimit')).toBe('"wide";r=5939;t=1');
  });

  it('is told by plan and reason to whoever watches', async () => {
    await using limited = await startLimited();
    await askOften(limited, 'shop', 51);
    expect(limited.gateway.observed.filter(({ kind }) => kind === 'limit-refused')).toEqual([
      expect.objectContaining({ clientId: 'shop', plan: 'standard', reason: 'rate' }),
    ]);
  });
});

describe('quiet clients beside a noisy one', () => {
  it('lose nothing', async () => {
    await using limited = await startLimited();
    const noisy = Promise.all(Array.from({ length: 20 }, () => askOften(limited, 'shop', 50)));
    const quiet = await Promise.all(['plain', 'robot', 'crowd'].map((client) => askOften(limited, client, 40)));
    expect(new Set(statuses(quiet.flat()))).toEqual(new Set([200]));
    const answers = statuses((await noisy).flat());
    expect(answers.filter((status) => status === 200).length).toBeLessThanOrEqual(50);
    expect(answers.filter((status) => status === 429).length).toBeGreaterThanOrEqual(950);
  }, 30_000);
});

describe('requests in flight', () => {
  it('are as many as the plan says, and one more is refused with its own policy', async () => {
    await using limited = await startLimited();
    const open = holdAnswers(limited);
    const held = Array.from({ length: 4 }, () => limited.ask('shop'));
    await eventually('four to be held', () => limited.gateway.requests.length === 4);
    const refused = await limited.ask('shop');
    expect([refused.status, refused.headers.get('ratelimit'), refused.headers.get('retry-after')]).toEqual([
      429,
      '"standard-concurrency";r=0;t=1',
      '1',
    ]);
    open();
    expect(statuses(await Promise.all(held))).toEqual([200, 200, 200, 200]);
    // A refusal for this took nothing out of the bucket.
    expect((await limited.ask('shop')).headers.get('ratelimit')).toBe('"standard";r=45;t=1');
  });

  const inFlight = ({ limits }: LimitedGateway): number => limits.state().reduce((sum, it) => sum + it.inFlight, 0);
  const head = 'Host: x\r\nAuthorization: Bearer token-shop\r\n';

  it.each([
    ['a read', `GET /v1/orders HTTP/1.1\r\n${head}\r\n`, 1],
    ['several reads on one connection', `GET /v1/orders HTTP/1.1\r\n${head}\r\n`.repeat(3), 3],
  ])('are given back when a caller leaves in the middle of %s', async (_, text, count) => {
    await using limited = await startLimited();
    holdAnswers(limited);
    for (let turn = 0; turn < 5; turn += 1) {
      const socket = connect(limited.gateway.port, '127.0.0.1', () => socket.write(text));
      await eventually('the request to be held', () => inFlight(limited) === count);
      socket.destroy();
      await eventually('it to be given back', () => inFlight(limited) === 0);
    }
    const ends = limited.gateway.observed.flatMap((it) => (it.kind === 'request-completed' ? [it.outcome] : []));
    expect(ends).toEqual(Array.from({ length: 5 * count }, () => 'aborted'));
  });

  it('are given back by refusals, wherever they come from', async () => {
    await using limited = await startLimited();
    await limited.ask('shop', '/v1/orders', { headers: { accept: 'text/csv' } });
    await limited.ask('shop', '/v1/orders/', {});
    await askOften(limited, 'shop', 60);
    limited.gateway.serve = () => Promise.reject(new Error('broken'));
    expect((await limited.ask('crowd')).status).toBe(500);
    await eventually('all to be given back', () => inFlight(limited) === 0);
  });
});

describe('buckets that are kept elsewhere', () => {
  it('are asked for once, and their answer is waited for', async () => {
    let asked = 0;
    class Elsewhere extends PlanLimits {
      async take() {
        asked += 1;
        await new Promise((resolve) => setImmediate(resolve));
        return { allowed: asked < 2, remaining: 0, moreInMs: 2500 };
      }
    }
    await using limited = await startLimited({ plans: new ClientLimits(PLANS, new Elsewhere()) });
    expect((await limited.ask('shop')).status).toBe(200);
    const refused = await limited.ask('shop');
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('ratelimit')]).toEqual([
      429,
      '3',
      '"standard";r=0;t=3',
    ]);
    expect(asked).toBe(2);
  });
});
