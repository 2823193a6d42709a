// Guards the gateway's own keys: what signs, what verifies, what is published.
import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint } from 'jose';
import { newSigningKeyText, readSigningKey } from './signing-keys.js';

describe('a signing key', () => {
  it('is published with public members only, under its thumbprint', async () => {
    const { jwk } = await readSigningKey(newSigningKeyText());

    expect(Object.keys(jwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    expect(jwk.kid).toBe(await calculateJwkThumbprint(jwk));
  });

  it.each([
    ['no key', () => 'secret words'],
    ['a public key', () => pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey)],
    ['a key on another curve', () => pem(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey)],
    ['an Ed25519 key', () => pem(generateKeyPairSync('ed25519').privateKey)],
  ])('refuses %s with one sentence that does not repeat it', async (_, text) => {
    await expect(readSigningKey(text())).rejects.toThrow(
      /^A signing key must be an EC private key on curve P-256 in PEM \(PKCS #8\)\.$/,
    );
  });
});

function pem(key: KeyObject): string {
  return key.type === 'public'
    ? key.export({ type: 'spki', format: 'pem' }).toString()
    : key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
