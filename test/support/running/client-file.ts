// Edits the clients of a running gateway as an administrator does today: in the file, from outside of the process.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolderAt } from '../../../src/composition/data-folder.js';
import type { Client } from '../../../src/credentials/client.js';
import { issueCredential } from '../../../src/credentials/issue-credential.js';
import { readPepper } from '../../../src/credentials/secret-digest.js';
import { systemClock } from '../../../src/kernel/clock.js';
import type { RunningGateway } from './running-gateway.js';

/** A client in the file, and the secret it got. */
export interface OwnClient {
  readonly client: Client;
  readonly secret: string;
}

/** The file with the clients of one gateway. */
export class ClientFile {
  readonly #folder: ReturnType<typeof dataFolderAt>;

  constructor({ folder }: RunningGateway) {
    this.#folder = dataFolderAt(join(folder, 'data'));
  }

  /** Makes a client with a secret of its own; `write` puts it into the file. */
  make(id: string, scopes: readonly string[]): OwnClient {
    const pepper = readPepper(readFileSync(this.#folder.pepper, 'utf8'));
    const { credential, secret } = issueCredential(pepper, systemClock);
    return { client: { id, name: id, scopes, credentials: [credential] }, secret };
  }

  /** The clients that stand in the file. */
  read(): readonly Client[] {
    return (JSON.parse(readFileSync(this.#folder.clients, 'utf8')) as { readonly clients: readonly Client[] }).clients;
  }

  /** Replaces everything that stands in the file. */
  write(clients: readonly Client[]): void {
    writeFileSync(this.#folder.clients, JSON.stringify({ clients }, undefined, 2));
  }

  /** Adds clients to those in the file. */
  add(clients: readonly OwnClient[]): void {
    this.write([...this.read(), ...clients.map(({ client }) => client)]);
  }
}
