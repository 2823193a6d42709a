// The key that signs heads and checkpoints of the audit trail: an EC key on P-256, named by the thumbprint of its
// public part (RFC 7638). It must never leave the gateway but for its public part.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';

/** What signatures are checked with. */
export interface AuditPublicKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** What signs. */
export interface AuditKey extends AuditPublicKey {
  readonly secret: KeyObject;
}

/** A new key as PEM, for a file of its own. */
export function newAuditKeyText(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
}

/** The key of a PEM. Throws for anything but a private key on P-256, without repeating it. */
export function readAuditKey(pem: string): AuditKey {
  const secret = createPrivateKey(pem);
  const key = createPublicKey(secret);
  return { ...publicKeyOf(key), secret };
}

/** The public part, as it is published. */
export function publicJwk({ key }: AuditPublicKey): JsonWebKey {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  return { crv, kty, x, y } as JsonWebKey;
}

/** The key of a published public part; undefined for anything else. */
export function readPublicJwk(jwk: unknown): AuditPublicKey | undefined {
  try {
    return publicKeyOf(createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }));
  } catch {
    return undefined;
  }
}

function publicKeyOf(key: KeyObject): AuditPublicKey {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  if (kty !== 'EC' || crv !== 'P-256') throw new TypeError('The key of the audit trail must be an EC key on P-256.');
  const thumbprint = createHash('sha256').update(JSON.stringify({ crv, kty, x, y }), 'utf8');
  return { id: thumbprint.digest('base64url'), key };
}
