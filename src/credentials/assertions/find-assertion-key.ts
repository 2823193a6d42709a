// Finds the key of a client that an assertion says it was signed with.
// It must never guess: without a key id, or when several keys answer to one, only a single key that fits will do.
import type { Client, Credential } from '../client.js';
import { isLive } from '../credential-state.js';
import { fitsHeader } from '../key-sets/check-foreign-header.js';
import type { ForeignHeader } from '../key-sets/check-foreign-header.js';
import type { KeySetCache } from '../key-sets/key-set-cache.js';
import { verificationKey } from '../key-sets/verification-key.js';
import type { VerificationKey } from '../key-sets/verification-key.js';
import type { Moment } from '../tokens/standing.js';

/** A key and the credential it belongs to. */
export interface CredentialKey {
  readonly credential: Credential;
  readonly key: VerificationKey;
}

/** An uploaded key is named by the id it was uploaded with, or by the public id of its credential. */
export async function findAssertionKey(
  client: Client,
  header: ForeignHeader,
  keySets: Pick<KeySetCache, 'find'>,
  moment: Moment,
): Promise<CredentialKey | undefined> {
  const isLiveNow = (credential: Credential): boolean => isLive(credential, moment.earliest, moment.latest);
  const found = await Promise.all(
    client.credentials.map(async (credential) => {
      const keys = await keysOf(credential, header, keySets, isLiveNow(credential));
      return keys.map((key) => ({ credential, key }));
    }),
  );
  const all = found.flat();
  return theOne(all.filter(({ credential }) => isLiveNow(credential))) ?? theOne(all);
}

/** The address of a credential that is over, or has not begun, is not asked. */
async function keysOf(
  credential: Credential,
  header: ForeignHeader,
  keySets: Pick<KeySetCache, 'find'>,
  isLiveNow: boolean,
): Promise<readonly VerificationKey[]> {
  if (credential.kind === 'public-key') {
    return [verificationKey(credential.jwk)].filter(fitsHeader(header, credential.id));
  }
  return credential.kind === 'key-set' && isLiveNow ? keySets.find(credential.jwksUri, fitsHeader(header)) : [];
}

/** The same key may stand in two credentials while one takes the place of the other: then it is the newer one. */
function theOne(found: readonly CredentialKey[]): CredentialKey | undefined {
  const [first, ...others] = found;
  const isOne = first !== undefined && others.every(({ key }) => key.key.equals(first.key.key));
  return isOne ? found.at(-1) : undefined;
}
