// The memory twin of the client directory, for tests and simulations.
// It must never promise more than the real one: nothing but durability is left out.
import type { AuditEntry } from '../../src/audit/audit-log.port.js';
import { BelongsToAnother, type Client } from '../../src/credentials/client-directory.port.js';
import { IndexedClients, standingSubjects } from '../../src/credentials/indexed-clients.js';
import { MemoryTables } from './store/memory-tables.js';

/** Keeps clients for as long as the process lives. */
export class MemoryClientDirectory extends IndexedClients {
  constructor(private readonly tables: Pick<MemoryTables, 'tell'> = new MemoryTables()) {
    super();
  }

  async save(client: Client, audit?: AuditEntry): Promise<void> {
    const kept = structuredClone(client);
    await Promise.resolve();
    this.#refuseWhatIsTaken(kept);
    this.tables.tell(audit);
    this.put(kept);
  }

  #refuseWhatIsTaken(client: Client): void {
    const owned = [
      ...client.credentials.map(({ id }) => [`The credential ${id}`, this.findByCredential(id)] as const),
      ...standingSubjects(client).map(({ issuer, subject }) => {
        return [`The subject ${subject} of ${issuer}`, this.findBySubject(issuer, subject)] as const;
      }),
    ];
    for (const [what, owner] of owned) {
      if (owner !== undefined && owner.id !== client.id) {
        throw new BelongsToAnother(`${what} belongs to the client ${owner.id}.`);
      }
    }
  }
}
