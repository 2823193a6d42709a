// The whole gateway with clients that prove themselves with keys of their own and with tokens of another issuer: made at
// the administration API, used at the public one.
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeKey, signToken, startIdentityProvider } from '../support/credentials/identity-provider.js';
import type { IdentityProvider, OwnKey } from '../support/credentials/identity-provider.js';
import { eventually } from '../support/running/eventually.js';
import { ownFolder } from '../support/running/own-folder.js';
import { startErp } from '../support/running/running-erp.js';
import { startGateway } from '../support/running/running-gateway.js';
import type { RunningGateway } from '../support/running/running-gateway.js';

const OWN = 'https://api.example.com';
const ISSUER = 'https://login.example.com/contoso';
const UPLOADED = makeKey('EdDSA', 'laptop');
const PUBLISHED = makeKey('ES256', 'published');
const LOGIN = makeKey('RS256', 'login');
const seconds = (): number => Math.floor(Date.now() / 1000);

let erp: Awaited<ReturnType<typeof startErp>>;
let provider: IdentityProvider;
let gateway: RunningGateway;
const folder = ownFolder();
beforeAll(async () => {
  erp = await startErp();
  provider = await startIdentityProvider(PUBLISHED.jwk, LOGIN.jwk);
  const issuers = join(folder.path, 'issuers.json');
  const trusted = { issuer: ISSUER, jwksUri: provider.jwksUri, audience: 'api://orders', clientClaim: 'azp' };
  const mapping = { scopeClaim: 'roles', scopes: { 'Orders.Read': ['orders.list', 'orders.get'] } };
  await writeFile(issuers, JSON.stringify([{ ...trusted, ...mapping, algorithms: ['RS256'] }]), { mode: 0o600 });
  const environment = { BANYAN_PUBLIC_URL: OWN, BANYAN_JWKS_HOSTS: provider.host, BANYAN_ISSUERS_FILE: issuers };
  gateway = await startGateway({ erpUrl: erp.url(), environment });
  // `iat` has whole seconds, and an assertion that may be from before the start is refused.
  const startedBy = Date.now();
  await eventually('a second that began after the start', () => seconds() * 1000 > startedBy);
  await make('with-key', { kind: 'public-key', jwk: UPLOADED.jwk });
  await make('with-address', { kind: 'key-set', jwksUri: provider.jwksUri });
  await make('with-issuer', { kind: 'issuer', issuer: ISSUER, subject: 'reporting-app' });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await provider.stop();
  await erp[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const administer = (path: string, body: object): Promise<Response> => {
  const secret = readFileSync(join(gateway.folder, 'data', 'first-administrator.secret'), 'utf8').trim();
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  return fetch(`${gateway.adminAddress}/admin/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
};
async function make(id: string, credential: object): Promise<void> {
  const scopes = ['orders.list', 'customers.list'];
  const answer = await administer('/clients', { id, name: id, scopes, credential });
  expect([answer.status, await answer.text()]).toEqual([201, expect.any(String)]);
}

async function tokenBy(id: string, alg: string, key: OwnKey): Promise<string> {
  const claims = { iss: id, sub: id, aud: `${OWN}/oauth/token`, jti: `${id}-${Math.random()}` };
  const times = { iat: seconds(), exp: seconds() + 60 };
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await signToken(key, { alg, kid: key.kid }, { ...claims, ...times }),
  });
  const answer = await fetch(`${gateway.publicAddress}/oauth/token`, { method: 'POST', body });
  return ((await answer.json()) as { readonly access_token?: string }).access_token ?? '';
}
const external = (more: object = {}): Promise<string> => {
  const claims = { iss: ISSUER, aud: 'api://orders', sub: 'o-1', azp: 'reporting-app', roles: ['Orders.Read'] };
  const times = { iat: seconds(), exp: seconds() + 600 };
  return signToken(LOGIN, { alg: 'RS256', typ: 'JWT', kid: LOGIN.kid }, { ...claims, ...times, ...more });
};
const call = async (path: string, token: string): Promise<number> => {
  const answer = await fetch(gateway.publicAddress + path, { headers: { authorization: `Bearer ${token}` } });
  await answer.text();
  return answer.status;
};

describe.each([
  ['an uploaded key', 'with-key', 'EdDSA', UPLOADED],
  ['an address of keys', 'with-address', 'ES256', PUBLISHED],
] as const)('a client with %s', (_, id, alg, key) => {
  it('lists orders with the token it gets, is refused the rest, and ends when it is revoked', async () => {
    const token = await tokenBy(id, alg, key);

    expect([await call('/v1/orders', token), await call('/v1/items', token)]).toEqual([200, 403]);
    expect(await tokenBy(id, alg, makeKey(alg, key.kid))).toBe('');
    expect((await administer(`/clients/${id}/revoke`, {})).status).toBe(200);
    expect([await call('/v1/orders', token), await tokenBy(id, alg, key)]).toEqual([401, '']);
  });
});

describe('a client of an external issuer', () => {
  it('lists orders with a token of that issuer, is refused the rest, and ends when it is revoked', async () => {
    const token = await external();

    expect([await call('/v1/orders', token), await call('/v1/orders', token)]).toEqual([200, 200]);
    expect([await call('/v1/customers', token), await call('/v1/items', token)]).toEqual([403, 403]);
    expect(await call('/v1/orders', await external({ azp: 'somebody' }))).toBe(401);
    expect(await call('/v1/orders', await external({ nonce: 'n' }))).toBe(401);
    expect((await administer('/clients/with-issuer/revoke', {})).status).toBe(200);
    expect(await call('/v1/orders', token)).toBe(401);
  });

  it('has left no token in the log', () => {
    expect(JSON.stringify(gateway.logLines())).not.toContain('eyJ');
  });
});

describe('an issuer, or a host, that the settings do not name', () => {
  it.each([
    [{ kind: 'issuer', issuer: 'https://login.example.com/other', subject: 'x' }],
    [{ kind: 'key-set', jwksUri: 'https://keys.example.com/jwks' }],
  ])('is not taken by the administration API: %j', async (credential) => {
    const answer = await administer('/clients', { id: 'no', name: 'No', scopes: ['orders.list'], credential });

    expect(answer.status).toBe(422);
  });
});
