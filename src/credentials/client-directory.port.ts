// The port to the clients the gateway knows.
// It must never hand out, or ask for, a secret: only digests are kept.
import type { Client } from './client.js';

export type { Client, Credential } from './client.js';

/**
 * Keeps clients. `find` and `findByCredential` answer from memory, so that they can be asked on every request, and
 * return the very same frozen object until that client changes: what is derived from a client is cached by identity.
 */
export abstract class ClientDirectory {
  /** The client of this id as of now, or undefined. Never throws, never waits. */
  abstract find(id: string): Client | undefined;
  /** The client that holds the credential of this public id, or undefined. Never throws, never waits. */
  abstract findByCredential(credentialId: string): Client | undefined;
  /** Every client, in order of id. */
  abstract list(): readonly Client[];
  /** Adds or replaces a client; resolves when it is on disk. Rejects when a credential id belongs to another client. */
  abstract save(client: Client): Promise<void>;
}
