// Reads a published key set (RFC 7517, 5): the keys in it that can check signatures here.
// It must never take anything from a set in which somebody has published a private key.
import { hasPrivateMembers, readPublicKey } from '../wanted/check-jwk.js';
import { KeySetFault } from './key-set.port.js';
import { verificationKey } from './verification-key.js';
import type { VerificationKey } from './verification-key.js';

/** Each has to be looked at again with every token. */
const MOST_KEYS = 100;

/** The keys; those of other kinds and for other purposes are left out. Throws KeySetFault. */
export function readKeySet(text: string): readonly VerificationKey[] {
  const keys = membersOf(text);
  if (keys.length > MOST_KEYS) throw new KeySetFault(`it has more than ${MOST_KEYS} keys`);
  if (keys.some(hasPrivateMembers)) throw new KeySetFault('it shows a private key');
  const read = keys.map((jwk) => readPublicKey(jwk, ''));
  return Object.freeze(read.flatMap((key) => (key.ok ? [verificationKey(key.value)] : [])));
}

function membersOf(text: string): readonly unknown[] {
  const set = parse(text);
  const keys = typeof set === 'object' && set !== null && 'keys' in set ? set.keys : undefined;
  if (!Array.isArray(keys)) throw new KeySetFault('it is no key set');
  return keys;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new KeySetFault('it is no JSON');
  }
}
