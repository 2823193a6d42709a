// Guards access tokens of external issuers: which are taken, for how much, and that each way to bend one ends in the
// same 401.
import { createPublicKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpKeySets } from '../../adapters/http/jwks-fetch.js';
import type { Client, Credential } from '../../src/credentials/client.js';
import { ExternalTokens } from '../../src/credentials/issuers/external-tokens.js';
import type { TrustedIssuer } from '../../src/credentials/issuers/trusted-issuer.js';
import { KeySetCache } from '../../src/credentials/key-sets/key-set-cache.js';
import { SteadyTime } from '../../src/credentials/judging/steady-time.js';
import { makeKey, signToken, startIdentityProvider } from '../support/credentials/identity-provider.js';
import type { IdentityProvider, OwnKey } from '../support/credentials/identity-provider.js';
import { forgeHmac, forgeUnsigned, without } from './forge-token.js';
import { startGuarded, tokenFor } from './guarded-gateway.js';
import type { GuardedGateway } from './guarded-gateway.js';

type Members = Readonly<Record<string, unknown>>;

const ISSUER = 'https://login.example.com/tenant-a';
const NEIGHBOUR = 'https://login.example.com/tenant-b';
const AT = '2026-11-20T12:00:00.000Z';
const RSA = makeKey('RS256');
const EC = makeKey('ES256');
const ED = makeKey('EdDSA');
const STRANGER = makeKey('RS256', 'RS256-1');

let gateway: GuardedGateway;
let provider: IdentityProvider;
const issuerOf = (more: Partial<TrustedIssuer> = {}): TrustedIssuer => ({
  ...{ issuer: ISSUER, jwksUri: provider.jwksUri, audience: 'api://banyan', clientClaim: 'azp', scopeClaim: 'scp' },
  ...{ algorithms: ['RS256', 'ES256', 'EdDSA'], tokenTypes: ['at+jwt', 'jwt'], maxLifetimeSeconds: 7200, ...more },
});
const credential = (subject: string, more: Partial<Credential> = {}, issuer = ISSUER): Credential =>
  ({ kind: 'issuer', id: `of-${subject}`, createdAt: AT, issuer, subject, ...more }) as Credential;
const hold = (...credentials: readonly Credential[]): Promise<void> =>
  gateway.clients.save({ ...gateway.client, credentials });
const change = (wanted: Partial<Client>): Promise<unknown> =>
  gateway.clients.change('web-shop', (client) => client && { client: { ...client, ...wanted } });

beforeEach(async () => {
  provider = await startIdentityProvider(RSA.jwk, EC.jwk, ED.jwk);
  gateway = await startGuarded(['orders.*'], ({ clients, clock }) => {
    const source = new HttpKeySets({ allowedHosts: [provider.host] }, clock);
    const keySets = new KeySetCache({ source, clock, observe: () => undefined, outageMs: 3_600_000 });
    const issuers = [issuerOf(), issuerOf({ issuer: NEIGHBOUR })];
    return new ExternalTokens({ issuers, keySets, clients, time: new SteadyTime(clock) });
  });
  await hold(credential('shop-app'));
});
afterEach(async () => {
  await gateway.server.close();
  await provider.stop();
});

const now = (): number => Math.floor(gateway.clock.now() / 1000);
const head = (more: Members = {}): Members & { readonly alg: string } => ({
  ...{ alg: 'RS256', typ: 'JWT', kid: RSA.kid, ...more },
});
const claims = (more: Members = {}): Members => ({
  ...{ iss: ISSUER, aud: 'api://banyan', sub: 'o-17', azp: 'shop-app', scp: 'orders.list', ver: '2.0' },
  ...{ iat: now(), nbf: now(), exp: now() + 3600, ...more },
});
const sign = (header = head(), members = claims(), key: OwnKey = RSA): Promise<string> =>
  signToken(key, header, members);
const call = async (token: string | Promise<string>, url = '/v1/orders') =>
  gateway.server.inject({ url, headers: { authorization: `Bearer ${await token}`, 'x-correlation-id': 'fixed' } });
const statusOf = async (token: string | Promise<string>, url?: string): Promise<number> =>
  (await call(token, url)).statusCode;

