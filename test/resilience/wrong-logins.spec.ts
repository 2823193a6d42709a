// Logins that must not be used: one that may do too much, and one that may not even log in.
import { describe, expect, it, jest } from '@jest/globals';
import { CheckingClient } from '../support/running/checking-client.js';
import { eventually } from '../support/running/eventually.js';
import { startErp } from '../support/running/running-erp.js';
import type { RunningErp } from '../support/running/running-erp.js';
import { startGateway } from '../support/running/running-gateway.js';
import { readiness, viewStatements } from './hurried-stage.js';

// Limits inside the tests are tight; this one only has to be longer than a busy machine needs.
jest.setTimeout(120_000);

async function refusedWith(erp: RunningErp, erpUrl: string): Promise<string> {
  await using gateway = await startGateway({ erpUrl });
  const client = new CheckingClient(gateway.publicAddress, await gateway.token());
  for (const target of ['/v1/orders', '/v1/customers/C10001']) {
    expect(await client.get(target)).toMatchObject({ status: 503, json: { code: 'source-unavailable' } });
  }
  const { status, reason } = await readiness({ gateway });
  expect(status).toBe(503);
  expect(await viewStatements(erp)).toEqual([]);
  const answer = (await client.get('/v1/orders')).text;
  for (const secret of [reason.slice(0, 30), 'erp_owner', 'Contoso', 'localhost']) expect(answer).not.toContain(secret);
  return reason;
}

describe('a login', () => {
  it('that may do more than read is never used, and readiness says what to change', async () => {
    await using erp = await startErp();
    const reason = await refusedWith(erp, erp.url('erp_owner'));
    expect(reason).toMatch(/db_owner.*give the gateway a login of its own that may only SELECT/);
  });

  it('that may execute procedures is never used either', async () => {
    await using erp = await startErp();
    expect(await refusedWith(erp, erp.url('banyan_writer'))).toMatch(/give the gateway a login of its own/);
  });

  it('that is refused is not tried again by every caller, because that would lock the account', async () => {
    await using erp = await startErp();
    await erp.control('POST', '/logins', { refuse: true });
    await using gateway = await startGateway({ erpUrl: erp.url() });
    const client = new CheckingClient(gateway.publicAddress, await gateway.token());
    const started = performance.now();
    for (let index = 0; index < 10; index++) {
      await Promise.all(Array.from({ length: 10 }, () => client.get(`/v1/orders?limit=${index + 1}`)));
    }
    const { refusedLogins } = await erp.counters();
    // The eight slots may all be in the middle of a login when the first is refused.
    expect(refusedLogins).toBeLessThanOrEqual(9 * (1 + Math.ceil((performance.now() - started) / 2000)));
    await erp.control('POST', '/logins', { refuse: false });
    await eventually('an answer', async () => (await client.get('/v1/orders?limit=1')).status === 200);
  });

  it('with a wrong password is said to be that, without the password', async () => {
    await using erp = await startErp();
    const password = encodeURIComponent(erp.password('banyan_reader'));
    const reason = await refusedWith(erp, erp.url().replace(password, 'hunter2'));
    expect(reason).toMatch(/user|password|login/i);
    expect(reason).not.toContain('hunter2');
  });
});
