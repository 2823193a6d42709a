// Keys that nobody has signed with: where there is no key to check with, one of these is checked instead, so that the
// time an answer takes does not tell whether a client exists.
// It must never be given to anything that believes a good signature.
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { SignatureAlgorithm } from '../key-sets/verification-key.js';

const RSA_BYTES = 2048 / 8;
const [HIGHEST_BIT, ODD] = [0x80, 1];

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
const rsa = rsaLike();
const ed = generateKeyPairSync('ed25519').publicKey;

const DECOYS: Readonly<Record<SignatureAlgorithm, KeyObject>> = { ES256: ec, RS256: rsa, PS256: rsa, EdDSA: ed };

/** A key of the algorithm's kind. */
export function decoyKey(algorithm: SignatureAlgorithm): { readonly key: KeyObject } {
  return { key: DECOYS[algorithm] };
}

/** A number of the right size costs as much to calculate with as a product of two primes, and far less to find. */
function rsaLike(): KeyObject {
  const modulus = randomBytes(RSA_BYTES);
  modulus[0] = (modulus[0] ?? 0) | HIGHEST_BIT;
  modulus[RSA_BYTES - 1] = (modulus[RSA_BYTES - 1] ?? 0) | ODD;
  return createPublicKey({ key: { kty: 'RSA', n: modulus.toString('base64url'), e: 'AQAB' }, format: 'jwk' });
}
