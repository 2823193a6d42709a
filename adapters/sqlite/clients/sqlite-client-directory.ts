// The client directory in an embedded store.
// It must never let a change count before it is on disk.
import type { AuditEntry } from '../../../src/audit/audit-log.port.js';
import { BelongsToAnother, type Client, ClientDirectory } from '../../../src/credentials/client-directory.port.js';
import { ClientIndex, standingSubjects } from '../../../src/credentials/indexed-clients.js';
import { auditRow } from '../audit/append-audit.js';
import { text } from '../store/row.js';
import type { SqliteStore } from '../store/sqlite-store.js';
import type { Writer } from '../store/writer.js';
import { type ClientRows, SAVE_CLIENT } from './client-handlers.js';

/** Clients in an embedded store, all of them in memory: this process is the only one that writes. */
export class SqliteClientDirectory extends ClientDirectory {
  readonly #writer: Writer;
  readonly #index = new ClientIndex();

  constructor(store: SqliteStore) {
    super();
    this.#writer = store.writer;
    for (const row of store.reading.prepare('SELECT entry FROM client').all()) this.#put(text(row, 'entry'));
  }

  find(id: string): Client | undefined {
    return this.#index.find(id);
  }

  findByCredential(credentialId: string): Client | undefined {
    return this.#index.findByCredential(credentialId);
  }

  findBySubject(issuer: string, subject: string): Client | undefined {
    return this.#index.findBySubject(issuer, subject);
  }

  list(): readonly Client[] {
    return this.#index.list();
  }

  async save(client: Client, audit?: AuditEntry): Promise<void> {
    const rows = rowsOf(client, audit);
    const conflict = await this.#writer.write(SAVE_CLIENT, rows, 'owed');
    if (conflict !== undefined) throw new BelongsToAnother(conflict);
    this.#put(rows.entry);
  }

  #put(entry: string): void {
    this.#index.put(JSON.parse(entry) as Client);
  }
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
