// Makes a credential together with the secret that is shown once.
// It must never keep the secret: only the caller holds it, for as long as it takes to show it.
import type { Clock } from '../kernel/clock.js';
import type { Credential } from './client.js';
import { digestSecret } from './secret-digest.js';
import type { Pepper } from './secret-digest.js';
import { makeSecret } from './secret.js';

/** A new credential as it is kept, and its secret as it is handed over. */
export interface IssuedCredential {
  readonly credential: Credential;
  /** Show once, never store, never log. */
  readonly secret: string;
}

/** Issues a credential; the caller adds it to its client and saves that. */
export function issueCredential(pepper: Pepper, clock: Clock): IssuedCredential {
  const { credentialId, text } = makeSecret();
  const createdAt = new Date(clock.now()).toISOString();
  return { credential: { id: credentialId, digest: digestSecret(pepper, text), createdAt }, secret: text };
}
