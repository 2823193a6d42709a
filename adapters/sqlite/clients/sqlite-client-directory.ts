// The client directory in an embedded store.
// It must never let a change count before it is on disk.
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import { BelongsToAnother, type Client } from '../../../src/credentials/client-directory.port.js';
import { IndexedClients, standingSubjects } from '../../../src/credentials/indexed-clients.js';
import { auditRow } from '../audit/audit-row.js';
import { text } from '../store/row.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import type { Writer } from '../store/writer.js';
import { type ClientRows, SAVE_CLIENT } from './client-handlers.js';

/** Clients in an embedded store, all of them in memory: this process is the only one that writes. */
export class SqliteClientDirectory extends IndexedClients {
  readonly #writer: Writer;

  constructor(store: SqliteStore) {
    super();
    this.#writer = store.writer;
    for (const row of store.reading.prepare('SELECT entry FROM client').all()) this.put(clientIn(text(row, 'entry')));
  }

  async save(client: Client, audit?: AuditEntry): Promise<void> {
    const rows = rowsOf(client, audit);
    const conflict = await this.#writer.write(SAVE_CLIENT, rows, 'owed');
    if (conflict !== undefined) throw new BelongsToAnother(conflict);
    this.put(clientIn(rows.entry));
  }
}

function clientIn(entry: string): Client {
  return JSON.parse(entry) as Client;
}

function rowsOf(client: Client, audit: AuditEntry | undefined): ClientRows {
  return {
    id: client.id,
    entry: JSON.stringify(client),
    credentials: client.credentials.map(({ id }) => id),
    subjects: standingSubjects(client).map(({ issuer, subject }) => ({ issuer, subject })),
    audit: audit && auditRow(audit),
  };
}
