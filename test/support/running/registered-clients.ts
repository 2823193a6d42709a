// Clients of a gateway in the test's own process, registered in the directory it asks itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from '../../../src/composition/data-folder.js';
import type { Client } from '../../../src/credentials/client.js';
import type { ClientDirectory } from '../../../src/credentials/client-directory.port.js';
import { issueCredential } from '../../../src/credentials/issue-credential.js';
import { readPepper } from '../../../src/credentials/secret-digest.js';
import { systemClock } from '../../../src/kernel/clock.js';

/** A client, and the secret it got. */
export interface OwnClient {
  readonly client: Client;
  readonly secret: string;
}

/** The clients of one gateway. */
export class RegisteredClients {
  constructor(
    private readonly directory: ClientDirectory,
    private readonly folder: string,
  ) {}

  /** Makes an application with a secret of its own; `add` registers it. */
  make(id: string, scopes: readonly string[]): OwnClient {
    const { pepper } = dataFolderAt(join(this.folder, 'data'));
    const { credential, secret } = issueCredential(readPepper(readFileSync(pepper, 'utf8')), systemClock);
    const { createdAt } = credential;
    return { client: { id, kind: 'application', name: id, scopes, createdAt, credentials: [credential] }, secret };
  }

  /** Registers clients; resolves when all of them are on disk. */
  async add(owned: readonly OwnClient[]): Promise<void> {
    await Promise.all(owned.map(({ client }) => this.directory.save(client)));
  }

  /** A client as it is registered. */
  known(id: string): Client {
    const client = this.directory.find(id);
    if (client === undefined) throw new Error(`there is no client ${id}`);
    return client;
  }

  /** Changes some members of a client that is registered. */
  async change(id: string, wanted: Partial<Client>): Promise<void> {
    const changed = await this.directory.change(id, (client) => client && { client: { ...client, ...wanted } });
    if (changed === undefined) throw new Error(`there is no client ${id}`);
  }
}
