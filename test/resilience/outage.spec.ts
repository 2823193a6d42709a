// The ERP is away: before the gateway starts, in the middle of its work, and behind another server than agreed.
import { describe, expect, it, jest } from '@jest/globals';
import type { CheckedAnswer } from '../support/running/checking-client.js';
import { CheckingClient } from '../support/running/checking-client.js';
import { eventually } from '../support/running/eventually.js';
import { startErp } from '../support/running/running-erp.js';
import type { RecordedStatement } from '../support/running/running-erp.js';
import { startGateway } from '../support/running/running-gateway.js';
import { ConstantLoad } from './constant-load.js';
import { hurriedFacade } from './hurried-facade.js';
import { hurriedStage, NO_CACHE, readiness, viewStatements } from './hurried-stage.js';

// Limits inside the tests are tight; this one only has to be longer than a busy machine needs.
jest.setTimeout(120_000);

/** Limits so long that nothing ends because of them: whoever is told "not now" before, was told at once. */
const LONG = { wait: '60s', timeout: '60s' };
const AT_ONCE_MS = 20_000;

/** An answer that says "not now" as it should. */
function expectUnavailable({ status, json, headers, ms }: CheckedAnswer): void {
  expect([status, json]).toMatchObject([503, { code: 'source-unavailable' }]);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(ms).toBeLessThan(AT_ONCE_MS);
}

describe('an ERP that is down when the gateway starts', () => {
  it('does not keep it from serving: reads say so at once, readiness says why, and all heals by itself', async () => {
    await using erp = await startErp();
    await erp.kill();
    using facade = hurriedFacade(LONG);
    await using gateway = await startGateway({
      erpUrl: erp.url(),
      facade: facade.path,
      environment: { ...erp.addresses(), ...NO_CACHE },
    });
    const client = new CheckingClient(gateway.publicAddress, await gateway.token());
    for (const target of ['/v1/orders', '/v1/orders/SO-100001', '/v1/orders?count=exact']) {
      expectUnavailable(await client.get(target));
    }
    const { status, reason } = await readiness({ gateway });
    expect([status, reason]).toEqual([503, expect.stringMatching(/nothing listens|refused|reach/i)]);
    expect((await fetch(`${gateway.publicAddress}/docs`)).status).toBe(200);
    expect((await fetch(`${gateway.publicAddress}/health/ready`)).status).toBe(503);
    await erp.startAgain();
    await eventually('an answer', async () => (await client.get('/v1/orders')).status === 200);
    await eventually('readiness', async () => (await readiness({ gateway })).status === 200);
  });
});

describe('an ERP that is killed under load', () => {
  it('is back in service within ten seconds of its return, and no request hangs or gets half an answer', async () => {
    await using stage = await hurriedStage();
    await using load = new ConstantLoad(20, (caller) => stage.client.get(`/v1/orders?limit=${20 + caller}`));
    const { answers } = load;
    const seen = (status: number, from = 0): boolean => answers.slice(from).some((answer) => answer.status === status);
    await eventually('answers before', () => answers.length > 50);
    await stage.erp.kill();
    await eventually('the outage to show', () => seen(503));
    const down = answers.length;
    await eventually('more of the outage', () => answers.length > down + 100);
    await stage.erp.startAgain();
    const back = answers.length;
    await eventually('answers again', () => seen(200, back), 10_000);
    await load.end();
    expect(load.failures).toEqual([]);
    for (const { status } of answers) expect([200, 503, 504]).toContain(status);
    // Waiting for a slot and for the statement may take 800 ms together; the rest is for a machine that does much else.
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(30_000);
    for (const answer of answers.filter(({ status }) => status === 503)) {
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });
});

/** Marks the start of a session: what the driver says first on every new connection. */
const LOGGED_IN = /^set ansi_nulls on/;

/** Statements at the approved views by sessions that logged in after `instant`. */
function ofLaterSessions(statements: readonly RecordedStatement[], instant: number): readonly RecordedStatement[] {
  const later = new Map<number, boolean>();
  return statements.filter(({ session, text, start }) => {
    if (LOGGED_IN.test(text)) later.set(session, start > instant);
    return later.get(session) === true && text.includes('[api].');
  });
}

describe('a failover', () => {
  it('that cuts the connections leaves none in use on the writable server; it heals when that is read-only again', async () => {
    await using stage = await hurriedStage();
    await using load = new ConstantLoad(10, () => stage.client.get('/v1/orders?limit=5'));
    const { answers } = load;
    await eventually('answers before', () => answers.length > 30);
    await stage.erp.control('POST', '/updateability', { readOnly: false });
    const flipped = Date.now();
    await stage.erp.control('POST', '/restart-listener', { downMs: 100 });
    const { reason } = await eventually('readiness to say so', async () => {
      const told = await readiness(stage);
      return told.reason.includes('READ_WRITE') && told;
    });
    expect(reason).toMatch(/point url at a readable replica/);
    const refused = answers.length;
    // What was under way then may still be answered.
    const meanwhile = (): readonly number[] => answers.slice(refused + 20).map(({ status }) => status);
    await eventually('refusals', () => meanwhile().length > 30 && meanwhile().includes(503));
    // A busy machine may need longer than the time-out to find a connection refused.
    expect(meanwhile().filter((status) => status !== 503 && status !== 504)).toEqual([]);
    expect(ofLaterSessions(await stage.erp.statements(), flipped)).toEqual([]);
    await stage.erp.control('POST', '/updateability', { readOnly: true });
    await eventually('service again', () => answers.at(-1)?.status === 200);
    await eventually('readiness again', async () => (await readiness(stage)).status === 200);
    await load.end();
    expect(load.failures).toEqual([]);
    expect(ofLaterSessions(await stage.erp.statements(), flipped).length).toBeGreaterThan(0);
  });

  it('that cuts nothing is noticed by all connections as soon as one of them notices', async () => {
    await using stage = await hurriedStage(LONG);
    await Promise.all(Array.from({ length: 3 }, () => stage.client.get('/v1/orders?limit=5')));
    await stage.erp.control('POST', '/updateability', { readOnly: false });
    // More requests at once than there are connections: a new one is opened, and does not pass its proof.
    await eventually('a refusal', async () => {
      const answers = await Promise.all(Array.from({ length: 8 }, () => stage.client.get('/v1/orders?limit=200')));
      return answers.some(({ status }) => status === 503);
    });
    await stage.erp.resetStatements();
    for (let index = 0; index < 10; index++) expectUnavailable(await stage.client.get('/v1/orders?limit=5'));
    expect(await viewStatements(stage.erp)).toEqual([]);
  });
});
