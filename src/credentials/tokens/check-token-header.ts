// Reads the header of a token before any signature work and refuses everything our own tokens do not have.
// It must never follow anything a header points to: the three members below are all there is, so jku, x5u, jwk, x5c
// and crit end here (OWASP ASVS 5.0, 9.1).
import type { AuthenticationFault } from '../../observability/observation.js';
import { headerOf } from './token-parts.js';
import { ACCESS_TOKEN_TYPE } from './token-terms.js';

const KID = /^[A-Za-z0-9_-]{1,64}$/;
const MEMBERS: ReadonlySet<string> = new Set(['alg', 'typ', 'kid']);

/** The kid of an acceptable header. */
export interface TokenHeader {
  readonly kid: string;
}

/** The header, or why it is refused. Whether the kid is one of ours is for the caller to say. */
export function checkTokenHeader(token: string): TokenHeader | AuthenticationFault {
  const header = headerOf(token);
  if (header === undefined) return 'malformed';
  if (header['alg'] !== 'ES256') return 'signature';
  if (header['typ'] !== ACCESS_TOKEN_TYPE) return 'type';
  if (Object.keys(header).some((member) => !MEMBERS.has(member))) return 'malformed';
  const { kid } = header;
  return typeof kid === 'string' && KID.test(kid) ? { kid } : 'malformed';
}
