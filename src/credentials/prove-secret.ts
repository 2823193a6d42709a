// Decides whether a presented secret proves that its bearer is a client.
// It must never be quicker, or answer differently, for an unknown client than for a wrong secret.
import type { Client } from './client.js';
import { isSecret } from './secret-credential.js';
import type { SecretCredential } from './secret-credential.js';
import { matchesDigest } from './secret-digest.js';
import type { Pepper } from './secret-digest.js';
import type { WellFormedSecret } from './secret.js';

/** Stands in where there is no credential to compare with; no HMAC can be found that equals it. */
const NOTHING: SecretCredential = Object.freeze({
  kind: 'secret',
  id: '0'.repeat(16),
  digest: Buffer.alloc(32).toString('base64url'),
  createdAt: '',
});

/** Stands in for a client that nobody knows, so that it is searched like one that somebody knows. */
const NOBODY: Pick<Client, 'credentials'> = Object.freeze({ credentials: Object.freeze([NOTHING]) });

/** The credential of `client` that the secret proves, or undefined. One HMAC and one comparison in every case. */
export function proveSecret(
  pepper: Pepper,
  secret: WellFormedSecret,
  client: Client | undefined,
): SecretCredential | undefined {
  const credential = find(client ?? NOBODY, secret.credentialId) ?? NOTHING;
  const proven = matchesDigest(pepper, secret.text, credential.digest);
  return proven && credential !== NOTHING ? credential : undefined;
}

/** A plain loop: a filter of frozen credentials takes a third of a microsecond, by which a known client would show. */
function find({ credentials }: Pick<Client, 'credentials'>, id: string): SecretCredential | undefined {
  for (const credential of credentials) {
    if (credential.id === id && isSecret(credential)) return credential;
  }
  return undefined;
}
