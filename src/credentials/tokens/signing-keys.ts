// The ES256 keys of the gateway: one that signs, and all that verify.
// It must never let a private member into the published key set.
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';

/** A public key as published (RFC 7517); the six members and no other. */
export interface PublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

/** The key set at a moment: all of them verify and are published, one signs. Ask anew each time; keys change. */
export interface SigningKeys {
  readonly current: { readonly kid: string; readonly key: KeyObject };
  /** Public keys in PEM by kid: the only keys a token is ever verified with. */
  readonly verification: ReadonlyMap<string, string>;
  readonly jwks: { readonly keys: readonly PublicJwk[] };
}

/** A new private key as the text to keep in its own file: P-256, PKCS #8, PEM. */
export function newSigningKeyText(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** One key, ready for use. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly publicPem: string;
  readonly jwk: PublicJwk;
}

/** Reads a private key in PEM. Throws when the text is no P-256 private key, without repeating the text. */
export async function readSigningKey(pem: string): Promise<SigningKey> {
  const key = readPrivateKey(pem);
  return { key, publicPem: publicPem(key), jwk: await publish(key) };
}

function readPrivateKey(pem: string): KeyObject {
  const key = parsePrivateKey(pem);
  if (key?.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new Error('A signing key must be an EC private key on curve P-256 in PEM (PKCS #8).');
  }
  return key;
}

function parsePrivateKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function publicPem(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

/** Picks the public members by name, so that nothing else can slip through. The kid is the RFC 7638 thumbprint. */
async function publish(key: KeyObject): Promise<PublicJwk> {
  const { x = '', y = '' } = createPublicKey(key).export({ format: 'jwk' });
  const members = { kty: 'EC', crv: 'P-256', x, y } as const;
  return Object.freeze({ ...members, kid: await calculateJwkThumbprint(members), alg: 'ES256', use: 'sig' });
}
