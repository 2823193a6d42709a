// A public key that checks signatures, and the algorithms it may be used with.
// It must never be used with an algorithm that the key is not made for: the token names one, and whoever wrote it chose.
import { createPublicKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';

/** Asymmetric ones only (RFC 7518, RFC 8037): with a shared secret everybody who can check could sign as well. */
export const SIGNATURE_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'] as const;
export type SignatureAlgorithm = (typeof SIGNATURE_ALGORITHMS)[number];

/** What a key is called, and what it may be used with. */
export interface KeyUse {
  readonly kid: string | undefined;
  readonly algorithms: readonly SignatureAlgorithm[];
}

/** One key of somebody else's. */
export interface VerificationKey extends KeyUse {
  readonly key: KeyObject;
}

const BY_KIND: Readonly<Record<string, readonly SignatureAlgorithm[]>> = {
  EC: ['ES256'],
  RSA: ['RS256', 'PS256'],
  OKP: ['EdDSA'],
};

/** Reads a key that was found sound (wanted/check-jwk.ts). */
export function verificationKey(jwk: JsonWebKey): VerificationKey {
  return Object.freeze({ ...keyUse(jwk), key: createPublicKey({ key: jwk, format: 'jwk' }) });
}

/** What it says of itself. Unlike reading the key this costs next to nothing. */
export function keyUse(jwk: JsonWebKey): KeyUse {
  const { kty = '', kid, alg } = jwk as Readonly<Record<string, string | undefined>>;
  const algorithms = (BY_KIND[kty] ?? []).filter((each) => alg === undefined || each === plainName(alg));
  return Object.freeze({ kid, algorithms });
}

/** RFC 9864 gives EdDSA with Ed25519 a name of its own. */
function plainName(algorithm: string): string {
  return algorithm === 'Ed25519' ? 'EdDSA' : algorithm;
}
