// The port to the clients the gateway knows.
import type { Client } from './client.js';

/** Keeps clients. `find` answers from memory, so that it can be asked on every request. */
export abstract class ClientDirectory {
  /** The client of this id as of now, or undefined. Never throws, never waits. */
  abstract find(id: string): Client | undefined;
  /** Every client, in order of id. */
  abstract list(): readonly Client[];
  /** Adds or replaces a client; resolves when it is on disk. */
  abstract save(client: Client): Promise<void>;
}
