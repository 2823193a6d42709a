// Verifies a token of our own. It must never use a key that is not ours.
import type { Clock } from '../../kernel/clock.js';
import type { AuthenticationFault } from '../../observability/observation.js';
import { SteadyTime } from '../judging/steady-time.js';
import { askPassport } from './ask-passport.js';
import { checkTokenClaims } from './check-token-claims.js';
import type { VerifiedBearer } from './check-token-claims.js';
import { checkTokenHeader } from './check-token-header.js';
import type { SigningKeys } from './signing-keys.js';
import { agreeTerms } from './token-terms.js';
import type { TokenTerms } from './token-terms.js';

/** Says who a bearer value stands for, or why it is refused. Never throws for bad input. */
export type VerifyBearer = (bearer: string) => Promise<VerifiedBearer | AuthenticationFault>;

/**
 * A verifier of our own tokens. Throws at once when issuer or audience is empty or there is no key. What it has verified
 * counts for as long as its key is one of ours: a key that is withdrawn takes its tokens along, those that were seen too.
 */
export function createTokenVerifier(
  terms: TokenTerms,
  keys: SigningKeys,
  clock: Clock,
  time: Pick<SteadyTime, 'moment'> = new SteadyTime(clock),
): VerifyBearer {
  const { issuer, audience } = agreeTerms(terms);
  if (keys.verification.size === 0) throw new Error('Verifying tokens needs at least one key.');
  return async (token) => {
    const header = checkTokenHeader(token);
    if (typeof header === 'string') return header;
    const { kid } = header;
    const key = keys.verification.get(kid);
    if (key === undefined) return 'signature';
    const moment = time.moment();
    const now = Math.floor(moment.earliest / 1000);
    const answer = await askPassport({ token, key, algorithm: 'ES256', issuer, audience, now });
    const verified = typeof answer === 'string' ? answer : checkTokenClaims(answer.claims, moment);
    if (typeof verified === 'string') return verified;
    return { ...verified, stillCounts: () => keys.verification.has(kid) };
  };
}
