// Verifies signature, issuer, audience and times of a token with passport-jwt, called as a plain function.
// It must never leave an option unset that passport-jwt would skip silently.
import { Strategy } from 'passport-jwt';
import type { AuthenticationFault } from '../../observability/observation.js';
import { CLOCK_SKEW_SECONDS } from './token-terms.js';

/** The algorithms of ours that jsonwebtoken 9 knows; EdDSA is none of them. */
export type PassportAlgorithm = 'ES256' | 'RS256' | 'PS256';

/** One token and what it is held against. */
export interface Question {
  readonly token: string;
  /** Public key in PEM. */
  readonly key: string;
  readonly algorithm: PassportAlgorithm;
  readonly issuer: string;
  readonly audience: string;
  /** Epoch seconds; handed in, because the library would look at the machine's clock. */
  readonly now: number;
}

/** What a verified token claims; whether that is complete is yet to be asked. */
export interface VerifiedClaims {
  readonly claims: unknown;
}

/** One strategy per question, as passport itself derives one per request: its answer arrives through its methods. */
export function askPassport(question: Question): Promise<VerifiedClaims | AuthenticationFault> {
  return new Promise((resolve, reject) => {
    const strategy = new Strategy(optionsOf(question), (claims: unknown, done) => done(null, { claims }));
    strategy.success = (user: VerifiedClaims) => resolve(user);
    strategy.fail = (challenge: unknown) => resolve(faultOf(challenge));
    strategy.error = reject;
    strategy.authenticate(NO_REQUEST);
  });
}

/** `jsonWebTokenOptions` is the only way to hand the library a clock (passport-jwt README, configure strategy). */
function optionsOf({ token, key, algorithm, issuer, audience, now }: Question) {
  return {
    jwtFromRequest: () => token,
    secretOrKey: key,
    algorithms: [algorithm],
    issuer,
    audience,
    ignoreExpiration: false,
    jsonWebTokenOptions: { clockTimestamp: now, clockTolerance: CLOCK_SKEW_SECONDS },
  };
}

/** The strategy hands the request to `jwtFromRequest` only, and ours does not look at it. */
const NO_REQUEST = undefined as never;

/** The library tells its refusals apart by name and, for the claims, by message only (jsonwebtoken 9, verify.js). */
function faultOf(challenge: unknown): AuthenticationFault {
  if (!(challenge instanceof Error)) return 'malformed';
  if (challenge.name === 'TokenExpiredError') return 'expired';
  if (challenge.name === 'NotBeforeError') return 'not-yet-valid';
  if (challenge.message.startsWith('jwt issuer invalid')) return 'issuer';
  if (challenge.message.startsWith('jwt audience invalid')) return 'audience';
  return challenge.message.includes('signature') ? 'signature' : 'malformed';
}
