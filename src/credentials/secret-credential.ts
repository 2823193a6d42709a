// The credentials that are secrets: clients may hold other kinds beside them.
// It must never hold the secret itself, only its digest.
import type { Credential } from './credential.js';

/** A credential whose holder proves itself with a secret. */
export type SecretCredential = Extract<Credential, { readonly kind: 'secret' }>;

/** Whether a credential is a secret. */
export function isSecret(credential: Credential): credential is SecretCredential {
  return credential.kind === 'secret';
}
