// Guards POST /oauth/token and what is published about it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { makeSecret } from '../../src/credentials/secret.js';
import { TERMS } from './guarded-gateway.js';
import { startTokenGateway } from './token-gateway.js';
import type { TokenGateway, TokenGatewayOptions } from './token-gateway.js';

const FORM = 'application/x-www-form-urlencoded';
const GRANT = { grant_type: 'client_credentials' };

let gateway: TokenGateway;
const start = (options?: TokenGatewayOptions) => async (): Promise<void> => {
  gateway = await startTokenGateway(options);
};
const stop = async (): Promise<void> => {
  await gateway.app.close();
  await gateway.server.close();
};

function post(body: string | Record<string, string>, headers: Record<string, string> = {}) {
  const payload = typeof body === 'string' ? body : new URLSearchParams(body).toString();
  return gateway.app.inject({
    method: 'POST',
    url: '/oauth/token',
    headers: { 'content-type': FORM, ...headers },
    payload,
  });
}

const own = (): Record<string, string> => ({ client_id: 'web-shop', client_secret: gateway.secret });
const basic = (id: string, secret: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

describe('a client that proves itself', () => {
  beforeAll(start());
  afterAll(stop);

  it.each([
    ['in the form', () => post({ ...GRANT, ...own() })],
    ['in the header', () => post(GRANT, basic('web-shop', gateway.secret))],
    ['in the header, encoded', () => post(GRANT, basic('web%2Dshop', gateway.secret))],
    [
      'in the header, with its id in the form too',
      () => post({ ...GRANT, client_id: 'web-shop' }, basic('web-shop', gateway.secret)),
    ],
    ['with a charset', () => post({ ...GRANT, ...own() }, { 'content-type': `${FORM};charset=UTF-8` })],
    ['with parameters nobody knows', () => post({ ...GRANT, ...own(), resource: 'x', __proto__x: 'y' })],
  ])('gets a token: %s', async (_, ask) => {
    const answer = await ask();

    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' });
    expect(answer.json()).toEqual({
      access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'orders.* customers.list',
    });
  });

  it('gets one that verifies against the published keys and is bound to its credential', async () => {
    const { access_token: token } = (await post({ ...GRANT, ...own() })).json<{ access_token: string }>();
    const published = (await gateway.app.inject('/.well-known/jwks.json')).json<JSONWebKeySet>();

    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(published), {
      issuer: TERMS.issuer,
      audience: TERMS.audience,
      currentDate: new Date(gateway.clock.now()),
    });

    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: published.keys[0]?.kid });
    expect(payload).toMatchObject({ sub: 'web-shop', cid: gateway.client.credentials[0]?.id });
    const answer = await gateway.server.inject({ url: '/v1/orders', headers: { authorization: `Bearer ${token}` } });
    expect(answer.statusCode).toBe(200);
  });

  it('gets fewer scopes when it asks for fewer', async () => {
    const answer = await post({ ...GRANT, ...own(), scope: 'orders.list customers.list orders.list' });

    expect(answer.json()).toMatchObject({ scope: 'orders.list customers.list' });
  });

  it.each([
    ['a scope it does not hold', { scope: 'customers.get orders.list *' }, /does not hold customers\.get, \*\.$/],
    ['a misspelt scope', { scope: 'orders.lst' }, /'orders\.lst' names no operation\. Did you mean orders\.list/],
    ['a scope in unicode', { scope: 'zażółć "x" \\' }, /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/],
  ])('gets invalid_scope for %s, with every fault', async (_, scope, description) => {
    const answer = await post({ ...GRANT, ...own(), ...scope });

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({ error: 'invalid_scope', error_description: expect.stringMatching(description) });
  });

  it.each([
    ['no grant type', () => post(own()), 'invalid_request'],
    ['an empty grant type', () => post({ ...own(), grant_type: '' }), 'invalid_request'],
    ['a password grant', () => post({ ...own(), grant_type: 'password' }), 'unsupported_grant_type'],
    [
      'a repeated grant type',
      () => post(`grant_type=client_credentials&${new URLSearchParams({ ...GRANT, ...own() }).toString()}`),
      'invalid_request',
    ],
    [
      'a repeated unknown parameter',
      () => post(`a=1&a=2&${new URLSearchParams({ ...GRANT, ...own() }).toString()}`),
      'invalid_request',
    ],
    ['two ways of proof', () => post({ ...GRANT, ...own() }, basic('web-shop', gateway.secret)), 'invalid_request'],
    [
      'two client ids',
      () => post({ ...GRANT, client_id: 'other' }, basic('web-shop', gateway.secret)),
      'invalid_request',
    ],
  ])('gets 400 in the format of the RFC for %s', async (_, ask, error) => {
    const answer = await ask();

    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({ error, error_description: expect.any(String) });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is told to the observer by its id, with no secret and no token', async () => {
    await post({ ...GRANT, ...own() }, { 'x-correlation-id': 'abc' });

    expect(gateway.observations).toContainEqual({ kind: 'token-issued', correlationId: 'abc', clientId: 'web-shop' });
    expect(JSON.stringify(gateway.observations)).not.toMatch(/bny_|eyJ/);
  });
});

