// Guards which key of a client counts in private_key_jwt, and what is fetched to find it.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Credential, CredentialProof } from '../../src/credentials/client.js';
import { AssertionStage, AT, byKey, head, KEYS, LATER } from './assertion-stage.js';
import type { TokenGatewayOptions } from './token-gateway.js';

let stage: AssertionStage;
async function begin(options: TokenGatewayOptions = {}, ...credentials: readonly Credential[]): Promise<void> {
  stage = await AssertionStage.start(options);
  await stage.hold(...credentials);
}
afterEach(() => stage[Symbol.asyncDispose]());

describe('a client with several keys', () => {
  beforeEach(() => begin({}, byKey(KEYS.ES256, 'es'), byKey(LATER, 'lk'), byKey(KEYS.RS256, 'rs')));

  it('is known by the key that kid names', async () => {
    expect(await stage.statusOf(stage.sign(head({ kid: 'later' }), stage.claims(), LATER))).toBe(200);
    expect(await stage.statusOf(stage.sign(head({ kid: 'later' })))).toBe(401);
  });

  it('needs no kid for a kind of which it has only one', async () => {
    expect(await stage.statusOf(stage.sign({ alg: 'RS256' }, stage.claims(), KEYS.RS256))).toBe(200);
    expect(await stage.statusOf(stage.sign({ alg: 'ES256' }))).toBe(401);
    expect(stage.lastFault()).toBe('unknown-key');
  });

  it('is known by the newer credential when the same key is in two', async () => {
    await stage.hold(byKey(KEYS.ES256, 'es'), byKey(KEYS.ES256, 'es2'));

    expect(await stage.statusOf(stage.sign())).toBe(200);
    expect(stage.gateway.usage.lastUse('es2')).toBeDefined();
    expect(stage.gateway.usage.lastUse('es')).toBeUndefined();
  });
});

describe.each(['ES256', 'RS256', 'PS256', 'EdDSA'] as const)('a key for %s', (algorithm) => {
  beforeEach(() => begin({}, byKey(KEYS[algorithm], 'k')));

  it('proves with its algorithm, and with none that was said to be it', async () => {
    const header = { alg: algorithm, kid: KEYS[algorithm].kid };
    const [head64, body, signature] = (await stage.sign(header, stage.claims(), KEYS[algorithm])).split('.');

    expect(await stage.statusOf([head64, body, signature].join('.'))).toBe(200);
    for (const other of ['ES256', 'RS256', 'PS256', 'EdDSA', 'none'].filter((each) => each !== algorithm)) {
      const said = Buffer.from(JSON.stringify({ ...header, alg: other })).toString('base64url');
      expect(await stage.statusOf([said, body, signature].join('.'))).toBe(401);
    }
  });
});

describe('a client with an address of keys', () => {
  const byAddress = (id: string, more: Partial<CredentialProof> & Partial<Credential> = {}): Credential =>
    ({ id, createdAt: AT, kind: 'key-set', jwksUri: stage.provider.jwksUri, ...more }) as Credential;
  beforeEach(async () => {
    await begin();
    await stage.hold(byAddress('ks'));
  });

  it('is known by a key that is published there, fetched once', async () => {
    expect([await stage.statusOf(stage.sign()), await stage.statusOf(stage.sign())]).toEqual([200, 200]);
    expect(stage.provider.asked).toBe(1);
    expect(stage.gateway.usage.lastUse('ks')).toBeDefined();
  });

  it('may begin to use a new key without telling anybody', async () => {
    await stage.statusOf(stage.sign());
    stage.provider.publish(KEYS.ES256.jwk, LATER.jwk);
    stage.gateway.clock.advance(10_000);

    expect(await stage.statusOf(stage.sign(head({ kid: 'later' }), stage.claims(), LATER))).toBe(200);
  });

  it('is refused, with at most ten questions in a minute, however many key ids are invented', async () => {
    await stage.statusOf(stage.sign());
    const assertion = await stage.sign(head({ kid: 'random' }));
    for (let times = 0; times < 300; times += 1) {
      expect(await stage.statusOf(assertion)).toBe(401);
      stage.gateway.clock.advance(200);
    }

    expect(stage.provider.asked).toBeLessThanOrEqual(10);
    expect(await stage.statusOf(stage.sign())).toBe(200);
  });

  it('goes on for an hour when nobody answers there, and then is refused', async () => {
    await stage.statusOf(stage.sign());
    await stage.provider.stop();
    stage.gateway.clock.advance(3_599_000);
    expect(await stage.statusOf(stage.sign())).toBe(200);
    stage.gateway.clock.advance(1000);
    expect(await stage.statusOf(stage.sign())).toBe(401);
  });

  it('whose credential is over does not make the gateway ask there', async () => {
    await stage.hold(byAddress('ks', { revokedAt: AT }));

    expect(await stage.statusOf(stage.sign())).toBe(401);
    expect(stage.provider.asked).toBe(0);
  });

  it('at a host that is not allowed any more is refused without a question', async () => {
    await stage.hold(byAddress('ks', { jwksUri: 'https://keys.example.com/jwks' }));

    expect(await stage.statusOf(stage.sign())).toBe(401);
    expect(stage.provider.asked).toBe(0);
  });

  it('that was revoked while its keys were on their way gets nothing', async () => {
    stage.provider.serve = (response) => {
      const revoked = stage.hold(byAddress('ks', { revokedAt: AT }));
      void revoked.then(() => response.end(JSON.stringify({ keys: [KEYS.ES256.jwk] })));
    };

    expect(await stage.statusOf(stage.sign())).toBe(401);
    expect(stage.lastFault()).toBe('revoked');
  });
});
