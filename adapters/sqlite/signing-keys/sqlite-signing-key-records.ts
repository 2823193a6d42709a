// What is known of signing keys, in an embedded store. It must never hold a private key.
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import { type SigningKeyRecord, SigningKeyRecords } from '../../../src/credentials/signing/signing-keys.port.js';
import { auditRow } from '../audit/audit-row.js';
import { optional, type Row, text } from '../store/row.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import { SAVE_SIGNING_KEYS } from './signing-key-handlers.js';

const LIST = 'SELECT kid, created_at, signs_from, withdrawn_at FROM signing_key ORDER BY kid';

/** Records beside the audit trail that tells of them. */
export class SqliteSigningKeyRecords extends SigningKeyRecords {
  constructor(private readonly store: SqliteStore) {
    super();
  }

  list(): Promise<readonly SigningKeyRecord[]> {
    return Promise.resolve(this.store.reading.prepare(LIST).all().map(recordOf));
  }

  async save(
    { put, forget = [] }: { readonly put: readonly SigningKeyRecord[]; readonly forget?: readonly string[] },
    audit?: AuditEntry,
  ): Promise<void> {
    const row = audit === undefined ? undefined : auditRow(audit);
    await this.store.writer.write(SAVE_SIGNING_KEYS, { put, forget, audit: row }, 'owed');
  }
}

function recordOf(row: Row): SigningKeyRecord {
  return {
    kid: text(row, 'kid'),
    createdAt: text(row, 'created_at'),
    signsFrom: text(row, 'signs_from'),
    ...optional(row, 'withdrawn_at', 'withdrawnAt'),
  };
}
