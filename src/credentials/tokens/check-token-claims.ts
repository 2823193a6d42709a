// Reads the claims of a token whose signature, issuer, audience, expiry and nbf have been verified.
// It must never take a missing claim for a harmless one: every claim our tokens carry is required.
import type { AuthenticationFault } from '../../observability/observation.js';
import type { Principal } from '../principal.js';
import { CLOCK_SKEW_SECONDS } from './token-terms.js';

/** A principal and from when to when it may be believed, in epoch seconds with the clock skew already granted. */
export interface VerifiedBearer {
  /** `expiresAt` includes the skew. */
  readonly principal: Principal;
  /** Before this moment it is refused again: a clock that was set back must not stretch a token's life. */
  readonly notBefore: number;
  /** From then on it has to be verified anew; absent: only when it is not kept. */
  readonly recheckAt?: number;
}

/** What the claims say, or why they are refused. `now` in epoch seconds. */
export function checkTokenClaims(claims: unknown, now: number): VerifiedBearer | AuthenticationFault {
  if (typeof claims !== 'object' || claims === null) return 'malformed';
  const { client_id: clientId, sub, cid, scope, jti, iat, exp, nbf } = claims as Record<string, unknown>;
  if (!isText(clientId) || sub !== clientId || !isText(cid) || !isText(scope) || !isText(jti)) return 'malformed';
  if (!isTime(iat) || !isTime(exp)) return 'malformed';
  const notBefore = Math.max(iat, isTime(nbf) ? nbf : iat) - CLOCK_SKEW_SECONDS;
  if (notBefore > now) return 'not-yet-valid';
  const scopes = Object.freeze(scope.split(' '));
  const expiresAt = exp + CLOCK_SKEW_SECONDS;
  return { principal: Object.freeze({ clientId, credentialId: cid, scopes, expiresAt }), notBefore };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
