// Verifies a token with passport-jwt, called as a plain function instead of a middleware.
// It must never leave an option unset that passport-jwt would skip silently, and never use a key that is not ours.
import { Strategy } from 'passport-jwt';
import type { Clock } from '../../kernel/clock.js';
import type { AuthenticationFault } from '../../observability/observation.js';
import { checkTokenClaims } from './check-token-claims.js';
import type { VerifiedBearer } from './check-token-claims.js';
import { checkTokenHeader } from './check-token-header.js';
import type { SigningKeys } from './signing-keys.js';
import { CLOCK_SKEW_SECONDS, agreeTerms } from './token-terms.js';
import type { TokenTerms } from './token-terms.js';

/** Says who a bearer value stands for, or why it is refused. Never throws for bad input. */
export type VerifyBearer = (bearer: string) => Promise<VerifiedBearer | AuthenticationFault>;

/** A verifier of our own tokens. Throws at once when issuer or audience is empty or there is no key. */
export function createTokenVerifier(terms: TokenTerms, keys: SigningKeys, clock: Clock): VerifyBearer {
  const { issuer, audience } = agreeTerms(terms);
  if (keys.verification.size === 0) throw new Error('Verifying tokens needs at least one key.');
  return async (token) => {
    const header = checkTokenHeader(token);
    if (typeof header === 'string') return header;
    const key = keys.verification.get(header.kid);
    if (key === undefined) return 'signature';
    const now = Math.floor(clock.now() / 1000);
    return askPassport({ token, key, issuer, audience, now });
  };
}

interface Question {
  readonly token: string;
  /** Public key in PEM. */
  readonly key: string;
  readonly issuer: string;
  readonly audience: string;
  /** Epoch seconds; handed in, because the library would look at the machine's clock. */
  readonly now: number;
}

/** One strategy per question, as passport itself derives one per request: its answer arrives through its methods. */
function askPassport(question: Question): Promise<VerifiedBearer | AuthenticationFault> {
  return new Promise((resolve, reject) => {
    const strategy = new Strategy(optionsOf(question), (claims: unknown, done) => done(null, { claims }));
    strategy.success = (user: { claims: unknown }) => resolve(checkTokenClaims(user.claims, question.now));
    strategy.fail = (challenge: unknown) => resolve(faultOf(challenge));
    strategy.error = reject;
    strategy.authenticate(NO_REQUEST);
  });
}

/** `jsonWebTokenOptions` is the only way to hand the library a clock (passport-jwt README, configure strategy). */
function optionsOf({ token, key, issuer, audience, now }: Question) {
  return {
    jwtFromRequest: () => token,
    secretOrKey: key,
    algorithms: ['ES256'] satisfies ['ES256'],
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
