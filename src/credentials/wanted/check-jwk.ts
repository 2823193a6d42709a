// Reads a public key somebody uploads (RFC 7517, RFC 7518, RFC 8037): EC P-256, RSA from 2048 bits, or Ed25519.
// It must never keep, or repeat, a private member: whoever sent one has to be told to make a new key.
import { createPublicKey } from 'node:crypto';
import type { JsonWebKey, KeyObject } from 'node:crypto';
import { failure, success } from '../../kernel/outcome.js';
import type { Outcome } from '../../kernel/outcome.js';
import type { RequestFault } from '../../problems/problem.js';

const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'] as const;
const LEAST_RSA_BITS = 2048;
/** Checking a signature takes longer with every bit, and the holder chooses them. */
const MOST_RSA_BITS = 8192;
/**
 * The one that everybody uses. FIPS 186-5 wants more than 2^16, with 1 anybody could sign, and with one as long as the
 * modulus checking a signature takes a hundred times as long.
 */
const RSA_EXPONENT = 65_537n;
const LONGEST_KID = 200;

interface Kind {
  readonly algorithms: readonly string[];
  /** What makes the key, besides `kty`. */
  readonly members: readonly string[];
  readonly crv?: string;
}

const KINDS: Readonly<Record<string, Kind>> = {
  EC: { algorithms: ['ES256'], members: ['x', 'y'], crv: 'P-256' },
  RSA: { algorithms: ['RS256', 'PS256'], members: ['n', 'e'] },
  OKP: { algorithms: ['EdDSA', 'Ed25519'], members: ['x'], crv: 'Ed25519' },
};

/** Whether something holds what makes a key private, or shared. */
export function hasPrivateMembers(jwk: unknown): boolean {
  return typeof jwk === 'object' && jwk !== null && PRIVATE.some((member) => member in jwk);
}

/** The key with nothing but its public members, or all faults; `pointer` leads to it. */
export function readPublicKey(given: unknown, pointer: string): Outcome<JsonWebKey, RequestFault> {
  const faults: RequestFault[] = [];
  const add = (member: string, detail: string | undefined): void => {
    if (detail !== undefined) faults.push({ pointer: `${pointer}${member}`, detail });
  };
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return failure([{ pointer, detail: 'Expected a JSON Web Key: an object.' }]);
  }
  const jwk = given as JsonWebKey;
  for (const member of PRIVATE) if (member in jwk) add(`/${member}`, PRIVATE_SENT);
  const kind = typeof jwk.kty === 'string' && Object.hasOwn(KINDS, jwk.kty) ? KINDS[jwk.kty] : undefined;
  if (kind === undefined) add('/kty', 'Expected EC (P-256), RSA (2048 bits or more) or OKP (Ed25519).');
  else checkKind(jwk, kind, add);
  return faults.length > 0 || kind === undefined ? failure(faults) : success(kept(jwk, kind));
}

const PRIVATE_SENT = 'This member is private. Make a new pair of keys, and send only the public one.';

type Add = (member: string, detail: string | undefined) => void;

function checkKind(jwk: JsonWebKey, kind: Kind, add: Add): void {
  if (kind.crv !== undefined && jwk.crv !== kind.crv) add('/crv', `Expected ${kind.crv}.`);
  else add('', keyFault(jwk, kind));
  checkPurpose(jwk, kind, add);
}

function checkPurpose(jwk: JsonWebKey, kind: Kind, add: Add): void {
  const { alg, use, key_ops: operations, kid } = jwk as Readonly<Record<string, unknown>>;
  if (alg !== undefined && !kind.algorithms.some((each) => each === alg)) {
    add('/alg', `Expected ${kind.algorithms.join(' or ')}, or nothing.`);
  }
  if (use !== undefined && use !== 'sig') add('/use', 'Expected sig, or nothing.');
  if (operations !== undefined && !isVerifyOnly(operations)) add('/key_ops', 'Expected ["verify"], or nothing.');
  if (kid !== undefined && (typeof kid !== 'string' || kid === '' || kid.length > LONGEST_KID)) {
    add('/kid', `Expected a text of at most ${LONGEST_KID} characters, or nothing.`);
  }
}

function isVerifyOnly(operations: unknown): boolean {
  return Array.isArray(operations) && operations.length === 1 && operations[0] === 'verify';
}

function keyFault(jwk: JsonWebKey, kind: Kind): string | undefined {
  const missing = kind.members.filter((member) => typeof jwk[member] !== 'string');
  if (missing.length > 0) return `Expected the members ${kind.members.join(', ')} as base64url texts.`;
  const key = importable(jwk, kind);
  if (key === undefined) return 'These members are no public key.';
  const { modulusLength, publicExponent } = key.asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined && (modulusLength < LEAST_RSA_BITS || modulusLength > MOST_RSA_BITS)) {
    return `Expected ${LEAST_RSA_BITS} to ${MOST_RSA_BITS} bits; this key has ${modulusLength}.`;
  }
  const isOther = publicExponent !== undefined && publicExponent !== RSA_EXPONENT;
  return isOther ? `Expected a public exponent of ${RSA_EXPONENT}.` : undefined;
}

/** OpenSSL looks whether a point lies on its curve. */
function importable(jwk: JsonWebKey, kind: Kind): KeyObject | undefined {
  try {
    return createPublicKey({ key: pick(jwk, ['kty', 'crv', ...kind.members]), format: 'jwk' });
  } catch {
    return undefined;
  }
}

function kept(jwk: JsonWebKey, kind: Kind): JsonWebKey {
  const crv = kind.crv === undefined ? [] : ['crv'];
  return pick(jwk, ['kty', ...crv, ...kind.members, 'kid', 'alg', 'use']);
}

function pick(jwk: JsonWebKey, members: readonly string[]): JsonWebKey {
  return Object.fromEntries(members.filter((each) => jwk[each] !== undefined).map((each) => [each, jwk[each]]));
}
