// Finds the key of a client that an assertion says it was signed with.
// It must never guess: without a key id, or when several keys answer to one, only a single key that fits will do. Nor must
// it do more for a client that is known, however many keys it once had, than for one that is not.
import type { Client, Credential } from '../client.js';
import { fitsHeader } from '../key-sets/check-foreign-header.js';
import type { ForeignHeader } from '../key-sets/check-foreign-header.js';
import type { KeySetCache } from '../key-sets/key-set-cache.js';
import type { VerificationKey } from '../key-sets/verification-key.js';
import type { Moment } from '../judging/moment.js';
import { ownKeys } from './own-keys.js';
import type { OwnKeys } from './own-keys.js';

/** A key and the credential it belongs to. */
export interface CredentialKey {
  readonly credential: Credential;
  readonly key: VerificationKey;
}

/** When none that is good fits, the newest of those that are over or have not begun: the log tells a late key from a wrong one. */
export async function findAssertionKey(
  client: Client,
  header: ForeignHeader,
  keySets: Pick<KeySetCache, 'find'>,
  moment: Moment,
): Promise<CredentialKey | undefined> {
  const keys = ownKeys(client);
  const named = keys.uploaded(header.kid);
  const uploaded = named.filter((each) => each.isLiveAt(moment) && each.fits(header)).map(credentialKey);
  const published = await publishedKeys(keys, header, keySets, moment);
  const live = [...uploaded, ...published];
  return live.length > 0 ? theOne(live) : optional(named.findLast((each) => each.fits(header)));
}

/** The address of a credential that is over, or has not begun, is not asked. */
async function publishedKeys(
  { sets }: OwnKeys,
  header: ForeignHeader,
  keySets: Pick<KeySetCache, 'find'>,
  moment: Moment,
): Promise<readonly CredentialKey[]> {
  const found = await Promise.all(
    sets
      .filter((each) => each.isLiveAt(moment))
      .map(async ({ credential }) => {
        const keys = await keySets.find(credential.jwksUri, fitsHeader(header));
        return keys.map((key) => ({ credential, key }));
      }),
  );
  return found.flat();
}

function credentialKey({ credential, key }: CredentialKey): CredentialKey {
  return { credential, key };
}

function optional(found: CredentialKey | undefined): CredentialKey | undefined {
  return found && credentialKey(found);
}

/** The same key may stand in two credentials while one takes the place of the other: then it is the newer one. */
function theOne(found: readonly CredentialKey[]): CredentialKey | undefined {
  const [first, ...others] = found;
  if (first === undefined || !others.every(({ key }) => key.key.equals(first.key.key))) return undefined;
  return others.reduce(
    (newest, each) => (each.credential.createdAt < newest.credential.createdAt ? newest : each),
    first,
  );
}
