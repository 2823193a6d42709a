// Decides whether a presented secret proves that its bearer is a client.
// It must never be quicker, or answer differently, for an unknown client than for a wrong secret.
import type { Client } from './client.js';
import { isSecret } from './secret-credential.js';
import type { SecretCredential } from './secret-credential.js';
import { matchesDigest } from './secret-digest.js';
import type { Pepper } from './secret-digest.js';
import type { WellFormedSecret } from './secret.js';

/** Stands in where there is no credential to compare with; no HMAC can be found that equals it. */
const NOBODY: SecretCredential = {
  kind: 'secret',
  id: '',
  digest: Buffer.alloc(32).toString('base64url'),
  createdAt: '',
};

/** The credential of `client` that the secret proves, or undefined. One HMAC and one comparison in every case. */
export function proveSecret(
  pepper: Pepper,
  secret: WellFormedSecret,
  client: Client | undefined,
): SecretCredential | undefined {
  const credential = client?.credentials.filter(isSecret).find((each) => each.id === secret.credentialId) ?? NOBODY;
  const proven = matchesDigest(pepper, secret.text, credential.digest);
  return proven && credential !== NOBODY ? credential : undefined;
}
