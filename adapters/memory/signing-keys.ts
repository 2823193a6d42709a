// The memory twins of what signing keys are kept in. They must never promise more than the real ones.
import type { AuditEntry } from '../../src/audit/audit-log.port.js';
import {
  PrivateKeys,
  type SigningKeyRecord,
  SigningKeyRecords,
} from '../../src/credentials/signing/signing-keys.port.js';

/** Records for as long as the process lives. */
export class MemorySigningKeyRecords extends SigningKeyRecords {
  readonly #records = new Map<string, SigningKeyRecord>();

  /** `audit` receives the entries of changes. */
  constructor(private readonly audit: (entry: AuditEntry) => void = () => undefined) {
    super();
  }

  list(): Promise<readonly SigningKeyRecord[]> {
    return Promise.resolve([...this.#records.values()]);
  }

  async save(
    { put, forget = [] }: { readonly put: readonly SigningKeyRecord[]; readonly forget?: readonly string[] },
    audit?: AuditEntry,
  ): Promise<void> {
    await Promise.resolve();
    for (const record of put) this.#records.set(record.kid, Object.freeze({ ...record }));
    for (const kid of forget) this.#records.delete(kid);
    if (audit !== undefined) this.audit(audit);
  }
}

/** Private keys for as long as the process lives. */
export class MemoryPrivateKeys extends PrivateKeys {
  readonly #keys = new Map<string, string>();

  read(kid: string): Promise<string | undefined> {
    return Promise.resolve(this.#keys.get(kid));
  }

  async write(kid: string, pem: string): Promise<void> {
    await Promise.resolve();
    this.#keys.set(kid, pem);
  }

  async remove(kid: string): Promise<void> {
    await Promise.resolve();
    this.#keys.delete(kid);
  }
}
