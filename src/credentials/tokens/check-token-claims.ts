// Reads the claims of a token of ours whose signature, issuer, audience, and expiry and nbf by the wall clock, have been
// verified. It must never take a missing claim for a harmless one: every claim our tokens carry is required.
import type { AuthenticationFault } from '../../observability/observation.js';
import type { Principal } from '../principal.js';
import type { Moment } from '../judging/moment.js';
import { CLOCK_SKEW_SECONDS, LONGEST_TOKEN_LIFETIME_SECONDS } from './token-terms.js';

/** A principal and from when to when it may be believed, in epoch seconds with the clock skew already granted. */
export interface VerifiedBearer {
  /** `expiresAt` includes the skew. */
  readonly principal: Principal;
  /** Before this moment it is refused again: a clock that was set back must not stretch a token's life. */
  readonly notBefore: number;
  /** When it ends by the latest moment that it may be (SteadyTime); absent: as `principal.expiresAt` has it. */
  readonly endsAt?: number;
  /** From then on it has to be verified anew; absent: only when it is not kept. */
  readonly recheckAt?: number;
  /** Whether what it was verified with counts still; absent: it does. Asked on every request, so it must cost nothing. */
  readonly stillCounts?: () => boolean;
}

type Claims = Readonly<Record<string, unknown>>;

/** What the claims say, or why they are refused. */
export function checkTokenClaims(claims: unknown, moment: Moment): VerifiedBearer | AuthenticationFault {
  if (typeof claims !== 'object' || claims === null) return 'malformed';
  const { client_id: clientId, sub, cid, scope, jti } = claims as Claims;
  if (!isText(clientId) || sub !== clientId || !isText(cid) || !isText(scope) || !isText(jti)) return 'malformed';
  const times = timesOf(claims as Claims, moment);
  if (typeof times === 'string') return times;
  const { expiresAt, ...others } = times;
  const scopes = Object.freeze(scope.split(' '));
  return { principal: Object.freeze({ clientId, credentialId: cid, scopes, expiresAt }), ...others };
}

interface Times {
  readonly expiresAt: number;
  readonly endsAt: number;
  readonly notBefore: number;
}

/**
 * A token begins by the wall clock and ends by both. `ahead` is by how much the two differed when it was issued, so that a
 * token from before the clock was set back ends when it was to, and one from after it is good (issue-token.ts).
 */
function timesOf(
  { iat, exp, nbf = iat, ahead = 0 }: Claims,
  { earliest, latest }: Moment,
): Times | AuthenticationFault {
  if (!isTime(iat) || !isTime(exp) || !isTime(nbf) || !isTime(ahead) || ahead < 0) return 'malformed';
  if (exp - iat > LONGEST_TOKEN_LIFETIME_SECONDS) return 'lifetime';
  const notBefore = Math.max(iat, nbf) - CLOCK_SKEW_SECONDS;
  if (notBefore * 1000 > earliest) return 'not-yet-valid';
  const expiresAt = exp + CLOCK_SKEW_SECONDS;
  const endsAt = expiresAt + ahead;
  return endsAt * 1000 <= latest ? 'expired' : { expiresAt, endsAt, notBefore };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