describe('a token of a trusted issuer', () => {
  it.each<[string, () => Promise<string>]>([
    ['RS256', () => sign()],
    ['ES256', () => sign(head({ alg: 'ES256', kid: EC.kid }), claims(), EC)],
    ['EdDSA', () => sign(head({ alg: 'EdDSA', kid: ED.kid }), claims(), ED)],
    ['no kid where one key fits', () => sign(without(head(), 'kid') as never)],
    ['the type of RFC 9068', () => sign(head({ typ: 'application/at+jwt' }))],
    ['x5t in the header', () => sign(head({ x5t: 'abc' }))],
    ['several audiences', () => sign(head(), claims({ aud: ['other', 'api://banyan'] }))],
    ['an end 29 s ago', () => sign(head(), claims({ exp: now() - 29, iat: now() - 100, nbf: now() - 100 }))],
    ['a start in 30 s', () => sign(head(), claims({ iat: now() + 30, nbf: now() + 30 }))],
  ])('is taken: %s', async (_, make) => {
    expect(await statusOf(make())).toBe(200);
    expect(gateway.usage.lastUse('of-shop-app')).toMatchObject({ operation: 'orders.list' });
  });

  it('opens what both the token and its client hold, and nothing else', async () => {
    const wide = sign(head(), claims({ scp: 'orders.list customers.list *' }));

    expect([await statusOf(sign()), await statusOf(sign(), '/v1/orders/1')]).toEqual([200, 403]);
    expect([await statusOf(wide, '/v1/orders/1'), await statusOf(wide, '/v1/customers')]).toEqual([200, 403]);
    expect(await statusOf(sign(head(), without(claims(), 'scp')))).toBe(403);
  });

  it('is verified once a minute however often it is used, and its keys are fetched once', async () => {
    const token = await sign();
    for (let times = 0; times < 50; times += 1) expect(await statusOf(token)).toBe(200);

    expect(provider.asked).toBe(1);
    expect(gateway.usage.lastUse('of-shop-app')).toBeDefined();
  });

  it('follows its client at once: narrowed, revoked, given to another', async () => {
    const token = await sign();
    expect(await statusOf(token)).toBe(200);
    await change({ scopes: ['customers.*'] });
    expect(await statusOf(token)).toBe(403);
    await change({ scopes: ['orders.*'], networks: ['10.0.0.0/8'] });
    expect(await statusOf(token)).toBe(401);
    await change({ networks: ['127.0.0.0/8'] });
    expect(await statusOf(token)).toBe(200);
    await hold(credential('shop-app', { revokedAt: AT }));
    expect(await statusOf(token)).toBe(401);
  });

  it('goes on without a refused call while another credential takes the place of its own', async () => {
    const token = await sign();
    expect(await statusOf(token)).toBe(200);
    const until = new Date(gateway.clock.now() + 95_000).toISOString();
    const retiring = credential('shop-app', { retirement: { since: AT, replacedBy: 'new', until } });
    await hold(retiring, credential('shop-app', { id: 'new' }));
    for (let times = 0; times < 30; times += 1) {
      expect(await statusOf(token)).toBe(200);
      gateway.clock.advance(10_000);
    }

    expect(gateway.usage.lastUse('new')).toBeDefined();
  });

  it('is refused a minute after its key was seen to be withdrawn', async () => {
    const token = await sign();
    expect(await statusOf(token)).toBe(200);
    provider.publish(EC.jwk);
    gateway.clock.advance(599_000);
    expect(await statusOf(token)).toBe(200);
    gateway.clock.advance(61_000);
    expect(await statusOf(token)).toBe(401);
  });

  it('goes on for an hour when its issuer is silent, and then is refused', async () => {
    expect(await statusOf(sign())).toBe(200);
    await provider.stop();
    gateway.clock.advance(3_599_000);
    expect(await statusOf(sign())).toBe(200);
    gateway.clock.advance(1000);
    expect(await statusOf(sign())).toBe(401);
  });

  it('stands beside our own, which are taken as ever', async () => {
    await gateway.clients.save(gateway.client);
    expect(await statusOf(tokenFor(gateway))).toBe(200);
    expect(provider.asked).toBe(0);
  });
});

