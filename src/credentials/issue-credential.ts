// Makes a credential together with the secret that is shown once.
// It must never keep the secret: only the caller holds it, for as long as it takes to show it.
import type { Clock } from '../kernel/clock.js';
import type { SecretCredential } from './secret-credential.js';
import { digestSecret } from './secret-digest.js';
import type { Pepper } from './secret-digest.js';
import { makeSecret } from './secret.js';
import type { WellFormedSecret } from './secret.js';

/** A new credential as it is kept, and its secret as it is handed over. */
export interface IssuedCredential {
  readonly credential: SecretCredential;
  /** Show once, never store, never log. */
  readonly secret: string;
}

/** Issues a credential; the caller adds it to its client and saves that. */
export function issueCredential(pepper: Pepper, clock: Clock): IssuedCredential {
  const secret = makeSecret();
  return { credential: credentialOf(secret, pepper, clock), secret: secret.text };
}

/** The credential of a secret that somebody else has made, such as one that was put into a file. */
export function credentialOf({ credentialId, text }: WellFormedSecret, pepper: Pepper, clock: Clock): SecretCredential {
  const createdAt = new Date(clock.now()).toISOString();
  return { kind: 'secret', id: credentialId, digest: digestSecret(pepper, text), createdAt };
}
