// The memory twin of the client directory, for tests and simulations.
// It must never promise more than the real one: nothing but durability is left out.
import { ClientDirectory } from '../../src/credentials/client-directory.port.js';
import type { Client } from '../../src/credentials/client-directory.port.js';

/** Keeps clients for as long as the process lives. */
export class MemoryClientDirectory extends ClientDirectory {
  readonly #clients = new Map<string, Client>();

  find(id: string): Client | undefined {
    return this.#clients.get(id);
  }

  findByCredential(credentialId: string): Client | undefined {
    return this.list().find((client) => client.credentials.some((credential) => credential.id === credentialId));
  }

  list(): readonly Client[] {
    return [...this.#clients.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  }

  async save(client: Client): Promise<void> {
    await Promise.resolve();
    for (const { id } of client.credentials) {
      const owner = this.findByCredential(id);
      if (owner !== undefined && owner.id !== client.id) {
        throw new Error(`The credential ${id} belongs to the client ${owner.id} already.`);
      }
    }
    if (JSON.stringify(client) !== JSON.stringify(this.find(client.id))) this.#clients.set(client.id, keep(client));
  }
}

function keep(client: Client): Client {
  const credentials = client.credentials.map((credential) => Object.freeze({ ...credential }));
  return Object.freeze({
    ...client,
    scopes: Object.freeze([...client.scopes]),
    credentials: Object.freeze(credentials),
  });
}
