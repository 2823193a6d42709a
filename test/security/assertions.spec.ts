// Guards private_key_jwt: every way to forge, bend or repeat an assertion that we know of ends like a wrong secret.
import { createPublicKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Credential } from '../../src/credentials/client.js';
import { ASSERTION_TYPE, AssertionStage, AT, byKey, head, KEYS, LATER, STRANGER } from './assertion-stage.js';
import { forgeHmac, forgeUnsigned, without } from './forge-token.js';
import { TERMS } from './guarded-gateway.js';
import type { TokenGatewayOptions } from './token-gateway.js';

let stage: AssertionStage;
async function begin(options: TokenGatewayOptions = {}, ...credentials: readonly Credential[]): Promise<void> {
  stage = await AssertionStage.start(options);
  await stage.hold(...credentials);
}
afterEach(() => stage[Symbol.asyncDispose]());

describe('a client with an uploaded key', () => {
  beforeEach(() => begin({}, byKey(KEYS.ES256, 'es')));

  it.each<[string, () => Promise<string>, Readonly<Record<string, string>>?]>([
    ['as it is meant', () => stage.sign()],
    ['its id besides', () => stage.sign(), { client_id: 'web-shop' }],
    [
      'the address of the endpoint as audience',
      () => stage.sign(head(), stage.claims({ aud: `${TERMS.issuer}/oauth/token` })),
    ],
    ['a list of one audience', () => stage.sign(head(), stage.claims({ aud: [TERMS.issuer] }))],
    ['typ JWT', () => stage.sign(head({ typ: 'JWT' }))],
    ['a typ of its own', () => stage.sign(head({ typ: 'client-authentication+jwt' }))],
    ['no kid while there is one key', () => stage.sign(without(head(), 'kid') as never)],
    ['the id of the credential as kid', () => stage.sign(head({ kid: 'es' }))],
    [
      'a clock that is 30 s ahead',
      () => stage.sign(head(), stage.claims({ iat: stage.now() + 30, nbf: stage.now() + 30, exp: stage.now() + 330 })),
    ],
    ['29 s after its end', () => stage.sign(head(), stage.claims({ exp: stage.now() - 29 }))],
    ['x5t in the header', () => stage.sign(head({ x5t: 'abc' }))],
  ])('gets a token for its credential: %s', async (_, make, more = {}) => {
    const answer = await stage.present(await make(), more);

    expect(answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
    const [, body = ''] = answer.json<{ access_token: string }>().access_token.split('.');
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toMatchObject({ sub: 'web-shop', cid: 'es' });
    expect(stage.gateway.usage.lastUse('es')).toMatchObject({ operation: 'token' });
    expect(stage.provider.asked).toBe(0);
  });

  const MATRIX: Readonly<Record<string, () => string | Promise<string>>> = {
    'alg none': () => forgeUnsigned(head({ alg: 'none' }), stage.claims()),
    'alg nONE': () => forgeUnsigned(head({ alg: 'nONE' }), stage.claims()),
    'no signature': () => forgeUnsigned(head(), stage.claims()),
    'HS256 with the public key': () => forgeHmac(publicPem(), head({ alg: 'HS256' }), stage.claims()),
    'HS256 with the public key, said to be ES256': () => forgeHmac(publicPem(), head(), stage.claims()),
    'HS256 with its secret': () => forgeHmac(stage.gateway.secret, head({ alg: 'HS256' }), stage.claims()),
    "somebody else's key": () => stage.sign(head(), stage.claims(), STRANGER),
    'the algorithm of another kind of key': () => stage.sign(head({ alg: 'RS256' }), stage.claims(), KEYS.RS256),
    'a changed claim': async () => changed(await stage.sign()),
    'an unknown kid': () => stage.sign(head({ kid: 'nobody' })),
    'a kid that is no text': () => stage.sign(head({ kid: 7 })),
    'a huge kid': () => stage.sign(head({ kid: 'k'.repeat(201) })),
    'a kid that walks the file system': () => stage.sign(head({ kid: '../../../dev/null' })),
    jku: () => stage.sign(head({ jku: stage.provider.jwksUri })),
    x5u: () => stage.sign(head({ x5u: stage.provider.jwksUri })),
    x5c: () => stage.sign(head({ x5c: ['MIIB'] })),
    'its own key': () => stage.sign(head({ jwk: STRANGER.jwk }), stage.claims(), STRANGER),
    'another type': () => stage.sign(head({ typ: 'at+jwt' })),
    'an ID token': () => stage.sign(head({ typ: 'JWT' }), { ...stage.claims({ aud: 'web-shop' }), nonce: 'n' }),
    'another issuer': () => stage.sign(head(), stage.claims({ iss: 'somebody' })),
    'another client': () => stage.sign(head(), stage.claims({ iss: 'nobody', sub: 'nobody' })),
    'the id of every object': () => stage.sign(head(), stage.claims({ iss: '__proto__', sub: '__proto__' })),
    'no issuer': () => stage.sign(head(), without(stage.claims(), 'iss')),
    'no subject': () => stage.sign(head(), without(stage.claims(), 'sub')),
    'another audience': () => stage.sign(head(), stage.claims({ aud: 'https://other.test' })),
    'the audience of our access tokens': () => stage.sign(head(), stage.claims({ aud: TERMS.audience })),
    'a second audience': () => stage.sign(head(), stage.claims({ aud: [TERMS.issuer, 'https://other.test'] })),
    'no audience': () => stage.sign(head(), without(stage.claims(), 'aud')),
    'an empty audience': () => stage.sign(head(), stage.claims({ aud: [] })),
    'no end': () => stage.sign(head(), without(stage.claims(), 'exp')),
    'an end in words': () => stage.sign(head(), stage.claims({ exp: '9999999999' })),
    'an end 30 s ago': () => stage.sign(head(), stage.claims({ exp: stage.now() - 30 })),
    'an end in more than five minutes': () => stage.sign(head(), stage.claims({ exp: stage.now() + 331 })),
    'no start': () => stage.sign(head(), without(stage.claims(), 'iat')),
    'a start in the future': () => stage.sign(head(), stage.claims({ iat: stage.now() + 31 })),
    'nbf in the future': () => stage.sign(head(), stage.claims({ nbf: stage.now() + 31 })),
    'a start before the gateway was started': () => stage.sign(head(), stage.claims({ iat: stage.now() - 1 })),
    'no number': () => stage.sign(head(), without(stage.claims(), 'jti')),
    'an empty number': () => stage.sign(head(), stage.claims({ jti: '' })),
    'a huge number': () => stage.sign(head(), stage.claims({ jti: 'x'.repeat(257) })),
    'more than 8 kB': () => stage.sign(head(), stage.claims({ padding: 'x'.repeat(6500) })),
    'no token at all': () => 'zażółć',
    'dots only': () => '..',
    'claims that are a list': () => forgeUnsigned(head(), [] as never) + 'AAAA',
    'an access token of ours': () =>
      stage.gateway.issuer.issue({ clientId: 'web-shop', credentialId: 'es', scopes: ['orders.list'] }),
  };
  const publicPem = (): string =>
    createPublicKey(KEYS.ES256.privateKey).export({ type: 'spki', format: 'pem' }).toString();

  it.each(Object.keys(MATRIX))('is refused like a wrong secret: %s', async (name) => {
    const wrong = await stage.post({ client_id: 'web-shop', client_secret: 'wrong' });

    const answer = await stage.present((await MATRIX[name]?.()) ?? '');

    expect(answer.statusCode).toBe(401);
    expect(answer.body).toBe(wrong.body);
    expect(answer.headers['www-authenticate']).toBe(wrong.headers['www-authenticate']);
    expect(stage.provider.asked).toBe(0);
    expect(JSON.stringify(stage.gateway.observations)).not.toMatch(/eyJ|BEGIN/);
  });

  it('gets one token for one assertion, also when it is sent twice at the same moment', async () => {
    const assertion = await stage.sign();
    const answers = await Promise.all([stage.statusOf(assertion), stage.statusOf(assertion)]);

    expect(answers.toSorted((a, b) => a - b)).toEqual([200, 401]);
    stage.gateway.clock.advance(89_000);
    expect(await stage.statusOf(assertion)).toBe(401);
    expect(stage.lastFault()).toBe('replayed');
  });

  it('may use a number again with another client only', async () => {
    await stage.gateway.clients.save({ ...stage.gateway.client, id: 'other', credentials: [byKey(LATER, 'lk')] });
    const other = stage.claims({ iss: 'other', sub: 'other', jti: 'same' });

    expect(await stage.statusOf(stage.sign(head(), stage.claims({ jti: 'same' })))).toBe(200);
    expect(await stage.statusOf(stage.sign(head({ kid: 'later' }), other, LATER))).toBe(200);
    expect(await stage.statusOf(stage.sign(head(), stage.claims({ jti: 'same' })))).toBe(401);
  });

  it('cannot be named by somebody else: a client_id that is not the subject is refused', async () => {
    expect((await stage.present(await stage.sign(), { client_id: 'other' })).statusCode).toBe(401);
  });

  it.each<[string, () => Promise<{ readonly statusCode: number; json: () => unknown }>]>([
    [
      'a secret besides',
      async () => stage.present(await stage.sign(), { client_id: 'web-shop', client_secret: stage.gateway.secret }),
    ],
    [
      'an Authorization header besides',
      async () =>
        stage.post(
          { client_assertion_type: ASSERTION_TYPE, client_assertion: await stage.sign() },
          { authorization: 'Basic eDp5' },
        ),
    ],
    ['no type', async () => stage.post({ client_assertion: await stage.sign() })],
    ['another type', async () => stage.post({ client_assertion: await stage.sign(), client_assertion_type: 'saml' })],
    ['a type without an assertion', async () => stage.post({ client_assertion_type: ASSERTION_TYPE })],
  ])('is told that the request breaks the rules: %s', async (_, ask) => {
    const answer = await ask();

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_request' });
  });

  it.each<[string, Partial<Credential>, string]>([
    ['has been revoked', { revokedAt: AT }, 'revoked'],
    ['has ended', { expiresAt: AT }, 'revoked'],
    ['has not begun', { startsAt: '2026-11-20T12:00:01.000Z' }, 'revoked'],
    ['was replaced', { retirement: { since: AT, replacedBy: 'x', until: AT } }, 'revoked'],
  ])('gets nothing for a credential that %s', async (_, life, fault) => {
    await stage.hold(byKey(KEYS.ES256, 'es', life));

    expect(await stage.statusOf(stage.sign())).toBe(401);
    expect(stage.lastFault()).toBe(fault);
  });

  it('gets nothing from a network it may not call from, nor as an administrator', async () => {
    const { client, clients } = stage.gateway;
    const credentials = [byKey(KEYS.ES256, 'es')];
    await clients.save({ ...client, credentials, networks: ['10.0.0.0/8'] });
    expect(await stage.statusOf(stage.sign())).toBe(401);
    expect(stage.lastFault()).toBe('network');
    await clients.save({ ...client, credentials, kind: 'administrator' });
    expect(await stage.statusOf(stage.sign())).toBe(401);
  });

  it('ends in 429 after too many wrong ones, and a right one still passes', async () => {
    await stage[Symbol.asyncDispose]();
    await begin({ perClient: 2 }, byKey(KEYS.ES256, 'es'));
    const wrong = (): Promise<number> => stage.statusOf(stage.sign(head(), stage.claims(), STRANGER));

    expect([await wrong(), await wrong(), await wrong()]).toEqual([401, 401, 429]);
    expect(await stage.statusOf(stage.sign())).toBe(200);
  });
});

describe('a clock that jumps', () => {
  beforeEach(() => begin({}, byKey(KEYS.ES256, 'es')));

  it('two hours forward makes no old assertion good, and none that was used good again when it comes back', async () => {
    const [first, second] = [await stage.sign(), await stage.sign()];
    expect(await stage.statusOf(first)).toBe(200);
    stage.gateway.clock.jump(7_200_000);
    expect(await stage.statusOf(second)).toBe(401);
    stage.gateway.clock.jump(-7_200_000);
    expect([await stage.statusOf(first), await stage.statusOf(second)]).toEqual([401, 200]);
  });

  it('two hours back brings back nothing that has ended', async () => {
    const assertion = await stage.sign();
    stage.gateway.clock.advance(120_000);
    stage.gateway.clock.jump(-7_200_000);
    expect(await stage.statusOf(assertion)).toBe(401);
  });
});

describe('private_key_jwt switched off', () => {
  beforeEach(() => begin({ assertion: false }, byKey(KEYS.ES256, 'es')));

  it('proves nobody, and is not published', async () => {
    const metadata = (await stage.gateway.app.inject('/.well-known/oauth-authorization-server')).json<object>();

    expect(await stage.statusOf(stage.sign())).toBe(401);
    expect(JSON.stringify(metadata)).not.toMatch(/private_key_jwt|signing_alg/);
  });
});

async function changed(assertion: string): Promise<string> {
  const [header, , signature] = assertion.split('.');
  return [header, Buffer.from(JSON.stringify(stage.claims({ jti: 'changed' }))).toString('base64url'), signature].join(
    '.',
  );
}