const publicPem = (): string => createPublicKey(RSA.privateKey).export({ type: 'spki', format: 'pem' }).toString();
const MATRIX: Readonly<Record<string, () => string | Promise<string>>> = {
  'alg none': () => forgeUnsigned(head({ alg: 'none' }), claims()),
  'alg nONE': () => forgeUnsigned(head({ alg: 'nONE' }), claims()),
  'no signature': () => forgeUnsigned(head(), claims()),
  'HS256 with the public key': () => forgeHmac(publicPem(), head({ alg: 'HS256' }), claims()),
  'HS256 with the public key, said to be RS256': () => forgeHmac(publicPem(), head(), claims()),
  'an algorithm the issuer is not trusted with': () => sign(head({ alg: 'PS256' }), claims(), RSA),
  "somebody else's key under a known kid": () => sign(head(), claims(), STRANGER),
  'the key of another kind': () => sign(head({ alg: 'ES256' }), claims(), EC),
  'an unknown kid': () => sign(head({ kid: 'nobody' })),
  'a kid that walks the file system': () => sign(head({ kid: '../../../dev/null' })),
  'a kid of __proto__': () => sign(head({ kid: '__proto__' })),
  'a huge kid': () => sign(head({ kid: 'k'.repeat(201) })),
  'a kid that is no text': () => sign(head({ kid: { a: 1 } })),
  jku: () => sign(head({ jku: provider.jwksUri })),
  x5u: () => sign(head({ x5u: provider.jwksUri })),
  x5c: () => sign(head({ x5c: ['MIIB'] })),
  'its own key': () => sign(head({ jwk: STRANGER.jwk }), claims(), STRANGER),
  'no type': () => sign(without(head(), 'typ') as never),
  'another type': () => sign(head({ typ: 'id+jwt' })),
  'a logout token': () => sign(head({ typ: 'logout+jwt' })),
  'an ID token by its nonce': () => sign(head(), claims({ nonce: 'n' })),
  'an ID token by its at_hash': () => sign(head(), claims({ at_hash: 'h' })),
  'an ID token that says so': () => sign(head(), claims({ typ: 'ID' })),
  'an ID token by its use': () => sign(head(), claims({ token_use: 'id' })),
  'a refresh token': () => sign(head(), claims({ typ: 'Refresh' })),
  'a token bound to a key': () => sign(head(), claims({ cnf: { jkt: 'x' } })),
  'an issuer nobody trusts, with the same keys': () =>
    sign(head(), claims({ iss: 'https://login.example.com/tenant-c' })),
  'the issuer with a slash': () => sign(head(), claims({ iss: `${ISSUER}/` })),
  'a trusted issuer of whose clients this is none': () => sign(head(), claims({ iss: NEIGHBOUR })),
  'an issuer in a list': () => sign(head(), claims({ iss: [ISSUER] })),
  'no issuer': () => sign(head(), without(claims(), 'iss')),
  'our own name as issuer': () => sign(head(), claims({ iss: 'https://gateway.test' })),
  'another audience': () => sign(head(), claims({ aud: 'api://other' })),
  'the audience of our own tokens': () => sign(head(), claims({ aud: 'https://api.test' })),
  'no audience': () => sign(head(), without(claims(), 'aud')),
  'an empty audience': () => sign(head(), claims({ aud: [] })),
  'no end': () => sign(head(), without(claims(), 'exp')),
  'an end 30 s ago': () => sign(head(), claims({ exp: now() - 30, iat: now() - 100, nbf: now() - 100 })),
  'no iat': () => sign(head(), without(claims(), 'iat')),
  'iat in the future': () => sign(head(), claims({ iat: now() + 31 })),
  'nbf in the future': () => sign(head(), claims({ nbf: now() + 31 })),
  'a longer life than the issuer may give': () => sign(head(), claims({ exp: now() + 7201 })),
  'no client': () => sign(head(), without(claims(), 'azp')),
  'an empty client': () => sign(head(), claims({ azp: '' })),
  'an unknown client': () => sign(head(), claims({ azp: 'somebody' })),
  'the id of ours instead of theirs': () => sign(head(), claims({ azp: 'web-shop', client_id: 'web-shop' })),
  'a client in a list': () => sign(head(), claims({ azp: ['shop-app'] })),
  'a token of 8 kB': () => sign(head(), claims({ padding: 'x'.repeat(6200) })),
  'a token of 1 MB': () => sign(head(), claims({ padding: 'x'.repeat(750_000) })),
};

describe('a forged or bent token of a trusted issuer', () => {
  it.each(Object.keys(MATRIX))('is refused with the same 401: %s', async (name) => {
    const plain = await gateway.server.inject({ url: '/v1/orders', headers: { 'x-correlation-id': 'fixed' } });
    const answer = await call((await MATRIX[name]?.()) ?? '');

    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toEqual(plain.json());
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="banyan", error="invalid_token"');
    expect(provider.asked).toBeLessThanOrEqual(1);
    expect(JSON.stringify(gateway.observations)).not.toMatch(/eyJ|login\.example/);
  });

  it.each(['ES256', 'EdDSA'] as const)('with another signature is refused for %s too', async (alg) => {
    const forger = makeKey(alg);
    expect(await statusOf(sign(head({ alg, kid: forger.kid }), claims(), forger))).toBe(401);
  });

  it('that invents key ids causes at most ten fetches in a minute, and disturbs nobody', async () => {
    const [good, ...bad] = await Promise.all([sign(), ...[1, 2, 3].map((n) => sign(head({ kid: `random-${n}` })))]);
    expect(await statusOf(good)).toBe(200);
    for (let times = 0; times < 300; times += 1) {
      expect(await statusOf(bad[times % 3] ?? '')).toBe(401);
      gateway.clock.advance(200);
    }

    expect(provider.asked).toBeLessThanOrEqual(10);
    expect(await statusOf(good)).toBe(200);
  });
});

describe('a clock that jumps', () => {
  it('two hours back makes no token good that has ended', async () => {
    const token = await sign(head(), claims({ iat: now() - 7000, nbf: now() - 7000, exp: now() + 60 }));
    expect(await statusOf(token)).toBe(200);
    gateway.clock.advance(91_000);
    gateway.clock.jump(-7_000_000);
    expect(await statusOf(token)).toBe(401);
  });
});
