// Reads the header of a token that somebody else has signed, before any work on the signature.
// It must never follow or use anything a header brings along: keys come from what people have entered, by name only.
import type { AuthenticationFault } from '../../observability/observation.js';
import { headerOf } from '../tokens/token-parts.js';
import type { KeyUse, SignatureAlgorithm } from './verification-key.js';

/** What is expected of a header. */
export interface HeaderTerms {
  readonly algorithms: readonly SignatureAlgorithm[];
  /** In small letters, without `application/`; undefined where the member may be missing. */
  readonly types: readonly (string | undefined)[];
}

/** What a sound header says. */
export interface ForeignHeader {
  readonly algorithm: SignatureAlgorithm;
  readonly kid: string | undefined;
}

/** Keys, addresses of keys, and extensions that must be understood (RFC 7515, 4.1). */
const REFUSED = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip'] as const;
const LONGEST_KID = 200;

/** The header, or why it is refused. Other members, such as `x5t`, are ignored. */
export function checkForeignHeader(token: string, terms: HeaderTerms): ForeignHeader | AuthenticationFault {
  const header = headerOf(token);
  if (header === undefined || REFUSED.some((member) => Object.hasOwn(header, member))) return 'malformed';
  const { alg, typ, kid } = header;
  const algorithm = terms.algorithms.find((each) => each === alg);
  if (algorithm === undefined) return 'signature';
  if (!terms.types.includes(plainType(typ))) return 'type';
  if (kid !== undefined && (typeof kid !== 'string' || kid === '' || kid.length > LONGEST_KID)) return 'malformed';
  return { algorithm, kid };
}

/** Whether a key can have made the signature: it has the name, or the other name it is known by, and does the algorithm. */
export function fitsHeader({ algorithm, kid }: ForeignHeader, otherName?: string): (key: KeyUse) => boolean {
  return (key) => key.algorithms.includes(algorithm) && [undefined, key.kid, otherName].includes(kid);
}

/** Media types have no case, and may leave `application/` out (RFC 7515, 4.1.9). */
function plainType(type: unknown): string | undefined {
  if (type === undefined) return undefined;
  return typeof type === 'string' ? type.toLowerCase().replace(/^application\//, '') : '';
}
