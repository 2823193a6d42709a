// An external issuer whose access tokens are taken, as people have entered it. Frozen data.
// It must never be made from anything that a token says.
import type { SignatureAlgorithm } from '../key-sets/verification-key.js';

export interface TrustedIssuer {
  /** Exactly as its tokens have it in `iss`. */
  readonly issuer: string;
  readonly jwksUri: string;
  /** What its tokens must carry in `aud`. */
  readonly audience: string;
  /** The claim that says which client a token stands for: a name, or a path with dots. */
  readonly clientClaim: string;
  /** The claim with the scopes of a token. Absent: a token is worth whatever its client holds. */
  readonly scopeClaim?: string;
  /** Scopes of ours by scopes of theirs. Absent: theirs are called like ours. */
  readonly scopes?: Readonly<Record<string, readonly string[]>>;
  readonly algorithms: readonly SignatureAlgorithm[];
  /** Allowed values of `typ`, in small letters. */
  readonly tokenTypes: readonly string[];
  /** Longest time from `iat` to `exp`. */
  readonly maxLifetimeSeconds: number;
}
