// Makes a credential together with the secret that is shown once.
// It must never keep the secret: only the caller holds it, for as long as it takes to show it.
import type { Clock } from '../kernel/clock.js';
import type { CredentialLife } from './credential.js';
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

/** What is known of a credential before it is made. */
export type CredentialPlan = Omit<CredentialLife, 'id'>;

/** Issues a credential that is good from now on; the caller adds it to its client and saves that. */
export function issueCredential(pepper: Pepper, clock: Clock): IssuedCredential {
  return issueFor(plainLife(clock), pepper);
}

/** The same with such a life. */
export function issueFor(life: CredentialPlan, pepper: Pepper): IssuedCredential {
  const secret = makeSecret();
  return { credential: kept(secret, life, pepper), secret: secret.text };
}

/** The credential of a secret that somebody else has made, such as one that was put into a file. */
export function credentialOf(secret: WellFormedSecret, pepper: Pepper, clock: Clock): SecretCredential {
  return kept(secret, plainLife(clock), pepper);
}

function kept({ credentialId: id, text }: WellFormedSecret, life: CredentialPlan, pepper: Pepper): SecretCredential {
  return { id, ...life, kind: 'secret', digest: digestSecret(pepper, text) };
}

function plainLife(clock: Clock): CredentialPlan {
  return { createdAt: new Date(clock.now()).toISOString() };
}
