// Reads the claims of an assertion: who says it is whom, to whom, until when, and by which number.
// It must never take a missing claim for a harmless one.
import type { AuthenticationFault } from '../../observability/observation.js';
import type { Moment } from '../judging/moment.js';
import { CLOCK_SKEW_SECONDS } from '../tokens/token-terms.js';
import { LONGEST_LIFE_SECONDS } from './assertion-terms.js';
import type { AssertionTerms } from './assertion-terms.js';

/** Who claims to have signed, and the number that makes the assertion good for one use. */
export interface AssertionClaims {
  readonly clientId: string;
  readonly jti: string;
}

type Claims = Readonly<Record<string, unknown>>;

const SKEW_MS = CLOCK_SKEW_SECONDS * 1000;
const LONGEST_ID = 64;
const LONGEST_JTI = 256;

/** What they say, or why they are refused. */
export function checkAssertionClaims(
  claims: Claims,
  terms: AssertionTerms,
  moment: Moment,
): AssertionClaims | AuthenticationFault {
  const { iss, sub, aud, jti } = claims;
  if (!isText(sub, LONGEST_ID) || !isText(jti, LONGEST_JTI)) return 'malformed';
  if (iss !== sub) return 'issuer';
  if (!isFor(aud, terms.audiences)) return 'audience';
  return timeFault(claims, terms, moment) ?? { clientId: sub, jti };
}

/** Times end by the later and begin by the earlier of the two clocks, and the other side's may differ by the skew. */
function timeFault(
  { iat, nbf = iat, exp }: Claims,
  { startedAt }: AssertionTerms,
  { earliest, latest }: Moment,
): AuthenticationFault | undefined {
  if (!isTime(iat) || !isTime(nbf) || !isTime(exp)) return 'malformed';
  if (Math.max(iat, nbf) * 1000 > earliest + SKEW_MS) return 'not-yet-valid';
  if (exp * 1000 + SKEW_MS <= latest) return 'expired';
  if (exp * 1000 > earliest + LONGEST_LIFE_SECONDS * 1000 + SKEW_MS) return 'lifetime';
  return iat * 1000 < startedAt ? 'replayed' : undefined;
}

/** One audience, ours: an assertion that is good elsewhere as well could be presented here by whoever received it there. */
function isFor(audience: unknown, ours: readonly string[]): boolean {
  const named: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
  return named.length === 1 && ours.some((each) => each === named[0]);
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
