// Verifies the signature of an external token and what libraries check besides.
// It must never be asked with an algorithm that the issuer is not trusted with.
import type { AuthenticationFault } from '../../observability/observation.js';
import type { SignatureAlgorithm, VerificationKey } from '../key-sets/verification-key.js';
import { verifySignature } from '../key-sets/verify-signature.js';
import { askPassport } from '../tokens/ask-passport.js';
import { claimsOf } from '../tokens/token-parts.js';
import type { TrustedIssuer } from './trusted-issuer.js';

/** One token, the key its header names, and who is said to have issued it. */
export interface ExternalQuestion {
  readonly token: string;
  readonly algorithm: SignatureAlgorithm;
  readonly key: VerificationKey;
  readonly trusted: TrustedIssuer;
  /** Epoch seconds. */
  readonly now: number;
}

/** Its claims, or why it is refused. With passport-jwt like our own tokens, with jose where that does not know the algorithm. */
export async function verifyExternal(
  question: ExternalQuestion,
): Promise<Readonly<Record<string, unknown>> | AuthenticationFault> {
  const { token, algorithm, key, trusted, now } = question;
  if (algorithm === 'EdDSA') return (await verifySignature(token, key, algorithm)) ? claimsIn(token) : 'signature';
  const pem = key.key.export({ type: 'spki', format: 'pem' }).toString();
  const { issuer, audience } = trusted;
  const answer = await askPassport({ token, key: pem, algorithm, issuer, audience, now });
  return typeof answer === 'string' ? answer : claimsIn(token);
}

function claimsIn(token: string): Readonly<Record<string, unknown>> | AuthenticationFault {
  return claimsOf(token) ?? 'malformed';
}
