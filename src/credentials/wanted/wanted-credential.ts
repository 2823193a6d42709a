// A credential somebody asks for, in the words of the request.
// It must never be believed: what is wrong with it is found by check-proof.ts and check-times.ts.
import type { JsonWebKey } from 'node:crypto';
import type { CredentialProof } from '../credential.js';

/** A credential to be made. */
export interface WantedCredential {
  /** Absent: a secret. */
  readonly kind?: CredentialProof['kind'];
  /**
   * How long the present credential of the same kind stays good: `0s`, `1h`, `24h`, `7d` or any duration up to the
   * longest. Absent: 24 h.
   */
  readonly overlap?: string;
  /** Absent: now, which is when the new one starts. */
  readonly overlapFrom?: 'now' | 'first-use';
  /** RFC 3339; absent: good at once. */
  readonly startsAt?: string;
  /** RFC 3339; absent: as the client's `credentialDays` have it. */
  readonly expiresAt?: string;
  /** Of a public key. */
  readonly jwk?: JsonWebKey;
  /** Of a key set. */
  readonly jwksUri?: string;
  /** Of an external issuer, with `subject`. */
  readonly issuer?: string;
  readonly subject?: string;
}
