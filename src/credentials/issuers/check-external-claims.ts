// Reads the claims of an external token whose signature has been verified.
// It must never take a token for an access token of ours that was made for another purpose, place or holder.
import type { AuthenticationFault } from '../../observability/observation.js';
import type { Moment } from '../judging/moment.js';
import { CLOCK_SKEW_SECONDS } from '../tokens/token-terms.js';
import { claimAt } from './claim-at.js';
import type { TrustedIssuer } from './trusted-issuer.js';

/** Of whom a token is, and when it may be believed, in epoch seconds with the skew granted. */
export interface ExternalClaims {
  readonly subject: string;
  readonly expiresAt: number;
  readonly notBefore: number;
}

type Claims = Readonly<Record<string, unknown>>;

/** Members of ID tokens (OpenID Connect Core 1.0, 2), and of tokens that only the holder of a key may use (RFC 7800). */
const FOREIGN = ['nonce', 'at_hash', 'c_hash', 's_hash', 'cnf'] as const;
/** Where widely used servers say in the claims what a token is. */
const KIND_CLAIMS = ['typ', 'token_use'] as const;
const OTHER_KINDS: readonly unknown[] = ['ID', 'id', 'Refresh', 'refresh', 'Logout', 'Offline'];
const LONGEST_SUBJECT = 255;

/** What they say, or why they are refused. */
export function checkExternalClaims(
  claims: Claims,
  trusted: TrustedIssuer,
  moment: Moment,
): ExternalClaims | AuthenticationFault {
  const { iss, aud, exp, iat, nbf = iat } = claims;
  if (iss !== trusted.issuer) return 'issuer';
  if (!isFor(aud, trusted.audience)) return 'audience';
  if (isOfAnotherKind(claims)) return 'type';
  if (!isTime(exp) || !isTime(iat) || !isTime(nbf)) return 'malformed';
  if (exp - iat > trusted.maxLifetimeSeconds) return 'lifetime';
  const [notBefore, expiresAt] = [Math.max(iat, nbf) - CLOCK_SKEW_SECONDS, exp + CLOCK_SKEW_SECONDS];
  if (notBefore * 1000 > moment.earliest) return 'not-yet-valid';
  if (expiresAt * 1000 <= moment.latest) return 'expired';
  const subject = claimAt(claims, trusted.clientClaim);
  return isSubject(subject) ? { subject, expiresAt, notBefore } : 'malformed';
}

function isFor(audience: unknown, ours: string): boolean {
  return Array.isArray(audience) ? audience.includes(ours) : audience === ours;
}

function isOfAnotherKind(claims: Claims): boolean {
  if (FOREIGN.some((member) => Object.hasOwn(claims, member))) return true;
  return KIND_CLAIMS.some((member) => OTHER_KINDS.includes(claims[member]));
}

function isSubject(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_SUBJECT;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
