// The last use of credentials in an embedded store.
// It must never put an earlier use in the place of a later one.
import { type CredentialUsage, CredentialUsages } from '../../../src/credentials/credential-usage.port.js';
import { type Row, text } from '../store/row.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import { RECORD_USAGES } from './client-handlers.js';

const LIST = 'SELECT credential_id, last_used_at, address, operation FROM credential_usage ORDER BY credential_id';

/** Last uses beside the clients. */
export class SqliteCredentialUsages extends CredentialUsages {
  constructor(private readonly store: SqliteStore) {
    super();
  }

  list(): Promise<readonly CredentialUsage[]> {
    return Promise.resolve(this.store.reading.prepare(LIST).all().map(usageOf));
  }

  async record(usages: readonly CredentialUsage[]): Promise<void> {
    await this.store.writer.write(RECORD_USAGES, usages, 'offered');
  }
}

function usageOf(row: Row): CredentialUsage {
  return {
    credentialId: text(row, 'credential_id'),
    lastUsedAt: text(row, 'last_used_at'),
    address: text(row, 'address'),
    operation: text(row, 'operation'),
  };
}
