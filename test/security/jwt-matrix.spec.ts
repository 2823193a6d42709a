// The JWT matrix: every way to forge or bend a token that we know of ends in the same 401, quickly, and without the
// gateway fetching anything.
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSigningKeyText } from '../../src/credentials/tokens/signing-keys.js';
import { readSigningKeys } from '../support/credentials/fixed-signing-keys.js';
import { forge, forgeHmac, forgeUnsigned, forgeWith, goodClaims, goodHeader, without } from './forge-token.js';
import { startGuarded, tokenFor } from './guarded-gateway.js';
import type { GuardedGateway } from './guarded-gateway.js';

let gateway: GuardedGateway;
let trap: Server;
let trapAddress: string;
let trapHits = 0;
beforeAll(async () => {
  gateway = await startGuarded();
  await gateway.server.ready();
  trap = createServer((socket) => {
    trapHits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
  trapAddress = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/keys.json`;
});
afterAll(async () => {
  await gateway.server.close();
  trap.close();
});

const otherKey = newSigningKeyText();
const head = (changes: object): Record<string, unknown> => ({ ...goodHeader(gateway), ...changes });
const claim = (changes: object): Record<string, unknown> => ({ ...goodClaims(gateway), ...changes });
const withHeader = (changes: object): string => forge(gateway, head(changes), claim({}));
const withClaims = (changes: object): string => forge(gateway, head({}), claim(changes));
const publicPem = (): string => [...gateway.keys.verification.values()][0] ?? '';
const now = (): number => Math.floor(gateway.clock.now() / 1000);
const whole = (): string => forge(gateway, head({}), claim({}));

const MATRIX: Readonly<Record<string, () => string>> = {
  'alg none': () => forgeUnsigned(head({ alg: 'none' }), claim({})),
  'alg None': () => forgeUnsigned(head({ alg: 'None' }), claim({})),
  'alg nONE': () => forgeUnsigned(head({ alg: 'nONE' }), claim({})),
  'alg none with a signature': () => withHeader({ alg: 'none' }),
  'no alg': () => forge(gateway, without(head({}), 'alg'), claim({})),
  'a good header without a signature': () => forgeUnsigned(head({}), claim({})),
  'HS256 with the public key in PEM': () => forgeHmac(publicPem(), head({ alg: 'HS256' }), claim({})),
  'HS256 with the public key, said to be ES256': () => forgeHmac(publicPem(), head({}), claim({})),
  'alg ES384': () => withHeader({ alg: 'ES384' }),
  'alg es256': () => withHeader({ alg: 'es256' }),
  "somebody else's key under our kid": () => forgeWith(otherKey, head({}), claim({})),
  'a changed claim under an old signature': () => tamper(whole()),
  'a wrong issuer': () => withClaims({ iss: 'https://evil.test' }),
  'our issuer with a slash': () => withClaims({ iss: 'https://gateway.test/' }),
  'no issuer': () => forge(gateway, head({}), without(claim({}), 'iss')),
  'a wrong audience': () => withClaims({ aud: 'https://other.test' }),
  'no audience': () => forge(gateway, head({}), without(claim({}), 'aud')),
  'an empty audience': () => withClaims({ aud: [] }),
  'a wrong type': () => withHeader({ typ: 'JWT' }),
  'no type': () => forge(gateway, without(head({}), 'typ'), claim({})),
  'no expiry': () => forge(gateway, head({}), without(claim({}), 'exp')),
  'an expiry in words': () => withClaims({ exp: '9999999999' }),
  'an expiry of null': () => withClaims({ exp: null }),
  'an expiry more than the skew ago': () => withClaims({ iat: now() - 700, exp: now() - 31 }),
  'a life of more than fifteen minutes': () => withClaims({ exp: now() + 901 }),
  'a life that began long ago': () => withClaims({ iat: now() - 1000, exp: now() + 600 }),
  'a clock that was behind when it was issued': () => withClaims({ ahead: -1 }),
  'a difference of clocks in words': () => withClaims({ ahead: '7200' }),
  'nbf beyond the skew': () => withClaims({ nbf: now() + 31 }),
  'iat beyond the skew': () => withClaims({ iat: now() + 31 }),
  'no iat': () => forge(gateway, head({}), without(claim({}), 'iat')),
  'no kid': () => forge(gateway, without(head({}), 'kid'), claim({})),
  'an unknown kid': () => withHeader({ kid: 'A'.repeat(43) }),
  'a kid that walks the file system': () => withHeader({ kid: '../../../../dev/null' }),
  'a kid with SQL': () => withHeader({ kid: "' OR 1=1 --" }),
  'a kid of __proto__': () => withHeader({ kid: '__proto__' }),
  'a huge kid': () => withHeader({ kid: 'k'.repeat(4000) }),
  'a kid that is an object': () => withHeader({ kid: { toString: 'x' } }),
  jku: () => withHeader({ jku: trapAddress }),
  'jku with the key it would serve': () => forgeWith(otherKey, head({ jku: trapAddress, kid: 'evil' }), claim({})),
  x5u: () => withHeader({ x5u: trapAddress }),
  x5c: () => withHeader({ x5c: ['MIIB'] }),
  crit: () => withHeader({ crit: ['exp'] }),
  'b64 false': () => withHeader({ b64: false, crit: ['b64'] }),
  'an issuer that serves keys': () => withClaims({ iss: trapAddress }),
  'an ID token': () =>
    forge(gateway, head({ typ: 'JWT' }), { ...without(claim({}), 'scope'), nonce: 'n', email: 'a@b.c' }),
  'no scope': () => forge(gateway, head({}), without(claim({}), 'scope')),
  'a scope in a list': () => withClaims({ scope: ['orders.list'] }),
  'no credential id': () => forge(gateway, head({}), without(claim({}), 'cid')),
  'an unknown credential id': () => withClaims({ cid: 'ffffffffffffffff' }),
  'an unknown client': () => withClaims({ sub: 'nobody', client_id: 'nobody' }),
  'a client that is not the subject': () => withClaims({ sub: 'somebody' }),
  'claims that are a list': () => forge(gateway, head({}), [] as never),
  'claims that are null': () => forge(gateway, head({}), null as never),
  'a header that is null': () => forge(gateway, null as never, claim({})),
  'a header that is no JSON': () => `${Buffer.from('{alg:ES256').toString('base64url')}.e30.AAAA`,
  'two parts': () => whole().split('.').slice(0, 2).join('.'),
  'four parts': () => `${whole()}.AAAA`,
  'five parts, as an encrypted token': () => 'e30.AA.AA.AA.AA',
  'dots only': () => '..',
  'an embedded NUL': () => whole().replace('.', '.\0'),
  'a blank inside': () => whole().replace('.', '. '),
  'a tab behind': () => `${whole()}\t`,
  'two tokens': () => `${whole()}, ${whole()}`,
  'two tokens in a row': () => `${whole()} ${whole()}`,
  'the standard alphabet of base64': () => whole().replace(/\.[^.]*$/, '.++//++//'),
  'a token of 9 kB': () => withClaims({ padding: 'x'.repeat(6700) }),
  'a token of 1 MB': () => withClaims({ padding: 'x'.repeat(750_000) }),
  'a megabyte of dots': () => '.'.repeat(1_000_000),
  'a megabyte of one letter': () => 'a'.repeat(1_000_000),
};

function tamper(token: string): string {
  const [header, , signature] = token.split('.');
  const claims = Buffer.from(JSON.stringify(claim({ scope: '*' }))).toString('base64url');
  return [header, claims, signature].join('.');
}

async function knock(authorization: string | undefined) {
  const headers = authorization === undefined ? {} : { authorization };
  return gateway.server.inject({ url: '/v1/orders', headers: { ...headers, 'x-correlation-id': 'fixed' } });
}

describe('a forged or bent token', () => {
  it('has a good twin that is accepted, so that each refusal is about its one difference', async () => {
    expect((await knock(`Bearer ${whole()}`)).statusCode).toBe(200);
    expect((await knock(`Bearer ${await tokenFor(gateway)}`)).statusCode).toBe(200);
  });

  it.each(Object.keys(MATRIX))('is refused with the same 401: %s', async (name) => {
    const token = MATRIX[name]?.() ?? '';
    const plain = await knock(undefined);

    const answer = await knock(`Bearer ${token}`);

    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toEqual(plain.json());
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="banyan", error="invalid_token"');
  });

  it('is refused when it carries its own key', async () => {
    const { keys } = await readSigningKeys(otherKey).then(({ jwks }) => jwks);
    const token = forgeWith(otherKey, head({ jwk: keys[0] }), claim({}));

    expect((await knock(`Bearer ${token}`)).statusCode).toBe(401);
  });

  it('costs less than 50 ms of a processor, a megabyte over a real connection included', async () => {
    const address = await gateway.server.listen({ port: 0, host: '127.0.0.1' });
    const slow: string[] = [];
    for (const [name, make] of Object.entries(MATRIX)) {
      const token = make();
      if (/[\0\t]/.test(token)) continue;
      const times = [await cost(address, token), await cost(address, token), await cost(address, token)];
      if (Math.min(...times) > 50) slow.push(`${name}: ${Math.min(...times)} ms`);
    }

    expect(slow).toEqual([]);
  });

  it('never makes the gateway connect to anything', () => {
    expect(trapHits).toBe(0);
  });

  it('leaves neither itself nor a part of it in what is observed', () => {
    const told = JSON.stringify(gateway.observations);

    expect(told).toContain('authentication-refused');
    expect(told).not.toMatch(/eyJ|ES256|AAAA|evil/);
  });
});

/** Milliseconds of processor time, the caller's part included. A clock on the wall would measure who else is at work. */
async function cost(address: string, token: string): Promise<number> {
  const before = process.cpuUsage();
  const answer = await fetch(`${address}/v1/orders`, { headers: { authorization: `Bearer ${token}` } });
  await answer.text();
  expect(answer.status).toBe(401);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('what is not a bearer token at all', () => {
  it.each([
    ['no header', undefined],
    ['Basic', 'Basic d2ViLXNob3A6eA=='],
    ['an unknown scheme', 'Negotiate abc'],
    ['an empty header', ''],
  ])('gets a challenge without an error: %s', async (_, authorization) => {
    const answer = await knock(authorization);

    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="banyan"');
  });

  it('is not searched for in the query', async () => {
    const token = await tokenFor(gateway);

    const answer = await gateway.server.inject({ url: `/v1/orders?access_token=${token}` });

    expect(answer.statusCode).toBe(401);
  });

  it('accepts the scheme in any case and several blanks before the token', async () => {
    const token = await tokenFor(gateway);

    for (const start of ['bearer ', 'BEARER ', 'bEaReR   ']) {
      expect((await knock(start + token)).statusCode).toBe(200);
    }
  });
});
