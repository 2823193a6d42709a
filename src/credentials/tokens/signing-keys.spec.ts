// Guards the gateway's own keys: what signs, what verifies, what is published.
import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint } from 'jose';
import { newSigningKeyText, readSigningKeys } from './signing-keys.js';

describe('the key set', () => {
  it('publishes public members only, under the thumbprint of the key', async () => {
    const keys = await readSigningKeys(newSigningKeyText());
    const [jwk] = keys.jwks.keys;

    expect(Object.keys(jwk ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect(jwk?.kid).toBe(await calculateJwkThumbprint(jwk ?? {}));
    expect(keys.current.kid).toBe(jwk?.kid);
  });

  it('signs with the first key and verifies with all of them', async () => {
    const [current, next] = [newSigningKeyText(), newSigningKeyText()];
    const alone = await readSigningKeys(next);
    const both = await readSigningKeys(current, next);

    expect(both.current.kid).not.toBe(alone.current.kid);
    expect([...both.verification.keys()]).toEqual([both.current.kid, alone.current.kid]);
    expect(both.jwks.keys).toHaveLength(2);
  });

  it.each([
    ['no key', () => 'secret words'],
    ['a public key', () => pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)],
    ['a key on another curve', () => pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)],
    ['an Ed25519 key', () => pem(generateKeyPairSync('ed25519').privateKey)],
  ])('refuses %s with one sentence that does not repeat it', async (_, text) => {
    await expect(readSigningKeys(text())).rejects.toThrow(
      /^A signing key must be an EC private key on curve P-256 in PEM \(PKCS #8\)\.$/,
    );
  });
});

function pem(key: KeyObject): string {
  return key.type === 'public'
    ? key.export({ type: 'spki', format: 'pem' }).toString()
    : key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
