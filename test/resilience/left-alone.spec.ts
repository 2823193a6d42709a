// An ERP that fails is left alone: soon, whatever way it fails, with almost nothing asked of it, and in service again soon
// after it is back.
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { BreakerFile } from '../../adapters/folder/breaker-file.js';
import { CheckingClient } from '../support/running/checking-client.js';
import { eventually } from '../support/running/eventually.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import { startGateway } from '../support/running/running-gateway.js';
import type { RunningGateway } from '../support/running/running-gateway.js';
import type { Stage } from '../support/running/stage.js';
import { ConstantLoad } from './constant-load.js';
import { hurriedFacade } from './hurried-facade.js';
import { hurriedStage, NO_CACHE, readiness, viewStatements } from './hurried-stage.js';

// Limits inside the tests are tight; this one only has to be longer than a busy machine needs.
jest.setTimeout(180_000);

const TIMEOUT_MS = 2_000;
/** What the facade promises, five times: a busy machine is late with everything. */
const OPEN_WITHIN_MS = 5 * 2_000;
const BACK_WITHIN_MS = 5 * 10_000;
const OPEN_MS = 2_000;
const LIMITS = {
  ...{ timeout: `${TIMEOUT_MS}ms`, wait: '500ms' },
  breaker: { failures: '50%', of: 8, open: `${OPEN_MS}ms` },
};

/** How the breaker of the replica stands, as the gateway told. */
function breaker({ gateway }: { readonly gateway: Pick<RunningGateway, 'observations'> }): string {
  const told = gateway.observations.findLast((seen) => seen.kind === 'breaker-changed' && seen.lane === 'replica');
  return told?.kind === 'breaker-changed' ? told.state : 'closed';
}

const impatient = (stage: Stage, callers: number) =>
  new ConstantLoad(callers, async (caller) => {
    const answer = await stage.client.get(`/v1/orders?limit=${1 + (caller % 20)}`);
    // A caller who is told to come back does so a little later.
    if (answer.status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
    return answer;
  });

async function underLoad(stage: Stage, load: ConstantLoad<{ readonly status: number }>): Promise<void> {
  await eventually('answers before', () => load.answers.filter(({ status }) => status === 200).length > 50);
  expect(breaker(stage)).toBe('closed');
}

/** Stops the whole process of the ERP: connections are still taken by the system, and nothing is ever answered. */
function frozen({ erp }: Stage): Disposable & { readonly isFrozen: boolean } {
  const isFrozen = process.kill(erp.pid, 'SIGSTOP');
  return {
    isFrozen,
    [Symbol.dispose]: () => void process.kill(erp.pid, 'SIGCONT'),
  };
}

describe('an ERP that dies under load', () => {
  it('is left alone within two seconds, refused in milliseconds, and in service within ten of its return', async () => {
    await using stage = await hurriedStage(LIMITS);
    await using load = impatient(stage, 40);
    await underLoad(stage, load);
    await stage.erp.kill();
    await eventually('the breaker to open', () => breaker(stage) === 'open', OPEN_WITHIN_MS);
    for (let index = 0; index < 20; index += 1) {
      const { status, json, headers } = await stage.client.get('/v1/customers/C10001');
      expect([status, json]).toMatchObject([503, { code: 'source-unavailable' }]);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(OPEN_MS / 1_000);
    }
    await stage.erp.startAgain();
    await eventually(
      'service',
      () => load.answers.at(-1)?.status === 200 && breaker(stage) === 'closed',
      BACK_WITHIN_MS,
    );
    await load.end();
    expect(load.failures).toEqual([]);
    expect((await stage.erp.concurrency()).highest).toBeLessThanOrEqual(8);
  });
});

describe('an ERP that freezes under load', () => {
  it('is left alone within its time-out and two seconds, and in service within ten of its return', async () => {
    await using stage = await hurriedStage(LIMITS);
    await using load = impatient(stage, 40);
    await underLoad(stage, load);
    {
      using ice = frozen(stage);
      expect(ice.isFrozen).toBe(true);
      await eventually('the breaker to open', () => breaker(stage) === 'open', TIMEOUT_MS + OPEN_WITHIN_MS);
      const openedAt = performance.now();
      await eventually('time to pass', () => performance.now() - openedAt > 2 * OPEN_MS);
      expect(breaker(stage)).not.toBe('closed');
      expect(await readiness(stage)).toMatchObject({ status: 503 });
    }
    await eventually(
      'service',
      () => load.answers.at(-1)?.status === 200 && breaker(stage) === 'closed',
      BACK_WITHIN_MS,
    );
    await load.end();
    expect(load.failures).toEqual([]);
  });
});

describe('views that hang while connecting works', () => {
  it('get a probe or two at a time, and everybody is back soon after they answer again', async () => {
    await using stage = await hurriedStage(LIMITS);
    await using load = impatient(stage, 40);
    await underLoad(stage, load);
    await stage.erp.fault({ on: 'request', match: 'FROM [api].[Orders]', delayMs: 600_000 });
    await eventually('the breaker to open', () => breaker(stage) === 'open', TIMEOUT_MS + OPEN_WITHIN_MS);
    await eventually('what hung to be over', async () => (await stage.erp.concurrency()).running <= 2);
    await stage.erp.resetStatements();
    await eventually('another look', async () => (await viewStatements(stage.erp, 'Orders')).length >= 2);
    expect((await stage.erp.concurrency()).highest).toBeLessThanOrEqual(2);
    await stage.erp.heal();
    await eventually(
      'service',
      () => load.answers.at(-1)?.status === 200 && breaker(stage) === 'closed',
      BACK_WITHIN_MS,
    );
    await load.end();
    expect((await stage.erp.concurrency()).highest).toBeLessThanOrEqual(8);
  });
});

describe('a breaker that a person holds', () => {
  it('is still held after a restart: nothing is asked, not even how the ERP is, and readiness says who and why', async () => {
    await using erp = await startErp();
    using facade = hurriedFacade(LIMITS);
    using data = ownFolder();
    const held = { by: 'anna', reason: 'it is being moved', at: '2026-11-20T12:00:00.000Z' };
    await new BreakerFile(join(data.path, 'breakers.json')).save([{ name: 'replica', held }]);
    await using gateway = await startGateway({
      ...{ erpUrl: erp.url(), facade: facade.path },
      environment: { ...erp.addresses(), ...NO_CACHE, BANYAN_DATA: data.path },
    });
    const client = new CheckingClient(gateway.publicAddress, await gateway.token());
    const answer = await client.get('/v1/orders?limit=1');
    expect(answer).toMatchObject({ status: 503, json: { code: 'source-unavailable' } });
    expect(await readiness({ gateway })).toMatchObject({
      status: 503,
      reason: expect.stringMatching(/anna.*being moved/),
    });
    expect(await viewStatements(erp)).toEqual([]);
    expect((await erp.counters()).logins).toBe(0);
  });
});