describe('a client that does not prove itself', () => {
  beforeAll(start());
  afterAll(stop);

  it.each<[string, () => ReturnType<typeof post>]>([
    ['no credentials', () => post(GRANT)],
    ['an empty form', () => post('')],
    ['an empty secret', () => post({ ...GRANT, client_id: 'web-shop', client_secret: '' })],
    ['an unknown client', () => post({ ...GRANT, client_id: 'nobody', client_secret: makeSecret().text })],
    [
      'an unknown client with a real secret',
      () => post({ ...GRANT, client_id: 'nobody', client_secret: gateway.secret }),
    ],
    ['a wrong secret', () => post({ ...GRANT, client_id: 'web-shop', client_secret: makeSecret().text })],
    ['a mistyped secret', () => post({ ...GRANT, client_id: 'web-shop', client_secret: `${gateway.secret}x` })],
    ['a secret in unicode', () => post({ ...GRANT, client_id: 'web-shop', client_secret: 'zażółć\0' })],
    [
      'a secret of ten thousand letters',
      () => post({ ...GRANT, client_id: 'web-shop', client_secret: 'x'.repeat(10_000) }),
    ],
    ['as many names as fit', () => post(Array.from({ length: 3500 }, (_, name) => name.toString(36)).join('&'))],
    ['an id of a megabyte in the header', () => post(GRANT, basic('x'.repeat(1_000_000), gateway.secret))],
    ['the id of every object', () => post({ ...GRANT, client_id: '__proto__', client_secret: gateway.secret })],
    ['broken base64', () => post(GRANT, { authorization: 'Basic %%%' })],
    [
      'a header without a colon',
      () => post(GRANT, { authorization: `Basic ${Buffer.from('web-shop').toString('base64')}` }),
    ],
    ['a broken percent encoding', () => post(GRANT, basic('%zz', gateway.secret))],
    ['another scheme', () => post(GRANT, { authorization: `Bearer ${gateway.secret}` })],
  ])('gets the same 401, never a 5xx: %s', async (_, ask) => {
    const answer = await ask();

    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toEqual({ error: 'invalid_client', error_description: 'Client authentication failed.' });
    expect(answer.headers).toMatchObject({
      'www-authenticate': 'Basic realm="banyan"',
      'cache-control': 'no-store',
      pragma: 'no-cache',
    });
  });

  it('is told to the observer with its id only when that is a known one', async () => {
    gateway.observations.length = 0;
    await post({ ...GRANT, client_id: 'web-shop', client_secret: makeSecret().text });
    await post({ ...GRANT, client_id: gateway.secret, client_secret: makeSecret().text });

    expect(gateway.observations).toMatchObject([
      { kind: 'authentication-refused', fault: 'wrong-secret', clientId: 'web-shop' },
      { kind: 'authentication-refused', fault: 'unknown-client', clientId: undefined },
    ]);
    expect(JSON.stringify(gateway.observations)).not.toMatch(/bny_/);
  });
});

describe('a body that is no form', () => {
  beforeAll(start());
  afterAll(stop);

  it.each([
    ['JSON', 'application/json', '{"grant_type":"client_credentials"}'],
    ['broken JSON', 'application/json', '{'],
    ['text', 'text/plain', 'grant_type=client_credentials'],
    ['a multipart form', 'multipart/form-data; boundary=x', '--x--'],
    ['no type at all', '', 'grant_type=client_credentials'],
  ])('is refused with 415: %s', async (_, type, body) => {
    const answer = await post(body, { 'content-type': type });

    expect(answer.statusCode).toBe(415);
    expect(answer.json()).toMatchObject({ code: 'unsupported-media-type' });
  });
});

describe.each([
  [
    'client_secret_basic',
    { basic: false },
    () => post(GRANT, basic('web-shop', gateway.secret)),
    () => post({ ...GRANT, ...own() }),
  ],
  [
    'client_secret_post',
    { post: false },
    () => post({ ...GRANT, ...own() }),
    () => post(GRANT, basic('web-shop', gateway.secret)),
  ],
] as const)('%s switched off', (method, options, asOff, asOn) => {
  beforeAll(start(options));
  afterAll(stop);

  it('proves nobody any more, while the other way still does', async () => {
    expect((await asOff()).statusCode).toBe(401);
    expect((await asOn()).statusCode).toBe(200);
  });

  it('is not published as supported', async () => {
    const answer = await gateway.app.inject('/.well-known/oauth-authorization-server');
    const { token_endpoint_auth_methods_supported: methods } = answer.json<Record<string, readonly string[]>>();

    expect(methods).toHaveLength(2);
    expect(methods).not.toContain(method);
  });
});

describe('what is published', () => {
  beforeAll(start());
  afterAll(stop);

  it('is the public keys, with nothing private in them', async () => {
    const answer = await gateway.app.inject('/.well-known/jwks.json');
    const { keys } = answer.json<{ keys: object[] }>();

    expect(answer.headers['cache-control']).toBe('public, max-age=300');
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']]);
  });

  it('is where and how to get a token', async () => {
    expect((await gateway.app.inject('/.well-known/oauth-authorization-server')).json()).toEqual({
      issuer: 'https://gateway.test',
      token_endpoint: 'https://gateway.test/oauth/token',
      jwks_uri: 'https://gateway.test/.well-known/jwks.json',
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['ES256', 'RS256', 'PS256', 'EdDSA'],
    });
  });
});
