// The ports to the signing keys: what is known of them, and their private halves, which are kept apart from it.
import type { AuditEntry } from '../../audit/audit-entry.js';
import type { SigningKeyRecord } from './signing-key-record.js';

export type { SigningKeyRecord } from './signing-key-record.js';

/** Keeps records. It must never hold a private key. */
export abstract class SigningKeyRecords {
  /** All of them, in no order. */
  abstract list(): Promise<readonly SigningKeyRecord[]>;
  /** Adds or replaces these and forgets those, and appends the entry, in one commit; resolves when it is on disk. */
  abstract save(
    change: { readonly put: readonly SigningKeyRecord[]; readonly forget?: readonly string[] },
    audit?: AuditEntry,
  ): Promise<void>;
}

/** Keeps private keys, outside the store, so that a copy of the store signs nothing. It must never show one to others. */
export abstract class PrivateKeys {
  /** The key in PEM (PKCS #8), or undefined. Rejects when others than the owner may read it. */
  abstract read(kid: string): Promise<string | undefined>;
  /** Resolves when it is on disk. */
  abstract write(kid: string, pem: string): Promise<void>;
  /** Resolves also when there is none. */
  abstract remove(kid: string): Promise<void>;
}
