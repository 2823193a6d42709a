// Applications and administrators have a door each, and neither gets in at the other's. Whoever gets in, or is refused a
// thing behind the door, has used a credential; whoever is nobody has not.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAdminApp } from '../../src/admin/admin-server.js';
import type { AdminApp } from '../../src/admin/admin-server.js';
import { issueCredential } from '../../src/credentials/issue-credential.js';
import { makeSecret } from '../../src/credentials/secret.js';
import { createMetrics } from '../../src/observability/metrics/metrics.js';
import { SmallDoor } from '../support/write/small-door.js';
import { passive } from '../support/write/one-administrator.js';
import { OperatorDesk } from '../../src/write/operators/operator-desk.js';
import { tokenFor } from './guarded-gateway.js';
import { startTokenGateway } from './token-gateway.js';
import type { TokenGateway } from './token-gateway.js';

let gateway: TokenGateway;
let admin: AdminApp;
let adminUrl: string;
let administrator: string;
let administratorCredential: string;
beforeAll(async () => {
  gateway = await startTokenGateway();
  const { clients, usage, pepper, clock } = gateway;
  const { credential, secret } = issueCredential(pepper, clock);
  [administrator, administratorCredential] = [secret, credential.id];
  await clients.save({
    ...{ id: 'anna', kind: 'administrator', name: 'Anna', scopes: ['admin.*', '*'], grants: ['*'] },
    ...{ createdAt: credential.createdAt, credentials: [credential] },
  });
  const { journal, audit } = new SmallDoor([]);
  admin = await createAdminApp({
    readiness: { sources: () => new Map(), warnings: () => [], stopping: () => false },
    metrics: createMetrics({ operations: [], versions: [], processMetrics: false }),
    ...{ clock, observe: () => undefined },
    administration: {
      gate: { ...passive(clock), clients, usage, pepper, clock },
      desks: { commands: { desk: new OperatorDesk(journal, audit), mask: () => '***' } },
    },
  });
  adminUrl = await admin.listen();
});
afterAll(async () => {
  await admin.close();
  await gateway.app.close();
  await gateway.server.close();
});

const atPublic = (bearer: string, url = '/v1/orders') =>
  gateway.server.inject({ url, headers: { authorization: `Bearer ${bearer}`, 'x-correlation-id': 'fixed' } });

const atAdmin = (bearer: string): Promise<Response> =>
  fetch(`${adminUrl}/admin/v1/commands`, { headers: { authorization: `Bearer ${bearer}` } });

const atTokens = (id: string, secret: string) =>
  gateway.app.inject({
    method: 'POST',
    url: '/oauth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret }).toString(),
  });

describe('an administrator', () => {
  it('is let in at the administration, and at the API is nobody, whatever scopes it holds', async () => {
    expect((await atAdmin(administrator)).status).toBe(200);
    const [refused, nobody] = [await atPublic(administrator), await atPublic(makeSecret().text)];
    expect([refused.statusCode, refused.body]).toEqual([401, nobody.body]);
  });

  it('gets no token, and no token is believed that says it is one', async () => {
    const [refused, nobody] = [await atTokens('anna', administrator), await atTokens('nobody', makeSecret().text)];
    expect([refused.statusCode, refused.body]).toEqual([401, nobody.body]);
    const subject = { clientId: 'anna', credentialId: administratorCredential, scopes: ['*'] };
    expect((await atPublic(await gateway.issuer.issue(subject))).statusCode).toBe(401);
  });

  it('is out at once when it is revoked, or its credential is, and when that has ended', async () => {
    const { clients, clock } = gateway;
    const whole = clients.find('anna');
    if (whole === undefined) throw new Error('there is no administrator');
    const ended = new Date(clock.now()).toISOString();
    const ends = [
      { revokedAt: ended },
      { credentials: whole.credentials.map((each) => ({ ...each, revokedAt: ended })) },
      { credentials: whole.credentials.map((each) => ({ ...each, expiresAt: ended })) },
    ];
    for (const end of ends) {
      await clients.save({ ...whole, ...end });
      expect((await atAdmin(administrator)).status).toBe(401);
      await clients.save(whole);
      expect((await atAdmin(administrator)).status).toBe(200);
    }
  });
});

describe('an application', () => {
  it('is nobody at the administration, with its secret and with a token', async () => {
    const nobody = await (await atAdmin(makeSecret().text)).json();
    for (const bearer of [gateway.secret, await tokenFor(gateway)]) {
      const answer = await atAdmin(bearer);
      expect([answer.status, await answer.json()]).toEqual([401, { ...(nobody as object), ...correlated(nobody) }]);
    }
  });

  it('is out at once when it is revoked', async () => {
    const { clients, client } = gateway;
    const token = await tokenFor(gateway);
    expect((await atPublic(token)).statusCode).toBe(200);
    await clients.save({ ...client, revokedAt: '2026-11-20T12:00:00Z' });
    expect((await atPublic(token)).statusCode).toBe(401);
    await clients.save(client);
  });
});

describe('a credential was used', () => {
  const credentialId = (): string => gateway.client.credentials[0]?.id ?? '';

  it('by a token or key that was let in or refused a thing, and for a token', async () => {
    const { usage, clock } = gateway;
    const token = await tokenFor(gateway);
    const steps: readonly (readonly [operation: string, ask: () => PromiseLike<unknown>])[] = [
      ['orders.get', () => atPublic(token, '/v1/orders/1')],
      ['customers.list', () => atPublic(token, '/v1/customers')],
      ['token', () => atTokens('web-shop', gateway.secret)],
      ['orders.list', () => atPublic(token)],
    ];
    for (const [operation, ask] of steps) {
      clock.advance(1_000);
      await ask();
      const lastUsedAt = new Date(clock.now()).toISOString();
      expect(usage.lastUse(credentialId())).toMatchObject({ operation, lastUsedAt, address: '127.0.0.1' });
    }
  });

  it('but not by whoever failed to prove to be its holder', async () => {
    const { usage, clock } = gateway;
    const before = usage.lastUse(credentialId());
    clock.advance(1_000);
    const [, , bits = ''] = makeSecret().text.split('_');
    await atPublic(`bny_${credentialId()}_${bits}_00000000`);
    await atTokens('web-shop', makeSecret().text);
    expect(usage.lastUse(credentialId())).toEqual(before);
  });

  it('by an administrator at its own door', async () => {
    gateway.clock.advance(1_000);
    await atAdmin(administrator);
    expect(gateway.usage.lastUse(administratorCredential)).toMatchObject({
      lastUsedAt: new Date(gateway.clock.now()).toISOString(),
      address: '127.0.0.1',
    });
  });
});

/** What differs from answer to answer. */
function correlated(body: unknown): object {
  const { correlationId } = body as { readonly correlationId?: string };
  return correlationId === undefined ? {} : { correlationId: expect.any(String) };
}
