// The memory twin of the client directory, for tests and simulations.
// It must never promise more than the real one: nothing but durability is left out.
import type { AuditEntry } from '../../src/audit/audit-log.port.js';
import { BelongsToAnother, type Client, ClientDirectory } from '../../src/credentials/client-directory.port.js';
import { ClientIndex, standingSubjects } from '../../src/credentials/indexed-clients.js';
import { MemoryTables } from './store/memory-tables.js';

/** Keeps clients for as long as the process lives. */
export class MemoryClientDirectory extends ClientDirectory {
  readonly #index = new ClientIndex();

  constructor(private readonly tables: Pick<MemoryTables, 'tell'> = new MemoryTables()) {
    super();
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
    const kept = structuredClone(client);
    await Promise.resolve();
    this.#refuseWhatIsTaken(kept);
    this.#index.put(kept);
    this.tables.tell(audit);
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
