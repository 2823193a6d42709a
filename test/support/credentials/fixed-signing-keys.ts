// Signing keys for tests and benches that need no ring. They never change by themselves.
import { readSigningKey } from '../../../src/credentials/tokens/signing-keys.js';
import type { SigningKeys } from '../../../src/credentials/tokens/signing-keys.js';

/** The first one signs, all of them verify and are published. */
export async function readSigningKeys(current: string, ...others: readonly string[]): Promise<SigningKeys> {
  const first = await readSigningKey(current);
  const keys = [first, ...(await Promise.all(others.map(readSigningKey)))];
  return Object.freeze({
    current: { kid: first.jwk.kid, key: first.key },
    verification: new Map(keys.map((each) => [each.jwk.kid, each.publicPem])),
    jwks: { keys: keys.map(({ jwk }) => jwk) },
  });
}
