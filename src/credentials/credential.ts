// A credential as it is kept: what its holder proves itself with, and its life. Frozen data.
// It must never hold a secret, only what is needed to recognise one.
import type { JsonWebKey } from 'node:crypto';

/** What the holder proves itself with. */
export type CredentialProof =
  | {
      readonly kind: 'secret';
      /** HMAC-SHA-256 of the secret under the pepper, base64url, 43 characters. */
      readonly digest: string;
    }
  /** `private_key_jwt` with an uploaded key (RFC 7523); public members only. */
  | { readonly kind: 'public-key'; readonly jwk: JsonWebKey }
  /** `private_key_jwt` with whatever keys this address publishes. */
  | { readonly kind: 'key-set'; readonly jwksUri: string }
  /** Tokens of a trusted external issuer whose client claim says `subject`. */
  | { readonly kind: 'issuer'; readonly issuer: string; readonly subject: string };

/** A credential on its way out: another one has been issued in its place. */
export interface Retirement {
  /** RFC 3339, like every moment here. */
  readonly since: string;
  /** Id of the credential that replaces it. */
  readonly replacedBy: string;
  /** From this moment on it is no longer accepted. */
  readonly until: string;
  /** The overlap starts when the replacing one is first used: then `until` becomes that moment and so many milliseconds. */
  readonly afterFirstUseMs?: number;
}

/** From when to when a credential may be believed; its state at a moment is derived from this (credential-state.ts). */
export interface CredentialLife {
  /** 16 hexadecimal digits; public: names the credential in secrets, tokens, logs and the audit trail. */
  readonly id: string;
  readonly createdAt: string;
  /** An administrator made it for itself, so it says nothing about how long others have allowed. */
  readonly selfMade?: true;
  /** Pending before this moment; absent: good at once. */
  readonly startsAt?: string;
  /** Absent: does not expire by itself. */
  readonly expiresAt?: string;
  readonly retirement?: Retirement;
  readonly revokedAt?: string;
  /** When it first proved its holder; absent: never. */
  readonly firstUsedAt?: string;
  /** Days before its end that were announced last: 30, 7 or 1. */
  readonly announcedDays?: number;
}

/** A kept credential. */
export type Credential = CredentialLife & CredentialProof;
