// When, from where and by what a credential was last used, in words.
// It must never say `never` of one that was used, nor more than is known.
import type { CredentialView } from '../../credentials/desk/views.js';

/** A last use; what is not known is empty. */
interface KnownUse {
  /** The latest moment that is known, RFC 3339 in UTC. */
  readonly at: string;
  /** The same in words. */
  readonly when: string;
  readonly address: string;
  readonly operation: string;
}

const NEVER: KnownUse = { at: '', when: 'never', address: '', operation: '' };

/** Of a credential. A gateway that was killed has lost the last minute of uses, but not that there was a first one. */
export function lastUseOf({ lastUse, firstUsedAt }: CredentialView): KnownUse {
  if (lastUse !== undefined) return { at: lastUse.lastUsedAt, when: lastUse.lastUsedAt, ...lastUse };
  return firstUsedAt === undefined ? NEVER : { ...NEVER, at: firstUsedAt, when: `${firstUsedAt} or later` };
}

/** Of all of them, which are in order as texts. */
export function latestUse(credentials: readonly CredentialView[]): KnownUse {
  return credentials.map(lastUseOf).reduce((one, other) => (other.at > one.at ? other : one), NEVER);
}
